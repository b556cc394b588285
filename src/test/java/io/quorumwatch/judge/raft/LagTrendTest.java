package io.quorumwatch.judge.raft;

import static io.quorumwatch.catalogue.Condition.MEMBER_LAGGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.judge.Scene;
import org.junit.jupiter.api.Test;

/** Only a follower that falls further and further behind pages. */
class LagTrendTest {

    private final Scene scene = Scene.cluster(3);

    private void expectNoPage() {
        scene.expectFiring(MEMBER_LAGGING, "server-3", Severity.WARNING);
        assertThat(scene.said(MEMBER_LAGGING))
                .noneMatch(verdict -> verdict.severity().compareTo(Severity.WARNING) > 0);
    }

    @Test
    void aLagThatShrinksAgainDoesNotPageHoweverLargeItIs() {
        scene.all(actor -> actor.commits(100));
        scene.run(10);
        scene.actor(3).commits(0);
        scene.run(20);
        scene.actor(3).commits(130);
        scene.run(60);
        expectNoPage();
    }

    @Test
    void aLagThatShrankBeforeItGrewPages() {
        scene.all(actor -> actor.commits(10));
        scene.actor(3).commitIndex(-4000);
        scene.actor(3).commits(60);
        scene.run(60);
        expectNoPage();
        scene.actor(3).commits(0);
        scene.run(29);
        expectNoPage();
        scene.run(10);
        scene.expectFiring(MEMBER_LAGGING, "server-3", Severity.PAGE);
    }

    @Test
    void aLagThatGrowsSlowlyPages() {
        scene.all(actor -> actor.commits(10));
        scene.actor(3).commits(9);
        scene.run(70);
        scene.expectFiring(MEMBER_LAGGING, "server-3", Severity.PAGE);
    }

    @Test
    void aLagThatGrewAndStandsDoesNotPage() {
        scene.all(actor -> actor.commits(10));
        scene.run(10);
        scene.actor(3).commits(0);
        scene.run(12);
        scene.actor(3).commits(10);
        scene.run(300);
        expectNoPage();
    }

    @Test
    void aSteadyLagThatGoesUpAndDownDoesNotPage() {
        scene.all(actor -> actor.commits(100));
        scene.actor(3).commitIndex(-400);
        int[] noise = {3, -1, -4, 2, 5, -2, -3, 1, 4, -5};
        for (int second = 0; second < 120; second++) {
            scene.actor(3).commits(100 + noise[second % noise.length]);
            scene.run(1);
        }
        expectNoPage();
    }

    @Test
    void aLagThatGrewWhileItsMemberWasUnseenIsNotSeenToGrow() {
        scene.all(actor -> actor.commits(10));
        scene.run(10);
        scene.actor(3).commits(0);
        scene.run(20);
        scene.actor(3).fails(ScrapeFailure.TIMEOUT);
        scene.run(60);
        scene.actor(3).answers();
        scene.actor(3).commits(10);
        scene.run(60);
        expectNoPage();
    }
}
