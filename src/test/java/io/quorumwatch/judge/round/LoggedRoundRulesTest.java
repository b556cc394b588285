package io.quorumwatch.judge.round;

import static io.quorumwatch.bus.EventKind.AGGREGATE_SUBMITTED;
import static io.quorumwatch.bus.EventKind.LOG_FOLLOWED;
import static io.quorumwatch.bus.EventKind.LOG_LOST;
import static io.quorumwatch.bus.EventKind.NODE_UP;
import static io.quorumwatch.bus.EventKind.PARTIAL_SUBMITTED;
import static io.quorumwatch.bus.EventKind.ROUND_FINALIZED;
import static io.quorumwatch.bus.EventKind.ROUND_OPENED;
import static io.quorumwatch.catalogue.Condition.PARTICIPANTS_ZERO;
import static io.quorumwatch.catalogue.Condition.ROUND_SLOW;
import static io.quorumwatch.catalogue.Condition.ROUND_STALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rounds that are judged by the members' logs: three servers, a round every 3 s, and a stall after 24 s. */
class LoggedRoundRulesTest {

    private final Scene scene = Scene.committee(3);
    private int round = 100;

    /** No member exports the counter of rounds: only logs tell. */
    private void logsOnly() {
        scene.all(actor -> actor.finalizes(Double.NaN));
        scene.run(3);
    }

    private void say(EventKind kind, int... members) {
        for (int member : members) {
            scene.logs(member, kind, Map.of("round", Integer.toString(round)));
        }
    }

    private void finalized(int participants, int... members) {
        round++;
        for (int member : members) {
            scene.logs(member, ROUND_FINALIZED, fields(participants));
        }
    }

    private Map<String, String> fields(int participants) {
        return Map.of("round", Integer.toString(round), "participants", Integer.toString(participants));
    }

    /** Nothing is committed any more, and so there is nothing to log. */
    private void hangs() {
        scene.all(actor -> actor.commits(0));
    }

    private void finalizes(int rounds, int... members) {
        for (int i = 0; i < rounds; i++) {
            finalized(4, members);
            scene.run(3);
        }
    }

    private Map<String, Object> stallEvidence() {
        scene.heartbeat();
        return scene.verdict(ROUND_STALL).evidence();
    }

    @Test
    void staysQuietWhileLogsTellOfRounds() {
        logsOnly();
        finalizes(30, 1, 2, 3);

        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.expect(ROUND_SLOW, VerdictState.OK);
        scene.expect(PARTICIPANTS_ZERO, VerdictState.OK);
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void pagesExactlyWhenTheTimeIsUpAfterTheLastLine() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        finalized(4, 1, 2, 3);
        Instant last = scene.now();
        hangs();
        scene.run(23);
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.run(2);

        scene.expectFiring(ROUND_STALL, Severity.PAGE);
        assertThat(scene.verdict(ROUND_STALL).at()).isEqualTo(last.plus(Duration.ofSeconds(24)));
    }

    @Test
    void pagesByLogsWithoutAnyLookWhileTheyHaveOtherLines() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        Instant last = scene.now().minusSeconds(3);
        for (int tries = 0; tries < 6; tries++) {
            round++;
            say(ROUND_OPENED, 1, 2, 3);
            scene.runBlind(3);
        }
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.runBlind(3);
        say(PARTIAL_SUBMITTED, 1, 2, 3);
        scene.runBlind(0);

