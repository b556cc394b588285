package io.quorumwatch.judge.raft;

import static io.quorumwatch.catalogue.Condition.CATCH_UP_STUCK;
import static io.quorumwatch.catalogue.Condition.COMMIT_FROZEN;
import static io.quorumwatch.catalogue.Condition.DATABASE_QUOTA_LOW;
import static io.quorumwatch.catalogue.Condition.FSYNC_SLOW;
import static io.quorumwatch.catalogue.Condition.HISTORY_DIVERGING;
import static io.quorumwatch.catalogue.Condition.HISTORY_REWRITTEN;
import static io.quorumwatch.catalogue.Condition.MEMBER_LAGGING;
import static io.quorumwatch.catalogue.Condition.PROPOSALS_FAILING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaftRulesTest {

    private final Scene scene = Scene.committee(3);

    @Test
    void aThousandWritesASecondAreNoLag() {
        scene.all(actor -> actor.commits(1000));
        scene.actor(2).commitIndex(100 - 300);
        scene.run(120);
        scene.expect(MEMBER_LAGGING, "server-2", VerdictState.OK);
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void threeReadingsBehindAreALag() {
        scene.run(10);
        scene.actor(3).commitIndex(scene.second() + 100 - 20);
        scene.run(2);
        scene.expect(MEMBER_LAGGING, "server-3", VerdictState.OK);
        scene.run(1);
        scene.expectFiring(MEMBER_LAGGING, "server-3", Severity.WARNING);
        assertThat(scene.verdict(MEMBER_LAGGING, "server-3").evidence()).containsKeys("lag_entries", "leader");
    }

    @Test
    void onlyALagThatGrowsPages() {
        scene.run(10);
        scene.actor(3).commitIndex(80);
        scene.run(60);
        scene.expectFiring(MEMBER_LAGGING, "server-3", Severity.WARNING);
        scene.actor(2).commits(0);
        scene.run(50);
        scene.expectFiring(MEMBER_LAGGING, "server-2", Severity.PAGE);
    }

    @Test
    void aMemberWithoutAnIndexIsUnknownAndNotAFullIndexBehind() {
        scene.run(10);
        scene.actor(3).restarts();
        scene.actor(3).commitIndex(Double.NaN);
        scene.run(20);
        scene.expectUnknown(MEMBER_LAGGING, "server-3", "no-commit-yet");
    }

    @Test
    void aLagDoesNotGrowWhileItsMemberIsUnseen() {
        scene.run(10);
        scene.actor(3).fails(ScrapeFailure.TIMEOUT);
        scene.run(60);
        scene.expectUnknown(MEMBER_LAGGING, "server-3", "member-unseen");
    }

    @Test
    void catchingUpWithoutProgressIsStuck() {
        scene.run(10);
        scene.actor(3).restarts();
        scene.actor(3).commitIndex(20);
        scene.actor(3).commits(0);
        scene.run(30);
        scene.expect(CATCH_UP_STUCK, "server-3", VerdictState.PENDING);
        scene.run(2);
        scene.expectFiring(CATCH_UP_STUCK, "server-3", Severity.WARNING);
        scene.actor(3).commits(30);
        scene.run(35);
        scene.expect(CATCH_UP_STUCK, "server-3", VerdictState.OK);
    }

    @Test
    void anIndexThatFallsWithoutARestartIsCriticalAtOnce() {
        scene.run(10);
        scene.actor(2).commitIndex(60);
        scene.run(1);
        scene.expectFiring(HISTORY_REWRITTEN, Severity.CRITICAL);
        assertThat(scene.verdict(HISTORY_REWRITTEN).evidence()).containsKeys("fell_from", "fell_to");
    }

    @Test
    void anIndexThatFallsWithARestartIsNothing() {
        scene.run(10);
        scene.actor(2).commitIndex(0);
        scene.actor(2).restarts();
        scene.run(5);
        scene.expect(HISTORY_REWRITTEN, VerdictState.OK);
    }

    @Test
    void aFollowerAboveALoneLeaderMayFollowOneThatIsNotSeen() {
        scene.run(10);
        scene.actor(2).fails(ScrapeFailure.TIMEOUT);
        scene.run(5);
        scene.all(Scene.Actor::follows);
        scene.actor(1).commits(0);
        scene.actor(1).leads();
        scene.run(60);
        scene.expectUnknown(HISTORY_REWRITTEN, null, "member-unseen");
    }

    /** An address of another cluster was configured by mistake. */
    @Test
    void whoKnowsNobodyOfThoseThatTheLeaderLeadsIsNoneOfThem() {
        for (int member = 1; member <= 3; member++) {
            scene.actor(member).isKnownAs("id-" + member);
        }
        scene.actor(1).sees("server-2", true);
        scene.actor(1).sees("somebody", true);
        scene.actor(2).sees("server-1", true);
        scene.actor(2).sees("somebody", true);
        scene.actor(3).sees("other-1", true);
        scene.actor(3).sees("other-2", true);
        scene.actor(3).commitIndex(100_000);
        scene.run(30);
        scene.expectUnknown(HISTORY_REWRITTEN, null, "member-unseen");
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void followersAboveTheirLeaderForThreeReadingsAreCritical() {
        scene.run(10);
        scene.all(Scene.Actor::follows);
        scene.all(actor -> actor.commits(0));
        scene.actor(3).commitIndex(90);
        scene.actor(3).restarts();
        scene.actor(3).leads();
        scene.run(2);
        scene.expect(HISTORY_REWRITTEN, VerdictState.OK);
        scene.run(1);
        scene.expectFiring(HISTORY_REWRITTEN, Severity.CRITICAL);
        assertThat(scene.verdict(HISTORY_REWRITTEN).evidence())
                .containsEntry("above_leader", List.of("server-1", "server-2"));
    }

    /** The members 1 and 2 are cut off with their own leader, the others follow one of theirs and are ahead. */
    private Scene parted() {
        Scene five = Scene.committee(5);
        five.run(10);
        for (int each = 1; each <= 5; each++) {
            five.actor(each).has(each <= 2 ? 1 : 2);
        }
        five.actor(1).commits(0);
        five.actor(2).commits(0);
        return five;
    }

    private static void cutLinks(Scene five) {
        for (int left = 1; left <= 2; left++) {
            for (int right = 3; right <= 5; right++) {
                five.actor(left).sees("server-" + right, false);
                five.actor(right).sees("server-" + left, false);
            }
        }
    }

    private static void expectNothingOfHistory(Scene five) {
        five.expectUnknown(HISTORY_REWRITTEN, null, "member-unseen");
        assertThat(five.said(HISTORY_REWRITTEN)).noneMatch(Verdict::firing);
    }

    @Test
    void acrossAPartitionNobodyFollowsTheLeaderByTheirLinks() {
        Scene five = parted();
        five.all(actor -> actor.has(4));
        cutLinks(five);
        five.actor(5).fails(ScrapeFailure.REFUSED);
        five.run(20);
        expectNothingOfHistory(five);
    }

    @Test
    void aLeaderWithFewerBondsThanFollowersDoesNotLeadThemAll() {
        Scene five = parted();
        five.actor(5).fails(ScrapeFailure.REFUSED);
        five.run(20);
        expectNothingOfHistory(five);
    }

    @Test
    void aPortThatRefusesIsNoDeadLeaderWhileOthersHaveABondToIt() {
        scene.run(10);
        scene.actor(1).commits(0);
        scene.actor(2).sees("server-3", true);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.all(actor -> actor.has(1));
        scene.run(20);
        expectNothingOfHistory(scene);
    }

    @Test
    void bondsThatNobodyNamesAreCounted() {
        scene.run(10);
        scene.actor(1).commits(0);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.run(20);
        expectNothingOfHistory(scene);
    }

    @Test
    void aMemberThatIsNotConfiguredMayLeadTheFollowers() {
        Scene unnamed = Scene.committee(3, Map.of("committee-size", 4L));
        unnamed.run(10);
        unnamed.actor(1).commits(0);
        unnamed.run(20);
        expectNothingOfHistory(unnamed);
    }

    @Test
    void followersAboveTheirLeaderAreCriticalAlthoughAMemberIsDead() {
        scene.run(10);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.all(actor -> actor.has(1));
        scene.run(10);
        scene.expect(HISTORY_REWRITTEN, VerdictState.OK);
        scene.actor(1).sees("server-2", true);
        scene.actor(1).commits(0);
        scene.run(4);
        scene.expectFiring(HISTORY_REWRITTEN, Severity.CRITICAL);
    }

    @Test
    void aMemberThatHasLeftItsLeaderForAnotherIsNotAboveIt() {
        scene.run(10);
        scene.actor(1).commits(0);
        scene.actor(2).isUnreadable();
        scene.actor(3).isLeaderless();
        scene.run(8);
        assertThat(scene.firing()).doesNotContain("history-rewritten");
    }

    @Test
    void twoLeadersThatBothCommitDiverge() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(5);
        scene.expect(HISTORY_DIVERGING, VerdictState.PENDING);
        scene.run(3);
        scene.expectFiring(HISTORY_DIVERGING, Severity.CRITICAL);
        scene.actor(3).follows();
        scene.run(8);
        scene.expect(HISTORY_DIVERGING, VerdictState.OK);
    }

    @Test
    void twoLeadersOfWhichOneStandsStillDoNotDiverge() {
        scene.run(10);
        scene.actor(3).leads();
        scene.actor(3).commits(0);
        scene.run(60);
        scene.expect(HISTORY_DIVERGING, VerdictState.OK);
    }

    private void twoLeadersDiverge() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(10);
        scene.expectFiring(HISTORY_DIVERGING, Severity.CRITICAL);
    }

    @Test
    void logsThatDivergeStillDoAfterAGapInWhichNobodyWasSeen() {
        twoLeadersDiverge();
        scene.runBlind(5);
        scene.expectUnknown(HISTORY_DIVERGING, null, "member-hidden");
        scene.run(2);
        scene.expectFiring(HISTORY_DIVERGING, Severity.CRITICAL);
        assertThat(scene.said(HISTORY_DIVERGING).stream().skip(2))
                .as("after it was pending")
                .noneMatch(verdict -> verdict.state() == VerdictState.OK);
    }

    @Test
    void logsThatDivergeAreNotResolvedWhileOneOfTheirLeadersIsUnseen() {
        twoLeadersDiverge();
        scene.actor(3).fails(ScrapeFailure.TIMEOUT);
        scene.run(60);
        scene.expectUnknown(HISTORY_DIVERGING, null, "member-hidden");
        scene.actor(3).answers();
        scene.run(2);
        scene.expectFiring(HISTORY_DIVERGING, Severity.CRITICAL);
    }

    @Test
    void logsDivergeNoMoreWhenOneOfTheirLeadersIsSeenToFollowAfterAGap() {
        twoLeadersDiverge();
        scene.runBlind(5);
        scene.actor(3).follows();
        scene.run(8);
        scene.expect(HISTORY_DIVERGING, VerdictState.OK);
    }

    @Test
    void logsDivergeNoMoreWhenOneOfTheirLeadersIsGone() {
        twoLeadersDiverge();
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.run(8);
        scene.expect(HISTORY_DIVERGING, VerdictState.OK);
    }

    @Test
    void itIsABlindSpotWhetherLogsDivergeWhereNobodySaysWhoLeads() {
        scene.all(Scene.Actor::isUnreadable);
        scene.run(30);
        scene.expectUnknown(HISTORY_DIVERGING, null, "no-signal");
    }

    @Test
    void itIsABlindSpotWhetherLogsDivergeWhereNobodySaysHowFarTheyAre() {
        scene.all(actor -> actor.commitIndex(Double.NaN));
        scene.run(30);
        scene.expectUnknown(HISTORY_DIVERGING, null, "no-signal");
    }

    @Test
    void logsMayDivergeWhileItCannotBeToldOfOneBesideTheLeaderWhetherItLeads() {
        scene.run(10);
        scene.actor(3).isUnreadable();
        scene.run(5);
        scene.expectUnknown(HISTORY_DIVERGING, null, "leader-unknown");
    }

    @Test
    void aLogThatStandsStillUnderALeaderIsFrozenExactlyAtItsDeadline() {
        scene.run(10);
        scene.all(actor -> actor.commits(0));
        scene.run(20);
        scene.expect(COMMIT_FROZEN, VerdictState.OK);
        scene.run(2);
        scene.expectFiring(COMMIT_FROZEN, Severity.WARNING);
        assertThat(scene.verdict(COMMIT_FROZEN).at()).isEqualTo("2026-01-01T00:00:31.002Z");
    }

    @Test
    void anIdleClusterWithoutRoundsIsNotFrozen() {
        Scene idle = Scene.cluster(3);
        idle.all(actor -> actor.commits(0));
        idle.run(300);
        assertThat(idle.everFired()).isEmpty();
    }

    @Test
    void diskNetworkAndQuotaAreJudgedWhereTheyAreExported() {
        scene.actor(2).says(Signal.FSYNC_P99, 0.8);
        scene.actor(2).says(Signal.DATABASE_BYTES, 97);
        scene.actor(2).says(Signal.DATABASE_QUOTA_BYTES, 100);
        scene.run(605);
        scene.expectFiring(FSYNC_SLOW, "server-2", Severity.WARNING);
        scene.expectFiring(DATABASE_QUOTA_LOW, "server-2", Severity.PAGE);
        scene.expectUnknown(FSYNC_SLOW, "server-1", "no-signal");
    }

    @Test
    void proposalsThatFailNowAndThenAreNothing() {
        scene.actor(1).says(Signal.PROPOSALS_FAILED, 0);
        scene.run(10);
        scene.actor(1).says(Signal.PROPOSALS_FAILED, 100);
        scene.run(1000);
        scene.expect(PROPOSALS_FAILING, "server-1", VerdictState.OK);
    }
}
