package io.quorumwatch.profile.mosaik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaderTrackerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double ABSENT = Double.NaN;

    private LeaderTracker tracker = tracker(1000);
    private double activity;
    private long now;

    @Test
    void whoNeverHeardOfALeaderDoesNotLead() {
        look(0, ABSENT, 0);

        assertThat(tracker.leads()).isZero();
        assertThat(tracker.hears()).isZero();
        assertThat(tracker.since()).isEqualTo(START);
    }

    @Test
    void whoCountsMessagesFollows() {
        look(0, 10, 1);
        assertThat(tracker.leads()).isNaN();

        look(1000, 12, 1);

        assertThat(tracker.leads()).isZero();
        assertThat(tracker.hears()).isOne();
    }

    @Test
    void whoStandsStillLongerThanAnElectionTimeoutLeads() {
        look(0, 10, 1);
        look(1000, 10, 1);
        look(2000, 10, 1);
        assertThat(tracker.leads()).isNaN();

        look(3000, 10, 1);

        assertThat(tracker.leads()).isOne();
        assertThat(tracker.hears()).isOne();
        assertThat(tracker.since()).isEqualTo(START);
    }

    @Test
    void whoNeverStoodForElectionDoesNotLeadHoweverStillItIs() {
        for (int second = 0; second < 60; second++) {
            look(second * 1000, 10, 0);
        }

        assertThat(tracker.leads()).isZero();
        assertThat(tracker.hears()).isZero();
    }

    @Test
    void aFollowerWhoseLeaderDiedDoesNotLeadBeforeItHasWon() {
        look(0, 10, 1);
        look(1000, 12, 1);
        look(2000, 12, 1);
        look(3000, 12, 1);
        assertThat(tracker.leads()).isZero();
        assertThat(tracker.hears()).isZero();

        look(4000, 13, 2);
        assertThat(tracker.leads()).isNaN();
        look(5000, 13, 2);
        look(6000, 13, 2);
        look(7000, 13, 2);

        assertThat(tracker.leads()).isOne();
        assertThat(tracker.since()).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void aCandidateThatWinsOneLookLaterLeads() {
        look(0, 10, 1);
        look(1000, 12, 1);
        look(2000, 12, 2);
        assertThat(tracker.leads()).isZero();
        assertThat(tracker.hears()).isZero();

        for (int second = 3; second <= 6; second++) {
            look(second * 1000, 13, 2);
        }

        assertThat(tracker.leads()).isOne();
    }

    @Test
    void aCandidateThatCannotWinNeitherLeadsNorHears() {
        look(0, 10, 1);
        look(1000, 12, 1);
        for (int second = 2; second < 40; second++) {
            look(second * 1000, 12, 1 + second / 2);
            assertThat(tracker.leads()).isZero();
        }

        assertThat(tracker.hears()).isZero();
    }

    @Test
    void aCandidateThatStepsDownFollows() {
        look(0, 10, 1);
        look(1000, 12, 1);
        look(2000, 12, 2);
        look(3000, 15, 2);

        assertThat(tracker.leads()).isZero();
        assertThat(tracker.hears()).isOne();
    }

    @Test
    void aLeaderThatIsOverruledFollowsAtOnce() {
        leadFrom(0);

        look(4000, 13, 1);

        assertThat(tracker.leads()).isZero();
        assertThat(tracker.hears()).isOne();
        assertThat(tracker.since()).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void aLeaderStaysOneOverLooksThatWereLost() {
        leadFrom(0);

        look(20_000, 10, 1);

        assertThat(tracker.leads()).isOne();
        assertThat(tracker.since()).isEqualTo(START);
    }

    @Test
    void timeInWhichTheProcessStoodStillProvesNothing() {
        look(0, 10, 1);
        for (int second = 1; second < 10; second++) {
            frozenLook(second * 1000, 10, 1, 2);
        }

        assertThat(tracker.leads()).isNaN();
    }

    @Test
    void aMemberWithoutBondsHasNothingThatCouldMove() {
        for (int second = 0; second < 4; second++) {
            frozenLook(second * 1000, 10, 1, 0);
        }

        assertThat(tracker.leads()).isOne();
    }

    @Test
    void aGapIsNoStretchOfStillness() {
        look(0, 10, 1);
        look(8000, 10, 1);
        look(9000, 10, 1);

        assertThat(tracker.leads()).isNaN();
    }

    @Test
    void extraLooksRightAfterATickDoNotCountAsLooks() {
        tracker = tracker(2000);
        look(0, 10, 1);
        look(20, 10, 1);
        look(40, 10, 1);
        look(2800, 10, 1);
        assertThat(tracker.leads()).isNaN();

        look(4000, 10, 1);

        assertThat(tracker.leads()).isOne();
    }

    @Test
    void anExtraLookThatShowsMovementCounts() {
        leadFrom(0);

        look(3020, 13, 1);

        assertThat(tracker.leads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1000, 2000, 5000})
    void takesAtLeastThreeLooksAndThreeSeconds(int poll) {
        tracker = tracker(poll);
        int looks = 0;
        for (long at = 0; Double.isNaN(tracker.leads()); at += poll) {
            look(at, 10, 1);
            looks++;
        }

        assertThat(tracker.leads()).isOne();
        assertThat(looks).isGreaterThanOrEqualTo(3);
        assertThat(now).isBetween(Math.max(2750, 2L * poll), Math.max(3000, 2L * poll));
    }

    @Test
    void whoStandsStillForVeryLongLeadsWhateverWeBelievedOfItsLastElection() {
        look(0, 10, 1);
        look(1000, 12, 2);
        assertThat(tracker.leads()).isZero();
        for (int second = 2; second <= 10; second++) {
            look(second * 1000, 12, 2);
        }

        assertThat(tracker.leads()).isOne();
    }

    @Test
    void withSlowPollsOneIntervalCanHoldAWholeElection() {
        tracker = tracker(5000);
        look(0, 10, 1);
        look(5000, 20, 1);
        look(10_000, 26, 2);
        assertThat(tracker.leads()).isNaN();
        look(15_000, 27, 2);
        look(20_000, 27, 2);
        look(25_000, 27, 2);

        assertThat(tracker.leads()).isOne();
    }

    private static LeaderTracker tracker(int pollMillis) {
        return new LeaderTracker(Duration.ofMillis(pollMillis), Duration.ofMillis(2500));
    }

    private void leadFrom(long millis) {
        for (int look = 0; look < 4; look++) {
            look(millis + look * 1000L, 10, 1);
        }
        assertThat(tracker.leads()).isOne();
    }

    private void look(long millis, double messages, double elections) {
        activity++;
        frozenLook(millis, messages, elections, 2);
    }

    private void frozenLook(long millis, double messages, double elections, double bonds) {
        now = millis;
        tracker.observe(START.plusMillis(millis), new GroupPage(messages, elections, bonds, ABSENT, false), activity);
    }
}
