package io.quorumwatch.face.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.JsonForm;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However it is written, the body of {@code /health} is the form of the report to the last byte. */
class ReportBodyTest {

    private static final Instant START = Instant.parse("2026-11-21T05:46:00Z");

    private final ReportBody body = new ReportBody();
    private final SortedMap<String, ComponentHealth> components = new TreeMap<>();

    private void has(String name, HealthStatus status, @Nullable String reason, Map<String, Object> details) {
        components.put(name, new ComponentHealth(name, status, reason, START, START.plusMillis(5), true, details));
    }

    private void isTheFormOf(HealthReport report) {
        assertThat(body.of(report).toString()).isEqualTo(new JsonObject(JsonForm.of(report)).encode());
    }

    private HealthReport at(int seconds) {
        return new HealthReport(
                HealthStatus.AFFECTED,
                START.plusSeconds(seconds),
                List.of("acme/leader"),
                Map.of("agent", "w"),
                components);
    }

    @Test
    void isTheFormOfAReportWithoutComponents() {
        isTheFormOf(at(0));
    }

    @Test
    void isTheFormOfComponentsOfAllKinds() {
        has(
                "acme/leader",
                HealthStatus.NOT_READY,
                "leader-multiple",
                Map.of("leaders", List.of("a", "b"), "age_ms", 0L));
        has("acme/round", HealthStatus.READY, null, Map.of());
        has("ac\"me\u00fc/bond", HealthStatus.AFFECTED, "stale", Map.of("why", "{\"age_ms\":0"));
        isTheFormOf(at(0));
        isTheFormOf(at(1));
        isTheFormOf(at(100));
    }

    @Test
    void writesWhatHasChangedAnew() {
        has("acme/leader", HealthStatus.READY, null, Map.of("leaders", 1L));
        isTheFormOf(at(1));
        has("acme/leader", HealthStatus.NOT_READY, "leader-missing", Map.of("leaders", 0L));
        has("acme/round", HealthStatus.READY, null, Map.of());
        isTheFormOf(at(2));
        components.remove("acme/leader");
        isTheFormOf(at(3));
    }

    @Test
    void isNeverOfNegativeAge() {
        has("acme/leader", HealthStatus.READY, null, Map.of());
        isTheFormOf(at(-1));
    }
}
