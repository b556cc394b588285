package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.Eventually;
import io.quorumwatch.testing.process.HttpProbe.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The first minute of a new user: the demonstration, a fault, the right answer, and healing. */
class SmokeIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aFaultTurnsHealthBadForTheRightReasonAndHealingTurnsItBack() {
        try (AgentProcess demo = AgentProcess.demo("--members", "3")) {
            awaitReady(demo);
            List<String> members =
                    demo.http().get("/metrics").metrics().series("quorumwatch_member_up", Map.of()).stream()
                            .filter(series -> series.value() == 1)
                            .map(series -> series.labels().getOrDefault("member", ""))
                            .toList();
            assertThat(members).hasSizeGreaterThanOrEqualTo(3);
            assertThat(demo.http().get("/api/v1/demo/faults").body()).contains("kill");

            inject(demo, members.get(0));
            Eventually.passes(
                    "one dead member is named",
                    SOON,
                    () -> assertThat(reasons(demo)).contains("member-down"));

            inject(demo, members.get(1));
            Eventually.passes("two dead members of three lose the quorum", SOON, () -> {
                assertThat(demo.http().get("/health").status()).isEqualTo(503);
                assertThat(reasons(demo)).contains("quorum-lost");
            });

            assertThat(demo.http().delete("/api/v1/demo/faults").status()).isBetween(200, 204);
            awaitReady(demo);
        }
    }

    @Test
    void servesEveryFaceOfTheContract() {
        try (AgentProcess demo = AgentProcess.demo()) {
            awaitReady(demo);
            for (String path : List.of("/livez", "/readyz", "/health", "/metrics", "/api/v1/clusters")) {
                Answer answer = demo.http().get(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.headers().firstValue("Cache-Control"))
                        .as(path)
                        .hasValue("no-store");
            }
            assertThat(demo.http().get("/health/nobody").status()).isEqualTo(404);
            assertThat(demo.http().get("/nowhere").status()).isEqualTo(404);
        }
    }

    private static void inject(AgentProcess demo, String member) {
        Answer answer = demo.http().post("/api/v1/demo/faults/kill?member=" + member, "");
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    }

    private static void awaitReady(AgentProcess demo) {
        Eventually.passes("the committee is ready", SOON, () -> {
            Answer health = demo.http().get("/health");
            assertThat(health.json().path("status").asText())
                    .as("%s", health.body())
                    .isEqualTo("ready");
            assertThat(health.status()).isEqualTo(200);
            // The views that it is answered from are up to 100 ms behind.
            assertThat(demo.http().get("/readyz").status()).isEqualTo(200);
        });
    }

    private static List<String> reasons(AgentProcess demo) {
        JsonNode components = demo.http().get("/health").json().path("components");
        return StreamSupport.stream(components.spliterator(), false)
                .map(component -> component.path("reason").asText())
                .toList();
    }
}
