package io.quorumwatch.judge.discovery;

import static io.quorumwatch.catalogue.Condition.CATALOG_SHIFT;
import static io.quorumwatch.catalogue.Condition.CLIENTS_MISSING;
import static io.quorumwatch.catalogue.Condition.DISCOVERY_SLOW;
import static io.quorumwatch.catalogue.Condition.SERVER_REGISTRY_INCOMPLETE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the runbook says of registries, catalogue and bootstrap. */
class DiscoveryRulesTest {

    private final Scene scene = Scene.committee(3, Map.of("expected-clients", 12L));

    private void registered(double clients) {
        scene.all(actor -> actor.says(Signal.CLIENTS_REGISTERED, clients));
    }

    private void catalog(double size) {
        scene.all(actor -> actor.says(Signal.CATALOG_SIZE, size));
    }

    @Test
    void fewerClientsThanWereLaunchedForTwoGossipCyclesAreMissing() {
        registered(11);
        scene.run(85);
        scene.expect(CLIENTS_MISSING, VerdictState.PENDING);
        scene.run(6);
        scene.expectFiring(CLIENTS_MISSING, Severity.WARNING);
        assertThat(scene.verdict(CLIENTS_MISSING).evidence()).containsEntry("expected", 12L);
        registered(12);
        scene.run(95);
        scene.expect(CLIENTS_MISSING, VerdictState.OK);
    }

