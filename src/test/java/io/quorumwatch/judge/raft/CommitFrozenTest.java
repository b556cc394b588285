package io.quorumwatch.judge.raft;

import static io.quorumwatch.catalogue.Condition.COMMIT_FROZEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A log that stands still is frozen only while work is expected, and only members that are seen tell of that. */
class CommitFrozenTest {

    private final Scene scene = Scene.committee(3, Map.of("min-participants", 1L));

    @Test
    void holdsFromWhenWorkIsExpectedAndNotFromTheLastCommit() {
        scene.all(actor -> actor.says(Signal.CLIENTS_REGISTERED, 0));
        scene.all(actor -> actor.commits(0));
        scene.run(120);
        scene.all(actor -> actor.says(Signal.CLIENTS_REGISTERED, 2));
        scene.run(21);
        assertThat(scene.said(COMMIT_FROZEN)).noneMatch(verdict -> verdict.state() == VerdictState.FIRING);
        scene.run(1);
        scene.expectFiring(COMMIT_FROZEN, Severity.WARNING);
        assertThat(scene.verdict(COMMIT_FROZEN).since()).isEqualTo("2026-01-01T00:02:01.002Z");
    }

    @Test
    void aMomentWithWorkAfterALongRestIsNoStandstill() {
        scene.all(actor -> actor.says(Signal.CLIENTS_REGISTERED, 0));
        scene.all(actor -> actor.commits(0));
        scene.run(120);
        scene.all(actor -> actor.says(Signal.CLIENTS_REGISTERED, 2));
        scene.run(1);
        scene.all(actor -> actor.says(Signal.CLIENTS_REGISTERED, 0));
        scene.run(120);
        assertThat(scene.said(COMMIT_FROZEN)).noneMatch(verdict -> verdict.state() == VerdictState.FIRING);
    }

    @Test
    void aCommitThatNobodyHasLookedAtYetIsNotMissed() {
        Scene rarely = Scene.committee(3, Duration.ofSeconds(30));
        rarely.run(20);
        assertThat(rarely.said(COMMIT_FROZEN)).noneMatch(verdict -> verdict.state() == VerdictState.FIRING);
        rarely.all(actor -> actor.commits(0));
        rarely.run(2);
        rarely.expectFiring(COMMIT_FROZEN, Severity.WARNING);
    }

    @Test
    void theEmptyRegistryOfAMemberThatIsGoneHidesNoStandstill() {
        scene.actor(3).says(Signal.CLIENTS_REGISTERED, 0);
        scene.run(10);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.all(actor -> actor.commits(0));
        scene.run(40);
        scene.expectFiring(COMMIT_FROZEN, Severity.WARNING);
    }

    @Test
    void whatWasPendingOnAMemberThatIsGoneIsNoWork() {
        Scene cluster = Scene.cluster(3);
        cluster.all(actor -> actor.says(Signal.PROPOSALS_PENDING, 0));
        cluster.run(10);
        cluster.actor(3).says(Signal.PROPOSALS_PENDING, 1);
        cluster.run(1);
        cluster.actor(3).fails(ScrapeFailure.REFUSED);
        cluster.all(actor -> actor.commits(0));
        cluster.run(60);
        cluster.expect(COMMIT_FROZEN, VerdictState.OK);
    }

    @Test
    void nothingIsSaidOfACommitteeThatTellsNobodyWhetherThereIsWork() {
        Scene cluster = Scene.cluster(3);
        cluster.all(actor -> actor.commits(0));
        cluster.run(60);
        cluster.expectUnknown(COMMIT_FROZEN, null, "no-signal");
    }

    @Test
    void aMemberThatIsGoneTellsOfNoWorkEither() {
        Scene cluster = Scene.cluster(3);
        cluster.actor(3).says(Signal.PROPOSALS_PENDING, 0);
        cluster.run(10);
        cluster.expect(COMMIT_FROZEN, VerdictState.OK);
        cluster.actor(3).fails(ScrapeFailure.REFUSED);
        cluster.run(10);
        cluster.expectUnknown(COMMIT_FROZEN, null, "no-signal");
    }

    @Test
    void anIndexThatNobodyShowsIsABlindSpot() {
        scene.all(actor -> actor.commitIndex(Double.NaN));
        scene.run(120);
        scene.expectUnknown(COMMIT_FROZEN, null, "no-signal");
        assertThat(scene.said(COMMIT_FROZEN)).noneMatch(verdict -> verdict.state() == VerdictState.FIRING);
    }

    @Test
    void anIndexThatOneMemberShowsCanStandStill() {
        scene.all(actor -> actor.commits(0));
        scene.actor(1).commitIndex(Double.NaN);
        scene.actor(2).commitIndex(Double.NaN);
        scene.run(30);
        scene.expectFiring(COMMIT_FROZEN, Severity.WARNING);
    }

    @Test
    void theIndexOfAMemberThatIsGoneIsNotSeenToStandStill() {
        scene.actor(1).commitIndex(Double.NaN);
        scene.actor(2).commitIndex(Double.NaN);
        scene.run(10);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.run(40);
        scene.expectUnknown(COMMIT_FROZEN, null, "no-signal");
    }
}
