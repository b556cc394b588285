package io.quorumwatch.judge.watcher;

import static io.quorumwatch.catalogue.Condition.WATCHER_BLIND;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import org.junit.jupiter.api.Test;

class WatcherRulesTest {

    private final Scene scene = Scene.committee(3);

    @Test
    void moreThanAThirdOfTheMembersUnseenIsABlindWatcher() {
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.actor(2).fails(ScrapeFailure.UNREACHABLE);
        scene.run(32);
        scene.expect(WATCHER_BLIND, VerdictState.PENDING);
        scene.run(3);
        scene.expectFiring(WATCHER_BLIND, Severity.WARNING);
        scene.run(30);
        scene.expectFiring(WATCHER_BLIND, Severity.PAGE);
        scene.all(Scene.Actor::answers);
        scene.run(32);
        scene.expect(WATCHER_BLIND, VerdictState.OK);
    }

    @Test
    void membersThatRefuseAreSeenToBeDown() {
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.REFUSED);
        scene.actor(2).fails(ScrapeFailure.REFUSED);
        scene.run(120);
        scene.expect(WATCHER_BLIND, VerdictState.OK);
    }

    @Test
    void membersThatTheirPeersHaveLostTooAreInTrouble() {
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.actor(2).fails(ScrapeFailure.TIMEOUT);
        scene.actor(3).has(0);
        scene.run(120);
        scene.expect(WATCHER_BLIND, VerdictState.OK);
    }

    @Test
    void oneOfThreeUnseenIsNotBlindness() {
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.run(120);
        scene.expect(WATCHER_BLIND, VerdictState.OK);
    }
}
