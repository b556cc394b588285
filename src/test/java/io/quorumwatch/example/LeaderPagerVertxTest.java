package io.quorumwatch.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.ThresholdOverride;
import io.quorumwatch.face.metrics.VertxMetrics;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.quorumwatch.testing.OnLoop;
import io.quorumwatch.testing.TestClusters;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaderPagerVertxTest {

    private static final int SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final FakeMember first = listening(true);
    private final FakeMember second = listening(false);
    private final FakeMember third = listening(false);
    private final BlockingQueue<String> paged = new LinkedBlockingQueue<>();
    private final LeaderPager application = new LeaderPager(config(), VertxMetrics.newRegistry(), new Pager() {
        @Override
        public void page(String key, String text) {
            paged.add(text);
        }

        @Override
        public void resolve(String key) {
            paged.add("resolved: " + key);
        }
    });

    private String deployment;

    private AgentConfig config() {
        ClusterConfig plain = TestClusters.of(
                "kv",
                "etcd",
                Map.of(),
                Duration.ofMillis(100),
                List.of(member("a", first), member("b", second), member("c", third)));
        ThresholdOverride atOnce = new ThresholdOverride(true, Duration.ZERO, Duration.ZERO, Duration.ZERO, null);
        ClusterConfig cluster = new ClusterConfig(
                plain.name(),
                plain.profile(),
                plain.pollEvery(),
                plain.scrapeTimeout(),
                plain.critical(),
                plain.parameters(),
                Map.of("leader-multiple", atOnce),
                plain.members(),
                null);
        return new AgentConfig(
                new AgentConfig.AgentSettings("example", null),
                new AgentConfig.HttpSettings("127.0.0.1", 0, null),
                new AgentConfig.NotifySettings(List.of(), List.of()),
                List.of(cluster));
    }

    @BeforeEach
    void deploy() throws TimeoutException {
        deployment = vertx.deployVerticle(application).await(SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws TimeoutException {
        assertThat(vertx.close().await(SECONDS, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void pagesOnceForASecondLeaderAndResolvesWhenItIsGone() throws InterruptedException {
        second.answers(FakeAnswer.page(member(true)));
        assertThat(next()).contains("kv/leader-multiple").contains("leaders=");
        second.answers(FakeAnswer.page(member(false)));
        assertThat(next()).isEqualTo("resolved: kv/leader-multiple");
    }

    @Test
    void takesAnAgentThatIsGoneForNotReady() throws TimeoutException {
        assertThat(vertx.undeploy(deployment).await(SECONDS, TimeUnit.SECONDS)).isNull();
        assertThat(OnLoop.ask(vertx, application::status).await(SECONDS, TimeUnit.SECONDS))
                .isEqualTo(HealthStatus.NOT_READY);
    }

    private String next() throws InterruptedException {
        String text = paged.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(text).as("a page in time").isNotNull();
        return String.valueOf(text);
    }

    private FakeMember listening(boolean leads) {
        try {
            return FakeMember.start(vertx, FakeAnswer.page(member(leads)));
        } catch (TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    private static MemberConfig member(String name, FakeMember member) {
        return new MemberConfig(name, "member", member.metrics(), MemberConfig.Access.PLAIN, null);
    }

    private static String member(boolean leads) {
        return """
                etcd_server_has_leader 1
                etcd_server_is_leader %d
                etcd_server_proposals_committed_total 100
                """.formatted(leads ? 1 : 0);
    }
}
