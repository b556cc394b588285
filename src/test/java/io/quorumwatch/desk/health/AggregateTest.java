package io.quorumwatch.desk.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is told of a part of the report. */
class AggregateTest {

    private static final Map<String, Object> OF_ACME = Map.of("id", "1", "watched", "acme");
    private static final Map<String, Object> OF_BETA = Map.of("id", "2", "watched", "beta");

    private final HealthReport report = new HealthReport(
            HealthStatus.NOT_READY,
            Instant.EPOCH,
            List.of(),
            Map.of("version", "1.2", "incidents", List.of(OF_ACME, OF_BETA)),
            new TreeMap<>());

    @Test
    void aClusterIsToldWithItsOwnIncidentsAlone() {
        assertThat(Aggregate.detailsOf(report, "acme"))
                .containsEntry("incidents", List.of(OF_ACME))
                .containsEntry("version", "1.2");
    }

    @Test
    void whoHasNoIncidentIsToldWithNone() {
        assertThat(Aggregate.detailsOf(report, "agent")).containsOnlyKeys("version");
    }
}
