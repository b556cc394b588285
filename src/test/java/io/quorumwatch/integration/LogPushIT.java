package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.BusSubscriber;
import io.quorumwatch.testing.process.Eventually;
import io.quorumwatch.testing.process.HttpProbe.Answer;
import io.quorumwatch.testing.process.WorkDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged agent with logs that are pushed to it, from the request to the bus and {@code /health}. */
class LogPushIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LOG = "/api/v1/logs/acme/server-1";

    private WorkDirectory files;
    private Path token;
    private AgentProcess agent;
    private BusSubscriber events;

    @BeforeEach
    void start() {
        files = WorkDirectory.create("push");
        token = files.write("token", "s3cret\n");
        run();
    }

    @AfterEach
    void stop() {
        end();
        files.close();
    }

    private void run() {
        agent = AgentProcess.run("""
                agent: {journal-directory: %s}
                http: {listen: "127.0.0.1:0"}
                clusters:
                  - name: acme
                    profile: zipnet
                    members:
                      - {name: server-1, role: committee, metrics: "http://127.0.0.1:1/metrics", logs: {push: {token-file: %s}}}
                      - {name: server-2, role: committee, metrics: "http://127.0.0.1:1/metrics?2"}
                """.formatted(files.path().resolve("journal"), token));
        events = BusSubscriber.of(agent.http(), "quorumwatch.event.acme");
    }

    private void end() {
        events.close();
        agent.close();
    }

    private Answer push(String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer s3cret"));
        all.addAll(List.of(headers));
        return agent.http().post(LOG, body, all.toArray(new String[0]));
    }

    private static String text(int round) {
        return "%s  INFO zipnet_node::roles::server: round finalized instance=acme round=%d participants=2%n"
                .formatted(Instant.now(), round);
    }

    @Test
    void textIsTakenAndItsEventsAreOnTheBus() {
        Answer answer = push(text(1) + "a line that means nothing\n" + text(2), "Content-Type", "text/plain");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(3);
        assertThat(answer.json().path("dropped").asInt()).isZero();
        FinalizedRounds.await(events, 1, 2);
        JsonNode event = events.bodies().get(events.bodies().size() - 1);
        assertThat(event.path("member").asText()).isEqualTo("server-1");
        assertThat(event.at("/fields/participants").asText()).isEqualTo("2");
        Eventually.passes("the log is followed", SOON, () -> {
            JsonNode logs = agent.http().get("/health/agent/logs").json();
            assertThat(logs.at("/details/followed").asInt()).as("%s", logs).isEqualTo(1);
        });
    }

    @Test
    void jsonIsTakenInBothItsForms() {
        String flat = "{\"timestamp\":\"%s\",\"level\":\"INFO\",\"target\":\"zipnet_node::roles::server\","
                .formatted(Instant.now());
        String nested = flat + "\"fields\":{\"message\":\"round finalized\",\"round\":1,\"participants\":2}}\n";
        flat += "\"message\":\"round finalized\",\"round\":2,\"participants\":2}\n";

        assertThat(push(nested + flat, "Content-Type", "application/x-ndjson").status())
                .isEqualTo(200);
        FinalizedRounds.await(events, 1, 2);
    }

    @Test
    void nobodyWithoutTheTokenIsHeard() {
        Answer none = agent.http().post(LOG, text(1));
        Answer wrong = agent.http().post(LOG, text(1), "Authorization", "Bearer s3cre");
        Answer unknown = agent.http().post("/api/v1/logs/acme/server-9", text(1), "Authorization", "Bearer s3cret");
        Answer withoutPush = agent.http().post("/api/v1/logs/acme/server-2", text(1), "Authorization", "Bearer s3cret");

        assertThat(none.status()).isEqualTo(401);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(withoutPush.status()).isEqualTo(403);
        assertThat(push(text(2)).status()).isEqualTo(200);
        FinalizedRounds.await(events, 2, 2);
    }

    @Test
    void whoeverGoesOnAfterTheLastAnswerLosesAndDoublesNothingWhenTheAgentIsKilled() {
        assertThat(push(text(1)).status()).isEqualTo(200);
        FinalizedRounds.await(events, 1, 1);
        agent.process().kill();
        end();
        run();
        assertThat(push(text(2) + text(3)).status()).isEqualTo(200);
        FinalizedRounds.await(events, 2, 3);
    }
}
