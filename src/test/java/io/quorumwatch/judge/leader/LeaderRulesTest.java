package io.quorumwatch.judge.leader;

import static io.quorumwatch.catalogue.Condition.ELECTION_FRUITLESS;
import static io.quorumwatch.catalogue.Condition.LEADER_ABSENT;
import static io.quorumwatch.catalogue.Condition.LEADER_CHURN;
import static io.quorumwatch.catalogue.Condition.LEADER_MULTIPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaderRulesTest {

    private final Scene scene = Scene.committee(3);

    private void everybodyLosesTheLeader() {
        scene.all(Scene.Actor::isLeaderless);
        scene.all(actor -> actor.commits(0));
        scene.all(actor -> actor.finalizes(0));
    }

    @Test
    void saysNothingOfAHealthyCommittee() {
        scene.run(60);
        assertThat(scene.everFired()).isEmpty();
        assertThat(scene.verdict(LEADER_ABSENT).evidence())
                .containsEntry("leader", "server-1")
                .containsEntry("committee_size", 3L);
    }

    @Test
    void warnsAfterEightSecondsWithoutALeaderAndPagesAfterSixty() {
        scene.run(10);
        everybodyLosesTheLeader();
        // The log's last movement still proves a leader for three seconds.
        scene.run(10);
        scene.expect(LEADER_ABSENT, VerdictState.PENDING);
        scene.run(3);
        scene.expectFiring(LEADER_ABSENT, Severity.WARNING);
        scene.run(52);
        scene.expectFiring(LEADER_ABSENT, Severity.PAGE);
    }

    @Test
    void clearsOnlyAfterCalm() {
        scene.run(10);
        everybodyLosesTheLeader();
        scene.run(20);
        scene.actor(2).leads();
        scene.run(6);
        scene.expect(LEADER_ABSENT, VerdictState.FIRING);
        scene.run(4);
        scene.expect(LEADER_ABSENT, VerdictState.OK);
    }

    @Test
    void aLeaderThatIsHeardIsNotAbsent() {
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.run(30);
        scene.expect(LEADER_ABSENT, VerdictState.OK);
    }

    @Test
    void aLogThatMovesProvesALeader() {
        scene.run(10);
        scene.all(Scene.Actor::isLeaderless);
        scene.run(30);
        scene.expect(LEADER_ABSENT, VerdictState.OK);
    }

    @Test
    void staysUnknownWhenAMajorityIsUnseen() {
        scene.run(10);
        everybodyLosesTheLeader();
        scene.actor(2).fails(ScrapeFailure.TIMEOUT);
        scene.actor(3).fails(ScrapeFailure.TIMEOUT);
        scene.run(90);
        scene.expectUnknown(LEADER_ABSENT, null, "majority-unseen");
        scene.expectUnknown(LEADER_MULTIPLE, null, "majority-unseen");
    }

    private static Scene threeVotersAndTwoLearnersLoseTheLeader() {
        Scene five = Scene.cluster(5);
        five.actor(4).says(Signal.LEARNER, 1);
        five.actor(5).says(Signal.LEARNER, 1);
        five.run(10);
        five.all(Scene.Actor::isLeaderless);
        five.all(actor -> actor.commits(0));
        five.all(actor -> actor.finalizes(0));
        return five;
    }

    @Test
    void membersThatMerelyLearnAreNoMajority() {
        Scene five = threeVotersAndTwoLearnersLoseTheLeader();
        // Those two may have a leader among them: the one voter that is seen need not hear of it.
        five.actor(1).fails(ScrapeFailure.TIMEOUT);
        five.actor(2).fails(ScrapeFailure.TIMEOUT);
        five.run(90);
        five.expectUnknown(LEADER_ABSENT, null, "majority-unseen");
    }

    @Test
    void membersThatMerelyLearnAreNotMissedInAMajority() {
        Scene five = threeVotersAndTwoLearnersLoseTheLeader();
        five.actor(1).fails(ScrapeFailure.TIMEOUT);
        five.actor(4).fails(ScrapeFailure.TIMEOUT);
        five.actor(5).fails(ScrapeFailure.TIMEOUT);
        five.run(13);
        five.expectFiring(LEADER_ABSENT, Severity.WARNING);
    }

    @Test
    void isUnknownWhileMembersBoot() {
        scene.all(Scene.Actor::boots);
        scene.run(90);
        scene.expectUnknown(LEADER_ABSENT, null, "booting");
    }

    @Test
    void isUnknownWhileItCannotBeToldWhoLeads() {
        everybodyLosesTheLeader();
        scene.actor(1).isUnreadable();
        scene.run(30);
        scene.expectUnknown(LEADER_ABSENT, null, "leader-unknown");
    }

    @Test
    void aMemberThatDoesNotAnswerMayLeadThoseThatNameNoLeader() {
        theLeaderDoesNotAnswerThoseThatNameNone(ScrapeFailure.TIMEOUT);
        scene.run(60);
        scene.expectUnknown(LEADER_ABSENT, null, "member-hidden");
    }

    @Test
    void aMemberWhosePortRefusesDoesNotLead() {
        theLeaderDoesNotAnswerThoseThatNameNone(ScrapeFailure.REFUSED);
        scene.run(13);
        scene.expectFiring(LEADER_ABSENT, Severity.WARNING);
    }

    @Test
    void aMemberThatNobodyIsBondedToDoesNotLead() {
        theLeaderDoesNotAnswerThoseThatNameNone(ScrapeFailure.TIMEOUT);
        scene.run(20);
        scene.actor(2).has(1);
        scene.actor(2).sees("server-3", true);
        scene.actor(3).has(1);
        scene.actor(3).sees("server-2", true);
        scene.run(10);
        scene.expectFiring(LEADER_ABSENT, Severity.WARNING);
    }

    @Test
    void aMajorityThatHearsNobodyHasNoLeaderThatDoesNotAnswer() {
        theLeaderDoesNotAnswerThoseThatNameNone(ScrapeFailure.TIMEOUT);
        scene.all(Scene.Actor::isLeaderless);
        scene.run(13);
        scene.expectFiring(LEADER_ABSENT, Severity.WARNING);
    }

    /** As where nothing but the documented gauge tells of leaders. */
    private void theLeaderDoesNotAnswerThoseThatNameNone(ScrapeFailure how) {
        scene.run(10);
        scene.all(Scene.Actor::doesNotLead);
        scene.all(actor -> actor.commits(0));
        scene.all(actor -> actor.finalizes(0));
        scene.actor(1).fails(how);
    }

    @Test
    void aMemberThatIsNotConfiguredMayLead() {
        Scene four = Scene.committee(3, Map.of("committee-size", 4));
        four.all(Scene.Actor::doesNotLead);
        four.all(actor -> actor.commits(0));
        four.all(actor -> actor.finalizes(0));
        four.run(60);
        four.expectUnknown(LEADER_ABSENT, null, "member-hidden");
        four.all(Scene.Actor::isLeaderless);
        four.run(10);
        four.expectFiring(LEADER_ABSENT, Severity.WARNING);
    }

    @Test
    void itIsABlindSpotHowManyLeadWhereNobodySaysWhoLeads() {
        scene.all(Scene.Actor::isUnreadable);
        scene.run(30);
        scene.expectUnknown(LEADER_MULTIPLE, null, "no-signal");
    }

    @Test
    void aSecondMayLeadWhileItCannotBeToldOfOneBesideTheLeader() {
        scene.run(10);
        scene.actor(3).isUnreadable();
        scene.run(5);
        scene.expectUnknown(LEADER_MULTIPLE, null, "leader-unknown");
    }

    @Test
    void nobodyLeadsBesideTheOnlyOneOfWhomItCannotBeTold() {
        scene.run(10);
        scene.actor(1).isUnreadable();
        scene.run(5);
        scene.expect(LEADER_MULTIPLE, VerdictState.OK);
    }

    @Test
    void twoLeadersWarnAfterTenSecondsAndPageAfterSixty() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(10);
        scene.expect(LEADER_MULTIPLE, VerdictState.PENDING);
        scene.run(1);
        scene.expectFiring(LEADER_MULTIPLE, Severity.WARNING);
        assertThat(scene.verdict(LEADER_MULTIPLE).evidence()).containsEntry("leaders", List.of("server-1", "server-3"));
        scene.run(50);
        scene.expectFiring(LEADER_MULTIPLE, Severity.PAGE);
    }

    @Test
    void countsFromWhenTheSecondBeganToLead() {
        scene.run(10);
        scene.actor(1).says(Signal.LEADS_SINCE, epochSecond(0));
        scene.actor(3).leads();
        scene.actor(3).says(Signal.LEADS_SINCE, epochSecond(7));
        scene.run(8);
        scene.expectFiring(LEADER_MULTIPLE, Severity.WARNING);
        assertThat(scene.verdict(LEADER_MULTIPLE).since()).isEqualTo("2026-01-01T00:00:07Z");
    }

    private static double epochSecond(int second) {
        return java.time.Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() + second;
    }

    @Test
    void aKilledLeaderDoesNotLeadAnyMore() {
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.REFUSED);
        scene.actor(2).leads();
        scene.run(30);
        scene.expect(LEADER_MULTIPLE, VerdictState.OK);
        assertThat(scene.verdict(LEADER_MULTIPLE).evidence()).containsEntry("committee_size", 3L);
    }

    @Test
    void twoLeadersThatCannotBeSeenAnyMoreAreNotResolved() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(20);
        scene.all(actor -> actor.fails(ScrapeFailure.TIMEOUT));
        scene.run(20);
        scene.expectUnknown(LEADER_MULTIPLE, null, "majority-unseen");
        scene.all(Scene.Actor::answers);
        scene.run(1);
        scene.expect(LEADER_MULTIPLE, VerdictState.FIRING);
    }

    @Test
    void moreThanNPlusOneChangesInAQuarterOfAnHourAreChurn() {
        scene.run(10);
        for (int change = 0; change < 5; change++) {
            int leader = change % 2 == 0 ? 2 : 1;
            scene.all(Scene.Actor::follows);
            scene.actor(leader).leads();
            scene.run(20);
            if (change < 4) {
                scene.expect(LEADER_CHURN, VerdictState.OK);
            }
        }
        scene.expectFiring(LEADER_CHURN, Severity.WARNING);
        scene.run(16 * 60);
        scene.expect(LEADER_CHURN, VerdictState.OK);
    }

    @Test
    void changesThatOnlyTheMembersSawCount() {
        scene.all(actor -> actor.says(Signal.LEADER_CHANGES, 3));
        scene.run(10);
        scene.actor(2).says(Signal.LEADER_CHANGES, 8);
        scene.run(2);
        scene.expectFiring(LEADER_CHURN, Severity.WARNING);
    }

    @Test
    void electionsWithoutALeaderAreFruitless() {
        scene.actor(1).hasStarted(1);
        scene.run(10);
        everybodyLosesTheLeader();
        scene.actor(2).hasStarted(1);
        scene.run(3);
        scene.actor(2).hasStarted(2);
        scene.actor(3).hasStarted(1);
        scene.run(3);
        scene.expect(ELECTION_FRUITLESS, VerdictState.OK);
        scene.run(4);
        scene.expectFiring(ELECTION_FRUITLESS, Severity.WARNING);
    }

    @Test
    void anElectionThatBringsALeaderIsNotFruitless() {
        scene.actor(1).hasStarted(1);
        scene.run(10);
        everybodyLosesTheLeader();
        scene.actor(2).hasStarted(4);
        scene.run(4);
        scene.actor(2).leads();
        scene.run(20);
        scene.expect(ELECTION_FRUITLESS, VerdictState.OK);
    }

    private void threeElectionsInTwoLooks() {
        scene.actor(1).hasStarted(1);
        scene.run(10);
        everybodyLosesTheLeader();
        scene.run(1);
        scene.actor(2).hasStarted(2);
        scene.actor(3).hasStarted(1);
    }

    @Test
    void anElectionIsNotFruitlessWhileItCannotBeToldWhetherItBroughtALeader() {
        threeElectionsInTwoLooks();
        scene.actor(2).isUnreadable();
        scene.run(6);
        scene.expect(ELECTION_FRUITLESS, VerdictState.OK);
        scene.run(20);
        scene.expectUnknown(ELECTION_FRUITLESS, null, "leader-unknown");
        scene.actor(2).leads();
        scene.run(1);
        scene.expect(ELECTION_FRUITLESS, VerdictState.OK);
    }

    @Test
    void timeInWhichItCouldNotBeToldWhoLeadsIsNotHeldAgainstAnElection() {
        threeElectionsInTwoLooks();
        scene.actor(2).isUnreadable();
        scene.run(20);
        scene.actor(2).isLeaderless();
        scene.run(7);
        scene.expect(ELECTION_FRUITLESS, VerdictState.OK);
        scene.run(3);
        scene.expectFiring(ELECTION_FRUITLESS, Severity.WARNING);
    }

    @Test
    void aGapInWhichNobodyWasSeenIsNotHeldAgainstAnElection() {
        threeElectionsInTwoLooks();
        scene.run(2);
        scene.runBlind(15);
        scene.run(7);
        assertThat(scene.everFired()).noneMatch(verdict -> verdict.condition().equals(ELECTION_FRUITLESS.key()));
        scene.actor(2).hasStarted(5);
        scene.run(4);
        scene.expectFiring(ELECTION_FRUITLESS, Severity.WARNING);
    }

    @Test
    void rareLooksHoldNothingAgainstAnElectionThatBroughtALeaderBetweenTheLastTwo() {
        Scene rare = Scene.committee(3, Duration.ofSeconds(5));
        rare.actor(1).hasStarted(1);
        rare.run(10);
        rare.all(Scene.Actor::isLeaderless);
        rare.run(10);
        rare.actor(1).hasStarted(2);
        rare.actor(2).hasStarted(2);
        rare.actor(3).leads();
        rare.run(5);
        assertThat(rare.everFired()).noneMatch(verdict -> verdict.condition().equals(ELECTION_FRUITLESS.key()));
    }

    @Test
    void judgesNothingWhileTheAgentDoubtsItself() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(20);
        scene.agentWasPaused();
        scene.run(1);
        scene.expectUnknown(LEADER_MULTIPLE, null, "paused");
        scene.run(5);
        scene.expect(LEADER_MULTIPLE, VerdictState.FIRING);
    }

    @Test
    void doesNotPageOnWhatItSawRightAfterAPause() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(45);
        scene.agentWasPaused();
        scene.run(20);
        scene.expectFiring(LEADER_MULTIPLE, Severity.WARNING);
        scene.run(11);
        scene.expectFiring(LEADER_MULTIPLE, Severity.PAGE);
    }

    @Test
    void silenceOfAllLooksIsUnknownNotFine() {
        scene.run(10);
        scene.runBlind(10);
        scene.expectUnknown(LEADER_ABSENT, null, "majority-unseen");
    }
}
