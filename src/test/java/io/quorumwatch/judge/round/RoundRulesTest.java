package io.quorumwatch.judge.round;

import static io.quorumwatch.catalogue.Condition.PARTICIPANTS_ZERO;
import static io.quorumwatch.catalogue.Condition.ROUND_SLOW;
import static io.quorumwatch.catalogue.Condition.ROUND_STALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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
