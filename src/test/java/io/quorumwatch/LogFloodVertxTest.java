package io.quorumwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.face.metrics.VertxMetrics;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent under a flood of pushed lines, fifty times what its queue holds: every line is accounted for, and all else goes on. */
@ExtendWith(VertxExtension.class)
class LogFloodVertxTest {

    private static final int WAIT_SECONDS = 60;
    private static final int SENDERS = 4;
    private static final int BODIES = 3;
    private static final int LINES = 25_000;

    @TempDir
    private Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private AgentConfig config(FakeMember member) throws Exception {
        Files.writeString(directory.resolve("token"), "s3cret\n");
        String yaml = "agent: {id: test, journal-directory: none}\nhttp: {listen: \"127.0.0.1:0\"}\nclusters:\n"
                + "  - name: acme\n    profile: zipnet\n    poll-every: 200ms\n    members:\n"
                + "      - {name: s1, role: committee, metrics: \"http://127.0.0.1:" + member.port()
                + "/metrics\", logs: {push: {token-file: token}}}\n";
        return ConfigLoader.parse(
                yaml,
                directory.resolve("quorumwatch.yaml"),
                new ProfileVocabulary(Profiles.load(), Condition.keys(), Limit.ranges()));
    }

    private HttpRequest.Builder request(Agent agent, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + agent.listen() + path))
                .timeout(Duration.ofSeconds(WAIT_SECONDS));
    }

    /** Sends the bodies one after the other, each again from its first line that was not taken. Returns how many were taken. */
    private CompletableFuture<Long> push(Agent agent, List<String> lines, int bodiesLeft, long taken) {
        HttpRequest request = request(agent, "/api/v1/logs/acme/s1")
                .header("Authorization", "Bearer s3cret")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenCompose(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 429);
            int accepted = new JsonObject(answer.body()).getInteger("accepted");
            if (answer.statusCode() == 429) {
                return push(agent, lines.subList(accepted, lines.size()), bodiesLeft, taken + accepted);
            }
            assertThat(accepted).isEqualTo(lines.size());
            long sum = taken + accepted;
            return bodiesLeft == 1 ? CompletableFuture.completedFuture(sum) : push(agent, lines, bodiesLeft - 1, sum);
        });
    }

    @Test
    void everyLineIsAccountedForAndTheAgentGoesOn(Vertx vertx) throws Exception {
        FakeMember member = FakeMember.start(vertx, FakeAnswer.page(""));
        Agent agent = new Agent(config(member), VertxMetrics.newRegistry());
        assertThat(vertx.deployVerticle(agent).await(WAIT_SECONDS, TimeUnit.SECONDS))
                .isNotNull();
        CountDownLatch rounds = new CountDownLatch(SENDERS * BODIES);
        MessageConsumer<LogEvent> events = vertx.eventBus().localConsumer(Addresses.event("acme"), message -> {
            if (message.body().kind() == EventKind.ROUND_FINALIZED) {
                rounds.countDown();
            }
        });
        events.completion().await(WAIT_SECONDS, TimeUnit.SECONDS);
        List<String> lines = new ArrayList<>();
        for (int line = 1; line < LINES; line++) {
            lines.add(
                    "2026-04-18T21:33:01.123456Z  INFO mosaik::discovery::worker: said nothing in particular, and that "
                            + line + " times over, with a few words more to make it as long as others peer=9f3c11d2ab");
        }
        lines.add("2026-04-18T21:33:01.123456Z  INFO zipnet_node: round finalized round=1 participants=2");
        List<CompletableFuture<Long>> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            senders.add(push(agent, lines, BODIES, 0));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(senders.toArray(new CompletableFuture<?>[0]));
        int asked = 0;
        while (asked == 0 || !all.isDone()) {
            for (String path : List.of("/livez", "/metrics")) {
                HttpResponse<String> answer =
                        client.send(request(agent, path).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
            asked++;
        }
        for (CompletableFuture<Long> sender : senders) {
            assertThat(sender.get(WAIT_SECONDS, TimeUnit.SECONDS)).isEqualTo((long) BODIES * LINES);
        }
        assertThat(rounds.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(vertx.undeploy(agent.deploymentID()).await(WAIT_SECONDS, TimeUnit.SECONDS))
                .isNull();
    }
}