    @Test
    void clientsThatRegisterOneAfterAnotherAreNotMissing() {
        for (int clients = 0; clients <= 12; clients++) {
            registered(clients);
            scene.run(6);
        }
        scene.run(120);
        scene.expect(CLIENTS_MISSING, VerdictState.OK);
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void oneMemberWhoseRegistryLacksClientsIsEnough() {
        registered(12);
        scene.actor(3).says(Signal.CLIENTS_REGISTERED, 7);
        scene.run(95);
        scene.expectFiring(CLIENTS_MISSING, Severity.WARNING);
        assertThat(scene.verdict(CLIENTS_MISSING).evidence().get("members")).hasToString("[server-3]");
    }

    @Test
    void clientsAreUnknownWithoutRegistryAndNotJudgedWithoutExpectation() {
        scene.run(120);
        scene.expectUnknown(CLIENTS_MISSING, null, "no-signal");
        Scene unexpecting = Scene.committee(3);
        unexpecting.all(actor -> actor.says(Signal.CLIENTS_REGISTERED, 1));
        unexpecting.run(200);
        assertThat(unexpecting.said(CLIENTS_MISSING)).isEmpty();
    }

    @Test
    void missingClientsAreFoundAgainAfterARestartOfTheAgent() {
        registered(3);
        scene.run(100);
        scene.agentRestarts();
        scene.run(85);
        scene.expect(CLIENTS_MISSING, VerdictState.PENDING);
        scene.run(10);
        scene.expectFiring(CLIENTS_MISSING, Severity.WARNING);
    }

    @Test
    void aServerThatHasNotPublishedItselfLeavesTheRegistryIncomplete() {
        scene.all(actor -> actor.says(Signal.SERVERS_REGISTERED, 2));
        scene.run(55);
        scene.expect(SERVER_REGISTRY_INCOMPLETE, VerdictState.PENDING);
        scene.run(10);
        scene.expectFiring(SERVER_REGISTRY_INCOMPLETE, Severity.WARNING);
        scene.agentRestarts();
        scene.run(65);
        scene.expectFiring(SERVER_REGISTRY_INCOMPLETE, Severity.WARNING);
    }

    @Test
    void aWholeServerRegistryIsFineAndAMissingOneUnknown() {
        scene.run(5);
        scene.expectUnknown(SERVER_REGISTRY_INCOMPLETE, null, "no-signal");
        scene.all(actor -> actor.says(Signal.SERVERS_REGISTERED, 3));
        scene.run(90);
        scene.expect(SERVER_REGISTRY_INCOMPLETE, VerdictState.OK);
    }

    @Test
    void registriesOfMembersThatCannotBeSeenAreUnknown() {
        scene.all(actor -> actor.says(Signal.SERVERS_REGISTERED, 3));
        scene.run(5);
        scene.all(actor -> actor.fails(ScrapeFailure.TIMEOUT));
        scene.run(10);
        scene.expectUnknown(SERVER_REGISTRY_INCOMPLETE, null, "majority-unseen");
    }

    @Test
    void aCatalogueThatMovesAndStaysIsAShift() {
        catalog(40);
        scene.run(200);
        scene.expect(CATALOG_SHIFT, VerdictState.OK);
        catalog(30);
        scene.run(85);
        scene.expect(CATALOG_SHIFT, VerdictState.PENDING);
        scene.run(10);
        scene.expectFiring(CATALOG_SHIFT, Severity.WARNING);
        assertThat(scene.verdict(CATALOG_SHIFT).evidence()).containsEntry("usual_size", 40L);
    }

    @Test
    void aNewLevelThatStandsForHalfAnHourIsUsual() {
        catalog(40);
        scene.run(200);
        catalog(30);
        scene.run(1790);
        scene.expectFiring(CATALOG_SHIFT, Severity.WARNING);
        scene.run(120);
        scene.expect(CATALOG_SHIFT, VerdictState.OK);
        catalog(40);
        scene.run(95);
        scene.expectFiring(CATALOG_SHIFT, Severity.WARNING);
    }

    @Test
    void aCatalogueThatWaversByTwoOrJumpsForAMomentIsAsUsual() {
        catalog(500);
        scene.run(200);
        for (int wave = 0; wave < 20; wave++) {
            catalog(498 + wave % 5);
            scene.run(10);
        }
        catalog(700);
        scene.run(60);
        catalog(500);
        scene.run(200);
        scene.expect(CATALOG_SHIFT, VerdictState.OK);
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void aCatalogueThatGrowsSlowlyIsFollowed() {
        catalog(100);
        scene.run(200);
        for (int size = 100; size < 110; size++) {
            catalog(size);
            scene.run(1900);
        }
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void aCatalogueIsUnknownWithoutSignalAndWhileItsUsualSizeIsLearned() {
        scene.run(10);
        scene.expectUnknown(CATALOG_SHIFT, null, "no-signal");
        catalog(40);
        scene.run(100);
        scene.expectUnknown(CATALOG_SHIFT, null, "no-signal");
        scene.heartbeat();
        assertThat(scene.verdict(CATALOG_SHIFT).evidence()).containsKey("learning");
    }

    @Test
    void afterARestartOfTheAgentTheUsualSizeIsLearnedAnew() {
        catalog(40);
        scene.run(200);
        catalog(30);
        scene.run(100);
        scene.agentRestarts();
        scene.run(100);
        scene.expectUnknown(CATALOG_SHIFT, null, "no-signal");
        scene.run(100);
        scene.expect(CATALOG_SHIFT, VerdictState.OK);
    }

    @Test
    void theBootstrapsErrorLineSaysThatDiscoveryIsSlow() {
        scene.run(10);
        scene.logs(2, EventKind.BOOTSTRAP_FAILED, Map.of());
        scene.expectFiring(DISCOVERY_SLOW, "server-2", Severity.WARNING);
        scene.expect(DISCOVERY_SLOW, "server-1", VerdictState.OK);
        scene.run(50);
        scene.expectFiring(DISCOVERY_SLOW, "server-2", Severity.WARNING);
        scene.run(20);
        scene.expect(DISCOVERY_SLOW, "server-2", VerdictState.OK);
    }

    @Test
    void aBootstrapThatFailedLastsWhileNoPeerIsFound() {
        scene.actor(2).has(0);
        scene.run(10);
        scene.logs(2, EventKind.BOOTSTRAP_FAILED, Map.of());
        scene.run(900);
        scene.expectFiring(DISCOVERY_SLOW, "server-2", Severity.WARNING);
    }

    @Test
    void discoveryThatHasEndedStaysSoUntilTheMemberStartsAnew() {
        scene.run(10);
        scene.logs(3, EventKind.DISCOVERY_ENDED, Map.of());
        scene.run(3000);
        scene.expectFiring(DISCOVERY_SLOW, "server-3", Severity.WARNING);
        scene.actor(3).restarts();
        scene.run(10);
        scene.expect(DISCOVERY_SLOW, "server-3", VerdictState.OK);
    }

    @Test
    void joiningTheGroupLateIsNoNewStart() {
        scene.logs(3, EventKind.NODE_UP, Map.of());
        scene.run(30);
        scene.logs(3, EventKind.DISCOVERY_ENDED, Map.of());
        scene.logs(3, EventKind.GROUP_JOINED, Map.of());
        scene.run(60);
        scene.expectFiring(DISCOVERY_SLOW, "server-3", Severity.WARNING);
    }

    @Test
    void joiningTheGroupIsAStartWhereNoLineTellsOfStarts() {
        scene.run(30);
        scene.logs(3, EventKind.DISCOVERY_ENDED, Map.of());
        scene.run(60);
        scene.logs(3, EventKind.GROUP_JOINED, Map.of());
        scene.run(10);
        scene.expect(DISCOVERY_SLOW, "server-3", VerdictState.OK);
    }

    @Test
    void aMemberWithoutAnyPeerTwoMinutesAfterItsStartSearchesTooLong() {
        scene.run(20);
        scene.actor(2).restarts();
        scene.actor(2).has(0);
        scene.run(118);
        scene.expect(DISCOVERY_SLOW, "server-2", VerdictState.OK);
        scene.run(5);
        scene.expectFiring(DISCOVERY_SLOW, "server-2", Severity.WARNING);
        assertThat(scene.verdict(DISCOVERY_SLOW, "server-2").evidence()).containsEntry("sign", "peers-not-found");
        scene.agentRestarts();
        scene.run(125);
        scene.expectFiring(DISCOVERY_SLOW, "server-2", Severity.WARNING);
    }

    @Test
    void aMemberThatLosesItsPeersLongAfterItsStartIsNotSearching() {
        scene.run(20);
        scene.actor(2).has(0);
        scene.run(300);
        scene.expect(DISCOVERY_SLOW, "server-2", VerdictState.OK);
    }

    @Test
    void theLastMemberAliveFindsNobodyBecauseNobodyIsThere() {
        scene.actor(1).has(0);
        scene.actor(2).fails(ScrapeFailure.REFUSED);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.run(300);
        scene.expect(DISCOVERY_SLOW, "server-1", VerdictState.OK);
    }

    @Test
    void anEmptySwarmForAMinuteIsASign() {
        scene.all(actor -> actor.says(Signal.GOSSIP_NEIGHBORS, 2));
        scene.run(10);
        scene.actor(1).says(Signal.GOSSIP_NEIGHBORS, 0);
        scene.run(58);
        scene.expect(DISCOVERY_SLOW, "server-1", VerdictState.OK);
        scene.run(5);
        scene.expectFiring(DISCOVERY_SLOW, "server-1", Severity.WARNING);
    }

    @Test
    void aMemberThatWasAloneHasItsTimeWhenAnotherIsThereAgain() {
        scene.all(actor -> actor.says(Signal.GOSSIP_NEIGHBORS, 2));
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.REFUSED);
        scene.actor(3).fails(ScrapeFailure.REFUSED);
        scene.actor(2).restarts();
        scene.actor(2).has(0);
        scene.actor(2).says(Signal.GOSSIP_NEIGHBORS, 0);
        scene.run(300);
        scene.actor(1).answers();
        scene.run(58);
        scene.expect(DISCOVERY_SLOW, "server-2", VerdictState.OK);
        scene.run(5);
        scene.expectFiring(DISCOVERY_SLOW, "server-2", Severity.WARNING);
    }

    @Test
    void aMemberThatIsNotSeenOrSaysNothingIsUnknown() {
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.actor(2).boots();
        scene.actor(3).says(Signal.BONDS, Double.NaN);
        scene.run(10);
        scene.expectUnknown(DISCOVERY_SLOW, "server-1", "member-unseen");
        scene.expectUnknown(DISCOVERY_SLOW, "server-2", "booting");
        scene.expectUnknown(DISCOVERY_SLOW, "server-3", "no-signal");
    }
}
