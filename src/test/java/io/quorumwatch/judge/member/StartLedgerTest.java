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
        starts.alive(at(-3600), false);
    }

    @Test
    void theFirstProcessThatIsKnownHasNotStartedAgainWhoeverTellsOfIt() {
        StartLedger told = new StartLedger();
        told.told(at(0));
        told.alive(at(4), false);
        told.told(at(9));
        assertThat(told.countSince(Instant.MIN)).isZero();
        StartLedger shown = new StartLedger();
        shown.alive(at(1), false);
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

    @Test
    void aLineLongAfterThePageOfItsStartIsThatStart() {
        starts.seen(at(0));
        for (int second = 0; second < 60; second++) {
            starts.alive(at(second), false);
        }
        starts.told(at(40));
        assertThat(count()).isEqualTo(1);
        assertThat(starts.newest()).isEqualTo(at(0));
    }

    @Test
    void aPageLongAfterTheLineOfItsStartIsThatStart() {
        starts.told(at(0));
        starts.seen(at(60));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aRefusedLookBetweenLineAndPageShowsTwoStarts() {
        starts.told(at(0));
        starts.refused(at(30));
        starts.seen(at(60));
        assertThat(count()).isEqualTo(2);
        starts.alive(at(60), false);
        starts.refused(at(80));
        starts.refused(at(90));
        starts.told(at(100));
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void aRefusedLookBeforeOrAfterBothShowsNothing() {
        starts.refused(at(-3));
        starts.refused(at(-2));
        starts.seen(at(0));
        starts.alive(at(0), false);
        starts.refused(at(50));
        starts.told(at(40));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void anotherPageOrLineBetweenShowsTwoStarts() {
        starts.seen(at(0));
        starts.seen(at(20));
        starts.told(at(60));
        assertThat(count()).isEqualTo(2);
        starts.told(at(100));
        starts.told(at(200));
        starts.seen(at(260));
        assertThat(count()).isEqualTo(4);
        starts.seen(at(300));
        assertThat(count()).isEqualTo(5);
    }

    @Test
    void everyRoundOfALoopCountsOnceWhetherLinesOrPagesComeFirstOrAreMissing() {
        for (int round = 0; round < 4; round++) {
            starts.refused(at(100 * round));
            if (round != 1) {
                starts.seen(at(100 * round + 5));
                starts.alive(at(100 * round + 5), false);
            }
            if (round != 2) {
                starts.told(at(100 * round + 45));
            }
        }
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void aLogWhoseClockIsAnHourBehindHidesNoStart() {
        for (int round = 0; round < 3; round++) {
            starts.alive(at(200 * round - 1), false);
            starts.told(at(200 * round - 3600));
            starts.seen(at(200 * round));
        }
        assertThat(starts.countSince(at(-60))).isEqualTo(3);
    }

    @Test
    void aLateLineOfTheFirstProcessWhileItBootsIsNoStart() {
        StartLedger first = new StartLedger();
        for (int second = 0; second < 40; second++) {
            first.alive(at(second), true);
        }
        first.told(at(40));
        first.told(at(40).plusMillis(1));
        first.told(at(42));
        assertThat(first.countSince(Instant.MIN)).isZero();
        first.told(at(80));
        assertThat(first.countSince(Instant.MIN)).isEqualTo(1);
    }

    @Test
    void aLineIsOfANewProcessAfterARefusedLookAndWhenTheFirstHasJoinedOrIsOutOfSight() {
        StartLedger refused = new StartLedger();
        refused.alive(at(0), true);
        refused.refused(at(39));
        refused.told(at(40));
        assertThat(refused.countSince(Instant.MIN)).isEqualTo(1);
        StartLedger joined = new StartLedger();
        joined.alive(at(0), false);
        joined.alive(at(79), false);
        joined.told(at(80));
        assertThat(joined.countSince(Instant.MIN)).isEqualTo(1);
        StartLedger unseen = new StartLedger();
        unseen.alive(at(0), true);
        unseen.told(at(40));
        assertThat(unseen.countSince(Instant.MIN)).isEqualTo(1);
    }
}
