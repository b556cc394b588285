package io.quorumwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.testing.process.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a reload leaves behind. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 150)
class ReloadVertxTest {

    private static final Duration WAIT = Duration.ofSeconds(40);
    /** The pages of the fake members are all the same and never change. */
    private static final String QUIET = "member-hung: off, leader-multiple: off";

    @TempDir
    private Path directory;

    private Vertx vertx;
    private WholeAgent agent;

    @BeforeEach
    void committee(Vertx started) throws Exception {
        vertx = started;
        agent = new WholeAgent(started, directory);
    }

    private String kv(String more) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < agent.members.size(); i++) {
            list.append(i == 0 ? "" : ", ")
                    .append("{name: m" + i + ", metrics: \""
                            + agent.members.get(i).metrics() + "\"}");
        }
        return "  - {name: kv, profile: etcd, poll-every: 200ms, members: [" + list + "]"
                + (more.contains("thresholds")
                        ? more.replace("thresholds: {", "thresholds: {" + QUIET + ", ")
                        : more + ", thresholds: {" + QUIET + "}")
                + "}\n";
    }

    private void eventually(String path, Predicate<String> wanted) {
        Eventually.passes(path, WAIT, () -> assertThat(agent.get(path).body()).matches(wanted));
    }

    private void eventuallySays(String path, String word) {
        eventually(path, body -> body.contains(word));
    }

    private void eventuallySaysNoMore(String path, String word) {
        eventually(path, body -> !body.contains(word));
    }

    /** The operator silences a condition that fires. */
    @Test
    void aConditionThatIsSwitchedOffHurtsHealthNoMore() throws Exception {
        agent.start(kv(""));
        agent.members.get(2).die();
        eventuallySays("/health/kv/member", "member-down");

        agent.reload(kv(", thresholds: {member-down: off}"));

        eventuallySaysNoMore("/health/kv/member", "member-down");
    }

    /** One reload takes out a dead member and changes something else, too. */
    @Test
    void aMemberThatIsTakenOutTogetherWithAnotherChangeLeavesNoAlarm() throws Exception {
        agent.start(kv(""));
        agent.members.get(2).die();
        eventuallySays("/health/kv/member", "member-down");
        agent.members.remove(2);

        agent.reload(kv(", scrape-timeout: 150ms"));

        eventuallySaysNoMore("/health/kv/member", "member-down");
    }

    @Test
    void whatASilencedConditionFoundIsNotShownAsAFinding() throws Exception {
        agent.start(kv(""));
        agent.members.get(2).die();
        eventuallySays("/health/kv/member", "member-down");

        agent.reload(kv(", thresholds: {member-down: off}"));

        eventually(
                "/api/v1/clusters/kv",
                body -> new JsonObject(body)
                        .getJsonArray("findings").stream()
                                .noneMatch(each -> "member-down".equals(((JsonObject) each).getString("condition"))));
    }

    /** Discovery fails, so the operator writes the members down instead. */
    @Test
    void aDiscoveryThatIsTakenOutDoesNotFailAnyMore() throws Exception {
        Path broken = Files.writeString(directory.resolve("targets.json"), "[{");
        assertThat(broken).exists();
        agent.start(kv(", discover: {file-sd: [\"*.json\"]}"));
        eventuallySays("/health/agent/discovery", "members-not-found");

        agent.reload(kv(""));

        eventuallySaysNoMore("/health", "members-not-found");
    }

    /** A log that was never there, so the operator takes it out of the configuration. */
    @Test
    void aLostLogThatIsTakenOutIsNotLostAnyMore() throws Exception {
        String log = ", logs: {file: {path: \"" + directory.resolve("none.log") + "\"}}";
        String with = kv("").replace("{name: m0", "{name: m0" + log);
        agent.start(with);
        eventuallySays("/health/agent/logs", "log-lost");

        agent.reload(kv(""));

        eventuallySaysNoMore("/health", "log-lost");
    }

    /** A client without a page, of which only the log is read. */
    @Test
    void anAgentWithAMemberWithoutAPageBecomesReady() throws Exception {
        Path log = Files.writeString(directory.resolve("client.log"), "");
        agent.start(kv("").replace("}],", "}, {name: c1, role: learner, logs: {file: {path: \"" + log + "\"}}}],"));

        eventuallySays("/readyz", "\"status\":\"ready\"");
    }

    /** A file system hangs with all that read logs from it; a log of it is taken out, and reloads go on. */
    @Test
    void aHangingLogThatIsTakenOutDoesNotHoldUpReloads() throws Exception {
        Path file = Files.writeString(directory.resolve("m0.log"), "");
        String log = ", logs: {file: {path: \"" + file + "\"}}";
        agent.start(kv("").replace("{name: m0", "{name: m0" + log));
        eventuallySays("/health/agent/logs", "ready");
        CountDownLatch mended = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            vertx.createSharedWorkerExecutor("quorumwatch-logs", 4)
                    .executeBlocking(() -> mended.await(140, TimeUnit.SECONDS), false)
                    .onFailure(failure -> {});
        }
        try {
            agent.reload(kv(""));
            agent.reload(kv(", scrape-timeout: 150ms"));
        } finally {
            mended.countDown();
        }
    }
}
