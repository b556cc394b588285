package io.quorumwatch.judge.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartLedgerTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final StartLedger starts = new StartLedger();

    private static Instant at(long seconds) {
        return BEGIN.plusSeconds(seconds);
    }

    private double count() {
        return starts.countSince(Instant.MIN);
    }

    @BeforeEach
    void aMemberThatIsKnownForLong() {
        starts.alive(at(-3600));
    }

    @Test
    void theFirstProcessThatIsKnownHasNotStartedAgainWhoeverTellsOfIt() {
        StartLedger told = new StartLedger();
        told.told(at(0));
        told.alive(at(4));
        told.told(at(9));
        assertThat(told.countSince(Instant.MIN)).isZero();
        StartLedger shown = new StartLedger();
        shown.alive(at(1));
        shown.told(at(0));
        assertThat(shown.countSince(Instant.MIN)).isZero();
        shown.told(at(60));
        assertThat(shown.countSince(Instant.MIN)).isEqualTo(1);
    }

    @Test
    void theLinesOfOneStartAreOneStart() {
        for (int line = 0; line < 6; line++) {
            starts.told(at(0).plusMillis(100 * line));
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aStartThatLogAndPageTellOfIsOneInEitherOrder() {
        starts.told(at(0));
        starts.seen(at(12));
        starts.seen(at(100));
        starts.told(at(88));
        starts.told(at(89));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void everyPageOfANewProcessCounts() {
        starts.seen(at(0));
        starts.seen(at(3));
        starts.seen(at(6));
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void oneLineDoesNotStandForTwoPages() {
        starts.told(at(0));
        starts.seen(at(3));
        starts.seen(at(9));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void startsLeaveAfterHalfAnHourAndAFloodOfThemIsBounded() {
        for (int start = 0; start < 1000; start++) {
            starts.told(at(11 * start));
        }
        assertThat(count()).isLessThanOrEqualTo(164);
        starts.told(at(11 * 1000 + 1800));
        assertThat(count()).isEqualTo(1);
    }
}
