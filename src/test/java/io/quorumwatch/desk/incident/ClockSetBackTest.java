package io.quorumwatch.desk.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.testing.TestClusters;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an incident is opened by after the wall clock was set back. */
class ClockSetBackTest {

    private static final Instant WRONG = Instant.parse("2026-01-01T13:00:00Z");
    private static final Instant RIGHT = WRONG.minusSeconds(3600);

    private static Verdict down(Instant at, Instant since, VerdictState state) {
        return new Verdict(
                "acme",
                Concern.MEMBER,
                "member-down",
                "server-2",
                state,
                state,
                Severity.WARNING,
                at,
                since,
                state == VerdictState.FIRING ? "member-down" : "ok",
                Map.of());
    }

    /** The clock is set back by an hour; a member goes down a minute later. */
    @Test
    void aMemberThatGoesDownAfterTheClockWasSetBackOpensAnIncident() {
        WatchPlan plan = WatchPlan.of(
                TestClusters.of("acme", "zipnet", Map.of(), "server-1", "server-2", "server-3"),
                Set.of("committee", "server"),
                Map.of());
        IncidentLedger ledger = new IncidentLedger(plan);
        ledger.hear(down(WRONG, WRONG, VerdictState.OK));
        Incident unused = ledger.review(WRONG);
        for (int beat = 0; beat < 120; beat++) {
            ledger.hear(down(RIGHT.plusSeconds(60 + 5 * beat), RIGHT.plusSeconds(60), VerdictState.FIRING));
            unused = ledger.review(RIGHT.plusSeconds(61 + 5 * beat));
        }
        assertThat(ledger.open()).as("ten minutes after the member went down").isNotNull();
    }
}
