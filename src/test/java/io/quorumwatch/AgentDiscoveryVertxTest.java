package io.quorumwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.config.WebConfig;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent, with members that nobody has written down and with configurations that change while it runs. */
@ExtendWith(VertxExtension.class)
class AgentDiscoveryVertxTest {

    private static final int WAIT_SECONDS = 20;
    private static final String USER = "prometheus";
    private static final String PASSWORD = "test";
    /** Of {@link #PASSWORD}, with a cost that a test can afford. */
    private static final String HASH =
            at.favre.lib.crypto.bcrypt.BCrypt.withDefaults().hashToString(4, PASSWORD.toCharArray());

    @TempDir
    private Path directory;

    private final BlockingQueue<MemberReading> readings = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private WholeAgent agent;

    @BeforeEach
    void committee(Vertx started) throws Exception {
        vertx = started;
        agent = new WholeAgent(started, directory);
    }

    private static String discovered(String more) {
        return "  - {name: kv, profile: etcd, poll-every: 200ms, discover: {file-sd: [\"*.json\"]}" + more + "}\n";
    }

    private void start(String more) throws Exception {
        agent.start(discovered(more));
        MessageConsumer<MemberReading> consumer =
                vertx.eventBus().localConsumer(Addresses.reading("kv"), message -> readings.add(message.body()));
        consumer.completion().await(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private void names(int... which) throws IOException {
        List<String> groups = new ArrayList<>();
        for (int i : which) {
            groups.add("{\"targets\": [\"127.0.0.1:" + agent.members.get(i).port() + "\"], \"labels\": {\"member\": \"m"
                    + i + "\"}}");
        }
        Path next = Files.writeString(directory.resolve("next"), groups.toString());
        assertThat(Files.move(next, directory.resolve("targets.json"), StandardCopyOption.REPLACE_EXISTING))
                .exists();
    }

    /** Asks until the answer is as wanted, each question with an answer of its own; fails when that does not come true. */
    private String eventually(String path, Predicate<String> wanted) throws Exception {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        String body = "";
        while (System.nanoTime() - giveUpAt < 0) {
            body = agent.get(path).body();
            if (wanted.test(body)) {
                return body;
            }
            // The next reading is the next time that anything can have changed.
            MemberReading unused = readings.poll(100, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError(path + " still says " + body);
    }

    private static boolean hasMembers(String body, String... names) {
        return new JsonObject(body)
                .getJsonArray("members").stream()
                        .map(member -> ((JsonObject) member).getString("name"))
                        .sorted()
                        .toList()
                        .equals(List.of(names));
    }

    @Test
    void aDiscoveredMemberIsWatchedAndVanishesWithItsSeries() throws Exception {
        names(0, 1);
        start("");
        String two =
                eventually("/metrics", page -> page.contains("quorumwatch_member_up{watched=\"kv\",member=\"m1\"} 1"));
        assertThat(two).doesNotContain("member=\"m2\"");

        names(0, 2);

        String changed =
                eventually("/metrics", page -> page.contains("quorumwatch_member_up{watched=\"kv\",member=\"m2\"} 1"));
        assertThat(changed).doesNotContain("member=\"m1\"");
        assertThat(eventually("/api/v1/clusters/kv", body -> hasMembers(body, "m0", "m2")))
                .isNotEmpty();
        assertThat(agent.members.get(1).isLeftAlone()).isTrue();
    }

    @Test
    void theOthersKeepTheirConnectionsAndTheirMemory() throws Exception {
        names(0, 1);
        start("");
        String unused = eventually("/metrics", page -> page.contains("member_up{watched=\"kv\",member=\"m1\"} 1"));
        int connections = agent.members.get(0).connections();

        names(0, 2);

        String later = eventually("/metrics", page -> page.contains("member_up{watched=\"kv\",member=\"m2\"} 1"));
        assertThat(agent.members.get(0).connections()).isEqualTo(connections);
        assertThat(later).contains("quorumwatch_config_reloads_total{result=\"ok\"} 0");
    }

    @Test
    void aMemberThatIsDownAndTakenOutLeavesNoAlarmBehind() throws Exception {
        names(0, 1, 2);
        start(", thresholds: {member-down: {warning: 0s}}");
        String unused = eventually("/metrics", page -> page.contains("member_up{watched=\"kv\",member=\"m2\"} 1"));
        agent.members.get(2).die();
        String down = eventually("/health/kv/member", body -> body.contains("member-down"));
        assertThat(down).contains("m2");

        names(0, 1);

        assertThat(eventually("/health/kv/member", body -> !body.contains("member-down")))
                .isNotEmpty();
    }

    @Test
    void aReloadKeepsWhatIsDiscovered() throws Exception {
        names(0, 1);
        start("");
        String unused = eventually("/metrics", page -> page.contains("member_up{watched=\"kv\",member=\"m1\"} 1"));
        int connections = agent.members.get(0).connections();

        agent.reload(discovered(
                ", members: [{name: fixed, metrics: \"" + agent.members.get(2).metrics() + "\"}]"));

        assertThat(eventually("/api/v1/clusters/kv", body -> hasMembers(body, "fixed", "m0", "m1")))
                .isNotEmpty();
        assertThat(agent.members.get(0).connections()).isEqualTo(connections);
        assertThat(agent.get("/metrics").body()).contains("quorumwatch_config_reloads_total{result=\"ok\"} 1");
        names(1);
        assertThat(eventually("/api/v1/clusters/kv", body -> hasMembers(body, "fixed", "m1")))
                .isNotEmpty();
    }

    @Test
    void aClusterOfWhichNobodyIsFoundIsNotReady() throws Exception {
        start("");

        String health = eventually("/health", body -> body.contains("kv/"));

        assertThat(new JsonObject(health).getString("status")).isEqualTo(HealthStatus.NOT_READY.word());
    }

    @Test
    void aBrokenFileIsSeenInTheAgentsOwnHealth() throws Exception {
        names(0);
        start("");
        Path broken = Files.writeString(directory.resolve("targets.json"), "[{");
        assertThat(broken).exists();

        String health = eventually("/health", body -> body.contains("members-not-found"));

        assertThat(new JsonObject(health)
                        .getJsonObject("components")
                        .getJsonObject("agent/discovery")
                        .getJsonObject("details")
                        .getInteger("broken_file"))
                .isEqualTo(1);
    }

    @Test
    void aReloadTakesOverUsers() throws Exception {
        names(0);
        start("");
        assertThat(agent.get("/metrics").statusCode()).isEqualTo(200);

        agent.agent()
                .reload(agent.config(discovered("")), new WebConfig(null, Map.of(USER, HASH)))
                .await(WAIT_SECONDS, TimeUnit.SECONDS);

        String basic =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(agent.get("/metrics").statusCode()).isEqualTo(401);
        assertThat(agent.get("/metrics", "Authorization", basic).statusCode()).isEqualTo(200);
    }
}
