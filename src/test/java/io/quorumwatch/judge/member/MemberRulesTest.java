package io.quorumwatch.judge.member;

import static io.quorumwatch.catalogue.Condition.CRASH_LOOP;
import static io.quorumwatch.catalogue.Condition.MEMBER_BOOTING;
import static io.quorumwatch.catalogue.Condition.MEMBER_DOWN;
import static io.quorumwatch.catalogue.Condition.MEMBER_HUNG;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemberRulesTest {

    private final Scene scene = Scene.committee(3);

    @Test
    void threeFailedLooksAreADownMember() {
        scene.run(10);
        scene.actor(2).fails(ScrapeFailure.REFUSED);
        scene.run(2);
        scene.expect(MEMBER_DOWN, "server-2", VerdictState.OK);
        scene.run(1);
        scene.expectFiring(MEMBER_DOWN, "server-2", Severity.WARNING);
        assertThat(scene.verdict(MEMBER_DOWN, "server-2").evidence()).containsEntry("failure", "refused");
        scene.actor(2).restarts();
        scene.run(7);
        scene.expect(MEMBER_DOWN, "server-2", VerdictState.OK);
    }

    @Test
    void aMemberThatHasNeverAnsweredGetsTenSeconds() {
        scene.actor(2).fails(ScrapeFailure.REFUSED);
        scene.run(10);
        assertThat(scene.firing()).isEmpty();
        scene.run(1);
        scene.expectFiring(MEMBER_DOWN, "server-2", Severity.WARNING);
    }

    @Test
    void aMemberThatIsNotLookedAtAnyMoreIsUnknown() {
        scene.run(10);
        scene.runBlind(10);
        scene.expectUnknown(MEMBER_DOWN, "server-1", "stale");
    }

    @Test
    void anEmptyPageForTwoMinutesIsAMemberThatHasNotJoined() {
        scene.actor(3).boots();
        scene.run(120);
        scene.expect(MEMBER_BOOTING, "server-3", VerdictState.PENDING);
        scene.run(2);
        scene.expectFiring(MEMBER_BOOTING, "server-3", Severity.WARNING);
        scene.expect(MEMBER_BOOTING, "server-1", VerdictState.OK);
    }

    @Test
    void countersThatStandStillAreAHungGroup() {
        scene.run(10);
        scene.actor(2).freezes();
        scene.run(9);
        scene.expect(MEMBER_HUNG, "server-2", VerdictState.PENDING);
        scene.run(2);
        scene.expectFiring(MEMBER_HUNG, "server-2", Severity.WARNING);
        scene.run(50);
        scene.expectFiring(MEMBER_HUNG, "server-2", Severity.PAGE);
    }

    @Test
    void aLoneMemberHasNobodyToExchangeAnythingWith() {
        scene.run(10);
        scene.actor(2).freezes();
        scene.actor(2).has(0);
        scene.run(60);
        scene.expect(MEMBER_HUNG, "server-2", VerdictState.OK);
    }

    @Test
    void aMemberThatWasAloneIsNotHungTheMomentItHasABondAgain() {
        scene.run(10);
        scene.actor(2).freezes();
        scene.actor(2).has(0);
        scene.run(60);
        scene.actor(2).has(2);
        scene.run(9);
        scene.expect(MEMBER_HUNG, "server-2", VerdictState.PENDING);
        scene.run(3);
        scene.expectFiring(MEMBER_HUNG, "server-2", Severity.WARNING);
    }

    @Test
    void aStaleCountOfBondsMakesNobodyHungWhenItsPeersReturn() {
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.REFUSED);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.actor(2).freezes();
        scene.run(60);
        scene.actor(1).answers();
        scene.run(9);
        assertThat(scene.said(MEMBER_HUNG)).noneMatch(Verdict::firing);
    }

    /** A bond was begun and never made: the gauge counts it, and nothing is exchanged over it. */
    @Test
    void aLoneLeaderWithABondThatWasNeverMadeIsNotHung() {
        scene.actor(2).freezes();
        scene.actor(2).says(Signal.GROUP_ACTIVITY, 2);
        scene.actor(2).leads();
        scene.run(60);
        scene.expect(MEMBER_HUNG, "server-2", VerdictState.OK);
    }

    @Test
    void aMemberThatCommitsIsNotHungThoughItExchangesNothing() {
        scene.run(10);
        scene.actor(2).says(Signal.GROUP_ACTIVITY, 700);
        scene.run(60);
        scene.expect(MEMBER_HUNG, "server-2", VerdictState.OK);
    }

    @Test
    void aMemberThatDoesNotAnswerIsNotCalledHung() {
        scene.run(10);
        scene.actor(2).fails(ScrapeFailure.TIMEOUT);
        scene.run(60);
        scene.expectUnknown(MEMBER_HUNG, "server-2", "member-unseen");
    }

    @Test
    void aMemberWithoutCountersThatAlwaysMoveIsNotCalledHung() {
        scene.run(10);
        scene.actor(2).freezes();
        scene.actor(2).says(Signal.GROUP_ACTIVITY, Double.NaN);
        scene.run(60);
        scene.expectUnknown(MEMBER_HUNG, "server-2", "no-signal");
        assertThat(scene.said(MEMBER_HUNG)).noneMatch(Verdict::firing);
    }

    @Test
    void aMemberThatSaysLateThatItIsUpHasStartedOnce() {
        scene.run(10);
        scene.actor(2).restarts();
        scene.run(40);
        scene.logs(2, EventKind.NODE_UP, Map.of());
        scene.run(10);
        scene.expect(CRASH_LOOP, "server-2", VerdictState.OK);
        scene.actor(2).restarts();
        scene.run(1);
        scene.expectFiring(CRASH_LOOP, "server-2", Severity.WARNING);
    }

    @Test
    void aLineAndAPageWithARefusedLookBetweenAreTwoStarts() {
        scene.run(30);
        scene.actor(2).fails(ScrapeFailure.REFUSED);
        scene.run(2);
        scene.logs(2, EventKind.NODE_UP, Map.of());
        scene.run(20);
        scene.actor(2).restarts();
        scene.run(1);
        scene.expectFiring(CRASH_LOOP, "server-2", Severity.WARNING);
    }

    @Test
    void aLineAndAPageAreOneStartWhenNobodyLookedBetween() {
        scene.run(30);
        scene.actor(2).fails(ScrapeFailure.TIMEOUT);
        scene.run(20);
        scene.logs(2, EventKind.NODE_UP, Map.of());
        scene.run(20);
        scene.actor(2).restarts();
        scene.run(1);
        scene.expect(CRASH_LOOP, "server-2", VerdictState.OK);
    }

    @Test
    void aMemberThatWaitsBeforeItSaysForTheFirstTimeThatItIsUpHasNotStartedAgain() {
        scene.actor(2).boots();
        scene.run(40);
        scene.logs(2, EventKind.NODE_UP, Map.of());
        scene.actor(2).joins();
        scene.run(60);
        scene.actor(2).fails(ScrapeFailure.REFUSED);
        scene.run(3);
        scene.logs(2, EventKind.NODE_UP, Map.of());
        scene.actor(2).restarts();
        scene.run(10);
        scene.expect(CRASH_LOOP, "server-2", VerdictState.OK);
    }

    @Test
    void aMemberOfWhichNothingWouldTellAStartIsABlindSpot() {
        scene.all(actor -> actor.finalizes(Double.NaN));
        scene.all(actor -> actor.says(Signal.GROUP_ACTIVITY, Double.NaN));
        scene.run(10);
        scene.expectUnknown(CRASH_LOOP, "server-2", "no-signal");
        scene.logs(2, EventKind.NODE_UP, Map.of());
        scene.expect(CRASH_LOOP, "server-2", VerdictState.OK);
        scene.expectUnknown(CRASH_LOOP, "server-3", "no-signal");
        scene.actor(3).says(Signal.START_TIME, 1_000_000);
        scene.run(1);
        scene.expect(CRASH_LOOP, "server-3", VerdictState.OK);
    }

    @Test
    void aMemberThatHasNeverAnsweredTellsOfNoStart() {
        scene.actor(2).fails(ScrapeFailure.TIMEOUT);
        scene.run(10);
        scene.expectUnknown(CRASH_LOOP, "server-2", "member-unseen");
    }

    @Test
    void twoStartsInTenMinutesWarnAndThreeInThirtyPage() {
        scene.run(10);
        scene.actor(2).restarts();
        scene.run(30);
        scene.expect(CRASH_LOOP, "server-2", VerdictState.OK);
        scene.actor(2).restarts();
        scene.run(30);
        scene.expectFiring(CRASH_LOOP, "server-2", Severity.WARNING);
        scene.actor(2).restarts();
        scene.run(2);
        scene.expectFiring(CRASH_LOOP, "server-2", Severity.PAGE);
        scene.run(31 * 60);
        scene.expect(CRASH_LOOP, "server-2", VerdictState.OK);
    }
}
