package io.quorumwatch.judge.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoggedRoundsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final LoggedRounds rounds = new LoggedRounds(Duration.ofSeconds(9));

    private static LogEvent event(
            String member, double second, double lateBy, EventKind kind, Map<String, String> fields) {
        Instant at = BEGIN.plusMillis(Math.round(second * 1000));
        return new LogEvent(
                "acme", member, "committee", at, at.plusMillis(Math.round(lateBy * 1000)), kind, fields, "");
    }

    private boolean hears(String member, double second, Object round) {
        return rounds.hear(event(member, second, 0, EventKind.ROUND_FINALIZED, Map.of("round", round.toString())));
    }

    private boolean hearsUnnumbered(String member, double second) {
        return rounds.hear(event(member, second, 0, EventKind.ROUND_FINALIZED, Map.of()));
    }

    private boolean hears(String member, EventKind kind) {
        return rounds.hear(event(member, 0, 0, kind, Map.of()));
    }

    @Test
    void theFirstLineOfARoundCounts() {
        assertThat(hears("a", 0, 5)).isTrue();
        assertThat(hears("b", 0.1, 5)).isFalse();
        assertThat(hears("a", 3, 6)).isTrue();
        assertThat(hears("b", 3.1, 6)).isFalse();
        assertThat(rounds.total()).isEqualTo(2);
        assertThat(rounds.lastInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(rounds.lastFinalizedAt()).isEqualTo(BEGIN.plusSeconds(3));
    }

    @Test
    void aStragglersLineIsNoNewRound() {
        assertThat(hears("a", 0, 5)).isTrue();
        assertThat(hears("a", 3, 6)).isTrue();
        assertThat(hears("b", 3.2, 5)).isFalse();
        assertThat(rounds.total()).isEqualTo(2);
    }

    @Test
    void numbersThatWereGivenUpAreNoRounds() {
        assertThat(hears("a", 0, 7)).isTrue();
        assertThat(hears("a", 64, 11)).isTrue();
        assertThat(rounds.total()).isEqualTo(2);
        assertThat(rounds.lastInterval()).isEqualTo(Duration.ofSeconds(64));
    }

    @Test
    void lostLinesAreTakenIntoAccount() {
        assertThat(hears("a", 0, 5)).isTrue();
        assertThat(hears("a", 12, 9)).isTrue();
        assertThat(rounds.total()).isEqualTo(5);
        assertThat(rounds.lastInterval()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aNumberThatMeansNothingSpoilsNothingForLong() {
        assertThat(hears("a", 0, 5)).isTrue();
        assertThat(hears("a", 3, "1e300")).isTrue();
        assertThat(rounds.total()).isEqualTo(2);
        assertThat(hears("a", 6, 7)).isFalse();
        assertThat(hears("a", 15, 10)).isTrue();
        assertThat(hears("a", 18, 11)).isTrue();
        assertThat(rounds.lastInterval()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aCommitteeThatBeginsAnewIsCountedOn() {
        assertThat(hears("a", 0, 500)).isTrue();
        assertThat(hears("a", 20, 1)).isTrue();
        assertThat(hears("a", 23, 2)).isTrue();
        assertThat(rounds.total()).isEqualTo(3);
    }

    /** A member that starts again replays its log, and writes the line of the last round once more. */
    @Test
    void theSameRoundAgainIsNoNewRoundHoweverMuchLater() {
        assertThat(hears("a", 0, 8)).isTrue();
        assertThat(hears("b", 55, 8)).isFalse();
        assertThat(hears("a", 75, 9)).isTrue();
        assertThat(rounds.total()).isEqualTo(2);
    }

    @Test
    void roundsWithoutNumbersAreCountedByWhoHasTold() {
        assertThat(hearsUnnumbered("a", 0)).isTrue();
        assertThat(hearsUnnumbered("b", 0.9)).isFalse();
        assertThat(hearsUnnumbered("b", 3)).isTrue();
        assertThat(hearsUnnumbered("a", 3.9)).isFalse();
        assertThat(hearsUnnumbered("a", 6)).isTrue();
        assertThat(rounds.total()).isEqualTo(3);
    }

    @Test
    void anOldLogThatIsReadLateMovesNothing() {
        assertThat(hears("a", 600, 205)).isTrue();
        assertThat(hears("b", 0, 5)).isFalse();
        assertThat(hears("b", 3, 6)).isFalse();
        assertThat(rounds.lastFinalizedAt()).isEqualTo(BEGIN.plusSeconds(600));
        assertThat(rounds.begunAt()).isEqualTo(BEGIN);
    }

    @Test
    void aLogTellsOnceItHasToldOfRoundsAndWhileItIsFollowed() {
        assertThat(hears("a", EventKind.LOG_FOLLOWED)).isFalse();
        assertThat(rounds.told()).isFalse();
        assertThat(hears("a", EventKind.RIVAL_LEADER)).isFalse();
        assertThat(rounds.tells("a", BEGIN)).isFalse();
        assertThat(hears("a", EventKind.PARTIAL_SUBMITTED)).isFalse();
        assertThat(rounds.tells("a", BEGIN)).isTrue();
        assertThat(hears("a", EventKind.LOG_LOST)).isFalse();
        assertThat(rounds.tells("a", BEGIN)).isFalse();
        assertThat(rounds.told()).isFalse();
        assertThat(hears("a", EventKind.LOG_FOLLOWED)).isFalse();
        assertThat(rounds.tells("a", BEGIN)).isTrue();
    }

    @Test
    void aLogThatIsReadLateDoesNotTellOfThePresent() {
        LogEvent late = event("a", 0, 60, EventKind.ROUND_OPENED, Map.of());
        Instant read = BEGIN.plusSeconds(60);
        assertThat(rounds.hear(late)).isFalse();
        assertThat(LoggedRounds.late(late)).isTrue();
        assertThat(rounds.tells("a", read)).isFalse();
        assertThat(rounds.caughtUpAt(read)).isEqualTo(read.plusSeconds(5));
        assertThat(rounds.tells("a", read.plusSeconds(5))).isTrue();
        assertThat(rounds.catchesUp(read.plusSeconds(5))).isFalse();
    }

    @Test
    void membersThatHaveLeftAreForgotten() {
        assertThat(hears("a", 0, 5)).isTrue();
        rounds.keepOnly(Set.of("b"));
        assertThat(rounds.told()).isFalse();
        assertThat(rounds.tells("a", BEGIN)).isFalse();
    }
}
