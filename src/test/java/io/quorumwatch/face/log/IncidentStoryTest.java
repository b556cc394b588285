package io.quorumwatch.face.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.IncidentCondition;
import io.quorumwatch.bus.IncidentState;
import io.quorumwatch.bus.Likelihood;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.bus.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class IncidentStoryTest {

    private static final Instant OPENED = Instant.parse("2026-05-01T12:00:00Z");
    private static final RankedCause STOPPED = new RankedCause(
            "member-stopped",
            Likelihood.VERY_LIKELY,
            List.of("m2", "m4"),
            List.of("m2 refuses"),
            List.of(),
            List.of(),
            "start m2");

    private static Incident incident(IncidentState state, Severity severity, int seconds) {
        Instant at = OPENED.plusSeconds(seconds);
        return new Incident(
                "acme",
                "acme-20260501T120000.000Z",
                state,
                at,
                OPENED,
                state == IncidentState.RESOLVED ? at : null,
                severity,
                List.of(
                        new IncidentCondition("round-stall", null, severity, OPENED, true, false),
                        new IncidentCondition("member-down", "m2", Severity.WARNING, OPENED, true, false)),
                List.of(STOPPED));
    }

    @Test
    void anIncidentThatOpensIsALineWithItsFirstCauseAndTheNextStep() {
        LogEntry entry = IncidentStory.entry(incident(IncidentState.OPENED, Severity.PAGE, 0));
        assertThat(entry.msg()).isEqualTo("incident_opened");
        assertThat(entry.level()).isEqualTo(Level.ERROR);
        assertThat(entry.fields())
                .containsEntry("cluster_id", "acme")
                .containsEntry("incident", "acme-20260501T120000.000Z")
                .containsEntry("severity", "page")
                .containsEntry("reason", "round-stall")
                .containsEntry("cause", "member-stopped")
                .containsEntry("likelihood", Likelihood.VERY_LIKELY.word())
                .containsEntry("subjects", "m2 m4")
                .containsEntry("next", "start m2")
                .doesNotContainKey("duration_ms");
    }

    @Test
    void anIncidentThatOnlyWarnsIsAWarning() {
        assertThat(IncidentStory.entry(incident(IncidentState.OPENED, Severity.WARNING, 0))
                        .level())
                .isEqualTo(Level.WARN);
    }

    @Test
    void whatChangesInBetweenIsADetail() {
        LogEntry entry = IncidentStory.entry(incident(IncidentState.CHANGED, Severity.CRITICAL, 9));
        assertThat(entry.msg()).isEqualTo("incident_changed");
        assertThat(entry.level()).isEqualTo(Level.DEBUG);
    }

    @Test
    void theEndTellsHowLongItTook() {
        LogEntry entry = IncidentStory.entry(incident(IncidentState.RESOLVED, Severity.PAGE, 90));
        assertThat(entry.msg()).isEqualTo("incident_resolved");
        assertThat(entry.level()).isEqualTo(Level.INFO);
        assertThat(entry.fields()).containsEntry("duration_ms", 90_000L);
    }
}
