package io.quorumwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.face.metrics.VertxMetrics;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.quorumwatch.testing.process.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

    private final Profiles profiles = Profiles.load();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<FakeMember> members = new ArrayList<>();
    private Vertx vertx;
    private @Nullable Agent running;

    private Agent agent() {
        return Objects.requireNonNull(running);
    }

    @BeforeEach
    void committee(Vertx started) throws Exception {
        vertx = started;
        String page;
        try (var in = getClass().getResourceAsStream("/pages/etcd-member.prom")) {
            page = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        for (int i = 0; i < 3; i++) {
            members.add(FakeMember.start(vertx, FakeAnswer.page(page)));
        }
    }

    private AgentConfig config(String... clusters) throws Exception {
        String yaml = "agent: {id: test, journal-directory: none}\nhttp: {listen: \"127.0.0.1:0\"}\nclusters:\n"
                + String.join("", clusters);
        return ConfigLoader.parse(
                yaml,
                directory.resolve("quorumwatch.yaml"),
                new ProfileVocabulary(profiles, Condition.keys(), Limit.keys()));
    }

    private String kv(String more) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < members.size(); i++) {
            list.append(i == 0 ? "" : ", ")
                    .append("{name: m" + i + ", metrics: \"" + members.get(i).metrics() + "\"}");
        }
        return "  - {name: kv, profile: etcd, poll-every: 200ms, members: [" + list + "]"
                + (more.contains("thresholds")
                        ? more.replace("thresholds: {", "thresholds: {" + QUIET + ", ")
                        : more + ", thresholds: {" + QUIET + "}")
                + "}\n";
    }

    private void start(String... clusters) throws Exception {
        Agent agent = new Agent(config(clusters), VertxMetrics.newRegistry());
        running = agent;
        assertThat(vertx.deployVerticle(agent).await(WAIT.toSeconds(), TimeUnit.SECONDS))
                .isNotNull();
    }

    private void reload(String... clusters) throws Exception {
        assertThat(agent().reload(config(clusters)).await(WAIT.toSeconds(), TimeUnit.SECONDS))
                .isNull();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + agent().listen() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void eventually(String path, Predicate<String> wanted) {
        Eventually.passes(path, WAIT, () -> assertThat(get(path).body()).matches(wanted));
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
        start(kv(""));
        members.get(2).die();
        eventuallySays("/health/kv/member", "member-down");

        reload(kv(", thresholds: {member-down: off}"));

        eventuallySaysNoMore("/health/kv/member", "member-down");
    }

    /** One reload takes out a dead member and changes something else, too. */
    @Test
    void aMemberThatIsTakenOutTogetherWithAnotherChangeLeavesNoAlarm() throws Exception {
        start(kv(""));
        members.get(2).die();
        eventuallySays("/health/kv/member", "member-down");
        members.remove(2);

        reload(kv(", scrape-timeout: 150ms"));

        eventuallySaysNoMore("/health/kv/member", "member-down");
    }

    @Test
    void whatASilencedConditionFoundIsNotShownAsAFinding() throws Exception {
        start(kv(""));
        members.get(2).die();
        eventuallySays("/health/kv/member", "member-down");

        reload(kv(", thresholds: {member-down: off}"));

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
        start(kv(", discover: {file-sd: [\"*.json\"]}"));
        eventuallySays("/health/agent/discovery", "members-not-found");

        reload(kv(""));

        eventuallySaysNoMore("/health", "members-not-found");
    }

    /** A log that was never there, so the operator takes it out of the configuration. */
    @Test
    void aLostLogThatIsTakenOutIsNotLostAnyMore() throws Exception {
        String log = ", logs: {file: {path: \"" + directory.resolve("none.log") + "\"}}";
        String with = kv("").replace("{name: m0", "{name: m0" + log);
        start(with);
        eventuallySays("/health/agent/logs", "log-lost");

        reload(kv(""));

        eventuallySaysNoMore("/health", "log-lost");
    }

    /** A client without a page, of which only the log is read. */
    @Test
    void anAgentWithAMemberWithoutAPageBecomesReady() throws Exception {
        Path log = Files.writeString(directory.resolve("client.log"), "");
        start(kv("").replace("}],", "}, {name: c1, role: learner, logs: {file: {path: \"" + log + "\"}}}],"));

        eventuallySays("/readyz", "\"status\":\"ready\"");
    }

    /** A file system hangs with all that read logs from it; a log of it is taken out, and reloads go on. */
    @Test
    void aHangingLogThatIsTakenOutDoesNotHoldUpReloads() throws Exception {
        Path file = Files.writeString(directory.resolve("m0.log"), "");
        String log = ", logs: {file: {path: \"" + file + "\"}}";
        start(kv("").replace("{name: m0", "{name: m0" + log));
        eventuallySays("/health/agent/logs", "ready");
        CountDownLatch mended = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            vertx.createSharedWorkerExecutor("quorumwatch-logs", 4)
                    .executeBlocking(() -> mended.await(140, TimeUnit.SECONDS), false)
                    .onFailure(failure -> {});
        }
        try {
            reload(kv(""));
            reload(kv(", scrape-timeout: 150ms"));
        } finally {
            mended.countDown();
        }
    }
}
