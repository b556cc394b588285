package io.quorumwatch.judge.round;

import static io.quorumwatch.catalogue.Condition.PARTICIPANTS_ZERO;
import static io.quorumwatch.catalogue.Condition.ROUND_SLOW;
import static io.quorumwatch.catalogue.Condition.ROUND_STALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundRulesTest {

    private final Scene scene = Scene.committee(3);

    @Test
    void pagesExactlyWhenTheTimeIsUp() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(0));
        scene.run(40);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
        Instant last =
                Instant.parse((String) scene.verdict(ROUND_STALL).evidence().get("last_finalized_at"));
        assertThat(scene.verdict(ROUND_STALL).at()).isEqualTo(last.plus(Duration.ofSeconds(24)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 8, 10, 15, 24, 30, 60})
    void looksThatAreFarApartMakeNoStall(int seconds) {
        Scene seldom = Scene.committee(3, Duration.ofSeconds(seconds));
        seldom.run(10 * seconds);
        assertThat(seldom.everFired()).noneMatch(RoundRulesTest::isStall);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 10, 12})
    void looksThatFailMakeNoStall(int seconds) {
        Scene seldom = Scene.committee(3, Duration.ofSeconds(seconds));
        seldom.run(10 * seconds);
        seldom.all(actor -> actor.fails(ScrapeFailure.TIMEOUT));
        seldom.run(30);
        seldom.all(Scene.Actor::answers);
        seldom.run(10 * seconds);
        assertThat(seldom.everFired()).noneMatch(RoundRulesTest::isStall);
    }

    @Test
    void aRoundThatNobodyHasLookedAtYetMayHaveComeInTime() {
        Scene seldom = Scene.committee(3, Duration.ofSeconds(5));
        seldom.run(20);
        seldom.all(actor -> actor.finalizes(0));
        seldom.run(20);
        seldom.all(actor -> actor.finalizes(1));
        seldom.run(5);
        assertThat(seldom.everFired()).noneMatch(RoundRulesTest::isStall);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 30})
    void theFirstLookAfterTheTimeIsUpProvesAStall(int seconds) {
        Scene seldom = Scene.committee(3, Duration.ofSeconds(seconds));
        seldom.run(5 * seconds);
        seldom.all(actor -> actor.finalizes(0));
        int looks = (24 + seconds - 1) / seconds;
        seldom.run((looks - 1) * seconds);
        assertThat(seldom.everFired()).noneMatch(RoundRulesTest::isStall);
        seldom.run(seconds);
        seldom.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void aMajorityMustHaveBeenLookedAtShortlyBeforeTheTimeIsUp() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(0));
        scene.run(21);
        scene.actor(2).fails(ScrapeFailure.TIMEOUT);
        scene.actor(3).fails(ScrapeFailure.TIMEOUT);
        scene.run(2);
        scene.expectUnknown(ROUND_STALL, null, "stale");
        scene.actor(2).answers();
        scene.run(1);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    private static boolean isStall(Verdict verdict) {
        return verdict.condition().equals(ROUND_STALL.key());
    }

    @Test
    void oneMemberThatCountsRoundsProvesThem() {
        scene.run(10);
        scene.actor(1).finalizes(0);
        scene.actor(2).finalizes(0);
        scene.run(60);
        scene.expect(ROUND_STALL, VerdictState.OK);
    }

    @Test
    void aCommitteeThatNeverFinalizesARoundIsStuckToo() {
        scene.all(actor -> actor.finalizes(0));
        scene.run(24);
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.run(2);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void noRoundIsExpectedBeforeTheCommitteeHasJoined() {
        scene.all(actor -> actor.finalizes(0));
        scene.all(Scene.Actor::boots);
        scene.run(60);
        scene.expectUnknown(ROUND_STALL, null, "booting");
        scene.all(Scene.Actor::joins);
        scene.run(20);
        scene.expect(ROUND_STALL, VerdictState.OK);
    }

    @Test
    void clearsWhenRoundsAreFinalizedAgain() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(0));
        scene.run(40);
        scene.all(actor -> actor.finalizes(1.0 / 3));
        scene.run(12);
        scene.expect(ROUND_STALL, VerdictState.OK);
    }

    @Test
    void aRestartedMembersCounterIsNoRound() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(0));
        scene.run(10);
        scene.actor(2).restarts();
        scene.run(20);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void roundsThatARestartedMemberReplaysAreNotFinalizedAnew() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(0));
        scene.run(5);
        scene.actor(2).restarts();
        scene.actor(2).finalizes(10);
        scene.run(30);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void oldRoundsOfAMemberWhoseCounterAppearsHideNoneOfTheOthers() {
        scene.actor(2).finalizes(Double.NaN);
        scene.run(5);
        scene.actor(2).says(Signal.ROUNDS_FINALIZED, 400);
        scene.run(60);
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.all(actor -> actor.finalizes(0));
        scene.run(24);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void roundsThatAMemberBringsAtOnceOnItsReturnAreNotFinalizedNow() {
        scene.run(20);
        scene.actor(2).says(Signal.ROUNDS_FINALIZED, 3);
        scene.agentRestarts();
        scene.run(60);
        scene.actor(2).says(Signal.ROUNDS_FINALIZED, 400);
        scene.run(60);
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.all(actor -> actor.finalizes(0));
        scene.run(10);
        scene.actor(2).says(Signal.ROUNDS_FINALIZED, 500);
        scene.run(14);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void aPaceThatBecomesMuchFasterIsOnlyDoubtedOnce() {
        scene.run(60);
        scene.all(actor -> actor.finalizes(20));
        scene.run(2);
        scene.expect(ROUND_STALL, VerdictState.OK);
        assertThat(scene.verdict(ROUND_STALL).evidence()).isNotEmpty();
        scene.run(60);
        scene.expect(ROUND_STALL, VerdictState.OK);
    }

    @Test
    void aMemberThatWasAwayForLongTellsOfRoundsAgainAtOnce() {
        Scene two = Scene.committee(2);
        two.run(20);
        two.actor(2).fails(ScrapeFailure.TIMEOUT);
        two.run(70);
        two.actor(1).restarts();
        two.actor(1).says(Signal.ROUNDS_FINALIZED, Double.NaN);
        two.run(2);
        two.actor(1).says(Signal.ROUNDS_FINALIZED, 400);
        two.run(2);
        two.actor(2).answers();
        two.run(40);
        two.expect(ROUND_STALL, VerdictState.OK);
    }

    @Test
    void withoutACounterAMovingLogProvesNothing() {
        scene.all(actor -> actor.finalizes(Double.NaN));
        scene.run(60);
        scene.expectUnknown(ROUND_STALL, null, "no-signal");
    }

    @Test
    void withoutACounterALogThatStandsStillProvesAStall() {
        scene.all(actor -> actor.finalizes(Double.NaN));
        scene.run(10);
        scene.all(actor -> actor.commits(0));
        scene.run(30);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void withoutACounterAndWithoutAnIndexNothingStandsStill() {
        scene.all(actor -> actor.finalizes(Double.NaN));
        scene.all(actor -> actor.commitIndex(Double.NaN));
        scene.run(60);
        scene.expectUnknown(ROUND_STALL, null, "no-signal");
        assertThat(scene.everFired()).noneMatch(RoundRulesTest::isStall);
    }

    @Test
    void anIndexThatOneMemberShowsIsEnoughToStandStill() {
        scene.all(actor -> actor.finalizes(Double.NaN));
        scene.actor(2).commitIndex(Double.NaN);
        scene.actor(3).commitIndex(Double.NaN);
        scene.all(actor -> actor.commits(0));
        scene.run(30);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void anUnseenMajorityMayFinalizeWhatItLikes() {
        scene.run(10);
        scene.actor(2).fails(ScrapeFailure.TIMEOUT);
        scene.actor(3).fails(ScrapeFailure.TIMEOUT);
        scene.actor(1).finalizes(0);
        scene.run(60);
        scene.expectUnknown(ROUND_STALL, null, "majority-unseen");
    }

    @Test
    void anUnseenHalfIsNoMajorityAndFinalizesNothingAlone() {
        Scene four = Scene.committee(4);
        four.run(10);
        four.actor(3).fails(ScrapeFailure.TIMEOUT);
        four.actor(4).fails(ScrapeFailure.TIMEOUT);
        four.all(actor -> actor.finalizes(0));
        four.run(30);
        four.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void countersThatARestartTookAwayAreUnknownWhileTheLogMovesAndAStallWhenItDoesNot() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(Double.NaN));
        scene.all(Scene.Actor::restarts);
        scene.run(60);
        scene.expectUnknown(ROUND_STALL, null, "no-signal");
        scene.all(actor -> actor.commits(0));
        scene.run(30);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void roundsThatTakeTooLongAreSlow() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(1.0 / 8));
        scene.run(60);
        scene.expect(ROUND_SLOW, VerdictState.OK);
        scene.run(180);
        scene.expectFiring(ROUND_SLOW, Severity.WARNING);
        scene.expect(ROUND_STALL, VerdictState.OK);
    }

    @Test
    void oneSlowRoundAmongTheFirstIsNoSlowPace() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(1.0 / 8));
        scene.run(8);
        scene.all(actor -> actor.finalizes(1.0 / 3));
        for (int second = 0; second < 120; second++) {
            scene.run(1);
            scene.expect(ROUND_SLOW, VerdictState.OK);
        }
    }

    @Test
    void nobodyKnowsThePaceOfRoundsThatNobodySees() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(1.0 / 8));
        scene.run(240);
        scene.expectFiring(ROUND_SLOW, Severity.WARNING);
        scene.all(actor -> actor.fails(ScrapeFailure.TIMEOUT));
        scene.run(10);
        scene.expectUnknown(ROUND_SLOW, null, "majority-unseen");
        scene.all(Scene.Actor::answers);
        scene.run(10);
        scene.expectFiring(ROUND_SLOW, Severity.WARNING);
    }

    @Test
    void thePaceOfACommitteeThatIsGoneIsNoLongerSlow() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(1.0 / 8));
        scene.run(240);
        scene.all(actor -> actor.fails(ScrapeFailure.REFUSED));
        scene.run(10);
        scene.expectUnknown(ROUND_SLOW, null, "member-unseen");
    }

    @Test
    void nobodyKnowsWhoTakesPartInRoundsThatNobodySees() {
        scene.all(actor -> actor.says(Signal.PARTICIPANTS, 4));
        scene.run(30);
        scene.expect(PARTICIPANTS_ZERO, VerdictState.OK);
        scene.all(actor -> actor.fails(ScrapeFailure.TIMEOUT));
        scene.run(10);
        scene.expectUnknown(PARTICIPANTS_ZERO, null, "majority-unseen");
    }

    @Test
    void twoRoundsWithNobodyInThemPage() {
        scene.all(actor -> actor.says(Signal.PARTICIPANTS, 4));
        scene.run(10);
        scene.all(actor -> actor.says(Signal.PARTICIPANTS, 0));
        scene.run(4);
        scene.expect(PARTICIPANTS_ZERO, VerdictState.OK);
        scene.run(4);
        scene.expectFiring(PARTICIPANTS_ZERO, Severity.PAGE);
    }

    @Test
    void participantsThatNobodyExportsAreABlindSpot() {
        scene.run(30);
        scene.expectUnknown(PARTICIPANTS_ZERO, null, "no-signal");
    }
}