        scene.expectFiring(ROUND_STALL, Severity.PAGE);
        assertThat(scene.verdict(ROUND_STALL).since()).isEqualTo(last.plus(Duration.ofSeconds(24)));
    }

    @Test
    void aGapOfPagesAndLogsIsNoStall() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        scene.runBlind(60);
        scene.expectUnknown(ROUND_STALL, null, "majority-unseen");
        scene.run(2);
        finalizes(3, 1, 2, 3);

        scene.expect(ROUND_STALL, VerdictState.OK);
        assertThat(scene.said(ROUND_STALL)).noneMatch(Verdict::firing);
    }

    @Test
    void aGapOfPagesAndLogsIsNoStallWhereCountersTellEither() {
        finalizes(3, 1, 2, 3);
        scene.runBlind(60);
        scene.expectUnknown(ROUND_STALL, null, "majority-unseen");
        assertThat(scene.said(ROUND_STALL)).noneMatch(Verdict::firing);
    }

    @Test
    void afterAGapTheSilenceOfLogsCountsAnew() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        hangs();
        scene.all(actor -> actor.commitIndex(Double.NaN));
        scene.runBlind(60);
        scene.run(23);
        scene.expectUnknown(ROUND_STALL, null, "stale");
        scene.run(3);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void entriesThatAreCommittedWithoutAnyLineShowThatTheLogsAreLost() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        scene.run(60);
        scene.expectUnknown(ROUND_STALL, null, "stale");
        say(PARTIAL_SUBMITTED, 1);
        scene.run(1);
        assertThat(scene.everFired()).isEmpty();
        finalizes(3, 1, 2, 3);
        scene.expect(ROUND_STALL, VerdictState.OK);
    }

    @Test
    void entriesThatAreCommittedWhileLinesTellOfTriesAreNoRounds() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        for (int tries = 0; tries < 2; tries++) {
            round++;
            say(ROUND_OPENED, 1);
            scene.run(15);
        }
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void aCommitteeThatStartsAndFinalizesNothingIsStuck() {
        logsOnly();
        say(NODE_UP, 1, 2, 3);
        hangs();
        scene.run(23);
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.run(2);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void aStallThatWasThereFirstIsSaidByTheCountersThoughTheFirstLineComesLate() {
        scene.all(actor -> actor.finalizes(0));
        scene.run(14);
        say(ROUND_OPENED, 1, 2, 3);
        scene.run(8);
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.run(4);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void clearsWithTheNextLine() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        hangs();
        scene.run(40);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
        finalizes(4, 1, 2, 3);
        scene.expect(ROUND_STALL, VerdictState.OK);
    }

    @Test
    void logsThatWereNeverFollowedLeaveItUnknown() {
        logsOnly();
        scene.run(60);
        scene.expectUnknown(ROUND_STALL, null, "no-signal");
        scene.expectUnknown(ROUND_SLOW, null, "no-signal");
        scene.expectUnknown(PARTICIPANTS_ZERO, null, "no-signal");
    }

    @Test
    void logsThatAreFollowedAndSilentLeaveItUnknown() {
        logsOnly();
        say(LOG_FOLLOWED, 1, 2, 3);
        scene.run(60);
        scene.expectUnknown(ROUND_STALL, null, "no-signal");
    }

    @Test
    void logsThatAreLostAreNoStallAndNotFine() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        say(LOG_LOST, 1, 2, 3);
        scene.run(60);

        scene.expectUnknown(ROUND_STALL, null, "no-signal");
        scene.expectUnknown(ROUND_SLOW, null, "no-signal");
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void theLogOfOneOfThreeMayBeCutOffFromTheRounds() {
        logsOnly();
        finalizes(3, 1);
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.run(60);

        scene.expectUnknown(ROUND_STALL, null, "no-signal");
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void logsWithoutLinesOfRoundsAreNoMajority() {
        logsOnly();
        say(EventKind.RIVAL_LEADER, 2, 3);
        finalizes(3, 1);
        scene.run(60);

        scene.expectUnknown(ROUND_STALL, null, "no-signal");
    }

    @Test
    void aDeadMembersLogNeedNotTell() {
        logsOnly();
        finalizes(3, 1, 2);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.actor(2).fails(ScrapeFailure.REFUSED);
        hangs();
        scene.run(60);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void aCommitIndexThatStandsStillProvesTheStallWhenLogsAreLost() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        say(LOG_LOST, 1, 2, 3);
        scene.all(actor -> actor.commits(0));
        scene.run(30);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void theCounterHasTheWordWhenLogsAreLost() {
        finalizes(3, 1, 2, 3);
        say(LOG_LOST, 1, 2, 3);
        scene.run(60);
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.all(actor -> actor.finalizes(0));
        scene.run(30);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void aLostLineHidesNoStallOfTheCounter() {
        scene.all(actor -> actor.finalizes(0));
        finalizes(1, 1);
        scene.run(30);
        scene.expectFiring(ROUND_STALL, Severity.PAGE);
    }

    @Test
    void linesThatAreLostMakeNoStallWhileTheCounterMoves() {
        finalizes(3, 1, 2, 3);
        scene.run(60);

        scene.expect(ROUND_STALL, VerdictState.OK);
        assertThat(stallEvidence()).containsKeys("last_finalized_by_counter", "last_finalized_by_log");
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void aCounterThatStandsStillMakesNoStallWhileLogsTell() {
        scene.run(10);
        scene.all(actor -> actor.finalizes(0));
        finalizes(20, 1, 2, 3);

        scene.expect(ROUND_STALL, VerdictState.OK);
        assertThat(stallEvidence()).containsKeys("last_finalized_by_counter", "last_finalized_by_log");
    }

    @Test
    void aCounterThatHasNeverMovedDisagreesToo() {
        scene.all(actor -> actor.finalizes(0));
        finalizes(20, 1, 2, 3);

        scene.expect(ROUND_STALL, VerdictState.OK);
        assertThat(stallEvidence()).containsKey("last_finalized_by_log").doesNotContainKey("last_finalized_by_counter");
    }

    @Test
    void sourcesThatAgreeAreNoEvidence() {
        finalizes(10, 1, 2, 3);
        assertThat(stallEvidence()).doesNotContainKeys("last_finalized_by_counter", "last_finalized_by_log");
    }

    @Test
    void theCounterTellsOfThePaceWhenLogsFallSilent() {
        finalizes(3, 1, 2, 3);
        scene.all(actor -> actor.finalizes(1.0 / 8));
        scene.run(320);
        scene.expectFiring(ROUND_SLOW, Severity.WARNING);
    }

    @Test
    void afterARestartOfTheAgentOldLinesAreHistory() {
        logsOnly();
        finalizes(5, 1, 2, 3);
        scene.run(10);
        scene.agentRestarts();
        scene.run(3);
        Instant then = scene.now().minus(Duration.ofMinutes(10));
        for (int i = 0; i < 100; i++) {
            round++;
            for (int member = 1; member <= 3; member++) {
                scene.logs(member, then.plusSeconds(3L * i), ROUND_FINALIZED, fields(0));
            }
            // The judges are asked while the old lines are still coming.
            scene.runBlind(0);
        }
        scene.expectUnknown(ROUND_STALL, null, "not-looked-yet");
        scene.expectUnknown(PARTICIPANTS_ZERO, null, "no-signal");
        finalizes(10, 1, 2, 3);

        scene.expect(ROUND_STALL, VerdictState.OK);
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void aStallThatTheAgentMissedPagesWhenTheLogsAreReadToTheirEnd() {
        logsOnly();
        scene.agentRestarts();
        scene.run(3);
        Instant then = scene.now().minus(Duration.ofMinutes(10));
        for (int member = 1; member <= 3; member++) {
            scene.logs(member, then, ROUND_FINALIZED, fields(4));
        }
        scene.run(4);
        scene.expectUnknown(ROUND_STALL, null, "not-looked-yet");
        scene.run(2);

        scene.expectFiring(ROUND_STALL, Severity.PAGE);
        assertThat(scene.verdict(ROUND_STALL).since()).isEqualTo(then.plusSeconds(24));
    }

    @Test
    void oldLinesDoNotMakeAStallOfACounterThatHasJustBegun() {
        scene.agentRestarts();
        scene.all(actor -> actor.finalizes(1.0 / 20));
        scene.run(2);
        scene.logs(1, scene.now().minus(Duration.ofMinutes(10)), ROUND_FINALIZED, fields(4));
        scene.runBlind(0);
        scene.run(60);
        assertThat(scene.said(ROUND_STALL)).noneMatch(verdict -> verdict.firing());
    }

    @Test
    void afterARestartTheCounterHasTheWordUntilLogsTell() {
        finalizes(3, 1, 2, 3);
        scene.agentRestarts();
        scene.run(5);
        scene.expect(ROUND_STALL, VerdictState.OK);
        scene.expectUnknown(PARTICIPANTS_ZERO, null, "no-signal");
    }

    @Test
    void namesThePartialsThatAreLate() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        round++;
        say(ROUND_OPENED, 1);
        say(PARTIAL_SUBMITTED, 1, 3);
        hangs();
        scene.run(30);

        scene.expectFiring(ROUND_STALL, Severity.PAGE);
        assertThat(stallEvidence())
                .containsEntry("last_round", (long) round)
                .containsEntry("waiting_for", "partials")
                .containsEntry("late_members", List.of("server-2"))
                .containsEntry("opened_by", "server-1")
                .doesNotContainKey("unheard_members");
    }

    @Test
    void ofAMemberWhoseLogIsNotReadItIsNotSaidThatItIsLate() {
        logsOnly();
        finalizes(3, 1, 2);
        round++;
        say(ROUND_OPENED, 1);
        say(PARTIAL_SUBMITTED, 1);
        assertThat(stallEvidence())
                .containsEntry("late_members", List.of("server-2"))
                .containsEntry("unheard_members", List.of("server-3"));
        say(LOG_LOST, 2);
        assertThat(stallEvidence())
                .doesNotContainKey("late_members")
                .containsEntry("unheard_members", List.of("server-2", "server-3"));
        say(LOG_LOST, 1);
        assertThat(stallEvidence()).doesNotContainKeys("waiting_for", "late_members");
    }

    @Test
    void namesTheAggregateAndTheFinalization() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        round++;
        say(ROUND_OPENED, 1);
        say(PARTIAL_SUBMITTED, 1, 2, 3);
        assertThat(stallEvidence()).containsEntry("waiting_for", "aggregate or finalization");
        say(AGGREGATE_SUBMITTED, 1);
        assertThat(stallEvidence()).containsEntry("waiting_for", "finalization");
        finalizes(1, 1, 2, 3);
        round++;
        say(ROUND_OPENED, 1);
        say(PARTIAL_SUBMITTED, 1, 2, 3);
        assertThat(stallEvidence()).containsEntry("waiting_for", "aggregate").doesNotContainKey("late_members");
    }

    @Test
    void namesTheRoundThatIsNotOpened() {
        logsOnly();
        round++;
        say(ROUND_OPENED, 1);
        say(PARTIAL_SUBMITTED, 1, 2, 3);
        say(ROUND_FINALIZED, 1, 2, 3);
        hangs();
        scene.run(30);

        scene.expectFiring(ROUND_STALL, Severity.PAGE);
        assertThat(stallEvidence())
                .containsEntry("waiting_for", "next round not opened")
                .doesNotContainKey("late_members");
    }

    @Test
    void lostLinesMakeNoSlowRounds() {
        logsOnly();
        for (int i = 0; i < 20; i++) {
            finalizes(1, 1, 2, 3);
            round += 4;
            scene.run(12);
        }
        scene.expect(ROUND_SLOW, VerdictState.OK);
        assertThat(stallEvidence()).containsEntry("round_interval_seconds", 3L);
    }

    @Test
    void slowRoundsAreSlow() {
        logsOnly();
        for (int i = 0; i < 25; i++) {
            finalized(4, 1, 2, 3);
            scene.run(8);
        }
        scene.expectFiring(ROUND_SLOW, Severity.WARNING);
        scene.expect(ROUND_STALL, VerdictState.OK);
    }

    @Test
    void twoEmptyRoundsPageAndOneThatEverybodyTellsOfDoesNot() {
        logsOnly();
        finalizes(3, 1, 2, 3);
        finalized(0, 1, 2, 3);
        scene.run(3);
        scene.expect(PARTICIPANTS_ZERO, VerdictState.OK);
        finalized(0, 1, 2, 3);
        scene.expectFiring(PARTICIPANTS_ZERO, Severity.PAGE);
        finalizes(3, 1, 2, 3);
        scene.expect(PARTICIPANTS_ZERO, VerdictState.OK);
    }
}
