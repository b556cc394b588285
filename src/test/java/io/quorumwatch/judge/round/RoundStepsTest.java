package io.quorumwatch.judge.round;

import static io.quorumwatch.bus.EventKind.AGGREGATE_SUBMITTED;
import static io.quorumwatch.bus.EventKind.PARTIAL_SUBMITTED;
import static io.quorumwatch.bus.EventKind.ROUND_FINALIZED;
import static io.quorumwatch.bus.EventKind.ROUND_OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.judge.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundStepsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final RoundSteps steps = new RoundSteps();

    private void hear(double second, String member, EventKind kind, int round) {
        Instant at = BEGIN.plusMillis(Math.round(second * 1000));
        steps.hear(
                new LogEvent("acme", member, "committee", at, at, kind, Map.of("round", Integer.toString(round)), ""));
    }

    private Map<String, Object> said() {
        Evidence evidence = new Evidence();
        steps.describe(evidence, List.of("a", "b"), List.of());
        return evidence.get();
    }

    @Test
    void saysNothingBeforeItHasHeardAnything() {
        assertThat(said()).isEmpty();
    }

    @Test
    void theOpeningOfAnOlderRoundThatComesLateChangesNothing() {
        hear(3, "a", ROUND_OPENED, 7);
        hear(3, "a", PARTIAL_SUBMITTED, 7);
        hear(0, "b", ROUND_OPENED, 6);
        assertThat(said())
                .containsEntry("last_round", 7L)
                .containsEntry("opened_by", "a")
                .containsEntry("late_members", List.of("b"));
    }

    @Test
    void theFirstWhoOpensARoundHasOpenedIt() {
        hear(3.1, "b", ROUND_OPENED, 7);
        hear(3, "a", ROUND_OPENED, 7);
        hear(3.2, "b", ROUND_OPENED, 7);
        assertThat(said()).containsEntry("opened_by", "a").containsEntry("opened_at", "2026-01-01T00:00:03Z");
    }

    @Test
    void linesOfAnOlderRoundAreNotOfTheNewest() {
        hear(3, "a", ROUND_OPENED, 7);
        hear(3.1, "b", PARTIAL_SUBMITTED, 6);
        hear(3.1, "b", AGGREGATE_SUBMITTED, 6);
        hear(3.1, "b", ROUND_FINALIZED, 6);
        assertThat(said()).containsEntry("waiting_for", "partials").containsEntry("late_members", List.of("a", "b"));
        hear(3.2, "a", PARTIAL_SUBMITTED, 7);
        hear(3.2, "b", PARTIAL_SUBMITTED, 7);
        assertThat(said()).containsEntry("waiting_for", "aggregate");
    }

    @Test
    void aRoundWhoseOpeningWasLostBeginsWithItsFirstLine() {
        hear(0, "a", ROUND_OPENED, 6);
        hear(3, "b", PARTIAL_SUBMITTED, 7);
        assertThat(said())
                .containsEntry("last_round", 7L)
                .containsEntry("late_members", List.of("a"))
                .doesNotContainKeys("opened_by", "opened_at");
    }

    @Test
    void aFinalRoundNeedsNoEarlierStep() {
        hear(0, "a", ROUND_FINALIZED, 6);
        assertThat(said()).containsEntry("waiting_for", "next round not opened").doesNotContainKey("late_members");
    }

    @Test
    void aCommitteeThatBeginsAnewBeginsAtOne() {
        hear(0, "a", ROUND_OPENED, 500);
        hear(5, "a", ROUND_OPENED, 1);
        assertThat(said()).containsEntry("last_round", 1L);
        hear(30, "a", ROUND_OPENED, 400);
        hear(60, "a", PARTIAL_SUBMITTED, 2);
        assertThat(said()).containsEntry("last_round", 2L);
    }
}
