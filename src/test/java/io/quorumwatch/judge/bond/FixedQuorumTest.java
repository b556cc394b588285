package io.quorumwatch.judge.bond;

import static io.quorumwatch.catalogue.Condition.QUORUM_LOST;
import static io.quorumwatch.catalogue.Condition.QUORUM_MARGIN;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import org.junit.jupiter.api.Test;

/** Where no leader commits without a majority, one that commits proves that there is one, whoever is configured. */
class FixedQuorumTest {

    private final Scene scene = Scene.cluster(4);
    private double index = 100;

    /** Two of four are gone; both may have been taken out of the cluster, or only one of them. */
    private void twoOfFourAreGone() {
        scene.actor(1).says(Signal.MAJORITY_INDEX, index);
        scene.run(10);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.actor(4).fails(ScrapeFailure.REFUSED);
        scene.actor(1).has(1);
        scene.actor(2).has(1);
    }

    private void theLeaderCommitsFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            index++;
            scene.actor(1).says(Signal.MAJORITY_INDEX, index);
            scene.run(1);
        }
    }

    @Test
    void aMajorityThatGoesOnActingIsNotLostAndHasNoMargin() {
        twoOfFourAreGone();
        theLeaderCommitsFor(60);
        scene.expect(QUORUM_LOST, VerdictState.OK);
        scene.expectFiring(QUORUM_MARGIN, Severity.WARNING);
    }

    @Test
    void aMajorityThatActsNoLongerIsLost() {
        twoOfFourAreGone();
        theLeaderCommitsFor(30);
        scene.run(25);
        scene.expectFiring(QUORUM_LOST, Severity.PAGE);
    }

    @Test
    void anIndexThatOnlyAFollowerCatchesUpWithProvesNothing() {
        scene.actor(2).says(Signal.MAJORITY_INDEX, 1);
        twoOfFourAreGone();
        for (int second = 0; second < 25; second++) {
            scene.actor(2).says(Signal.MAJORITY_INDEX, second);
            scene.run(1);
        }
        scene.expectFiring(QUORUM_LOST, Severity.PAGE);
    }

    @Test
    void whereTheQuorumIsNotFixedCommitsProveNothing() {
        scene.run(10);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.actor(4).fails(ScrapeFailure.REFUSED);
        scene.actor(1).has(1);
        scene.actor(2).has(1);
        scene.actor(1).commits(5);
        scene.run(25);
        scene.expectFiring(QUORUM_LOST, Severity.PAGE);
    }
}
