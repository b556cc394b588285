package io.quorumwatch.judge.member;

import static io.quorumwatch.catalogue.Condition.CRASH_LOOP;
import static io.quorumwatch.catalogue.Condition.RESOURCES_OUTSIDE_BASELINE;
import static io.quorumwatch.catalogue.Condition.TRAFFIC_OUTSIDE_BASELINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documents' table of what is usual, and starts that logs tell of. */
class BaselineTest {

    private final Scene scene = Scene.committee(3, Map.of("broadcast-bytes", 16384L, "expected-clients", 12L));

    private double cpu;
    private double in;
    private double out;

    /** Server-2 uses so much of a core for so long. */
    private void computes(double share, int seconds) {
        for (int second = 0; second < seconds; second++) {
            cpu += share;
            scene.actor(2).says(Signal.CPU_SECONDS, cpu);
            scene.run(1);
        }
    }

    /** Server-2 moves so many bytes in a second for so long. */
    private void moves(double inPerSecond, double outPerSecond, int seconds) {
        for (int second = 0; second < seconds; second++) {
            in += inPerSecond;
            out += outPerSecond;
            scene.actor(2).says(Signal.INGRESS_BYTES, in);
            scene.actor(2).says(Signal.EGRESS_BYTES, out);
            scene.run(1);
        }
    }

    @Test
    void aServerThatComputesForFiveMinutesIsOutsideItsBaseline() {
        computes(0.02, 70);
        scene.expect(RESOURCES_OUTSIDE_BASELINE, "server-2", VerdictState.OK);
        computes(0.20, 300);
        scene.expect(RESOURCES_OUTSIDE_BASELINE, "server-2", VerdictState.PENDING);
        computes(0.20, 50);
        scene.expectFiring(RESOURCES_OUTSIDE_BASELINE, "server-2", Severity.WARNING);
        scene.heartbeat();
        assertThat(scene.verdict(RESOURCES_OUTSIDE_BASELINE, "server-2").evidence())
                .containsEntry("cpu_share", 0.2)
                .containsEntry("cpu_share_most", 0.05);
    }

    @Test
    void memoryBelowOrAboveTheTableForFiveMinutesIsOutside() {
        scene.actor(1).says(Signal.RESIDENT_BYTES, 250e6);
        scene.actor(2).says(Signal.RESIDENT_BYTES, 120e6);
        scene.actor(3).says(Signal.RESIDENT_BYTES, 40e6);
        scene.run(305);
        scene.expectFiring(RESOURCES_OUTSIDE_BASELINE, "server-1", Severity.WARNING);
        scene.expect(RESOURCES_OUTSIDE_BASELINE, "server-2", VerdictState.OK);
        scene.expectFiring(RESOURCES_OUTSIDE_BASELINE, "server-3", Severity.WARNING);
        scene.agentRestarts();
        scene.run(305);
        scene.expectFiring(RESOURCES_OUTSIDE_BASELINE, "server-1", Severity.WARNING);
    }

    @Test
    void aBurstOfWorkAfterAStartIsUsual() {
        computes(0.9, 60);
        computes(0.02, 300);
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void aProcessThatBeganAnewIsNotComparedWithItsFormerSelf() {
        computes(0.02, 200);
        cpu = 0;
        scene.actor(2).restarts();
        computes(0.02, 30);
        scene.expectUnknown(RESOURCES_OUTSIDE_BASELINE, "server-2", "no-signal");
        computes(0.02, 40);
        scene.expect(RESOURCES_OUTSIDE_BASELINE, "server-2", VerdictState.OK);
    }

    @Test
    void resourcesAreUnknownWithoutSignalAndOfAMemberThatIsNotSeen() {
        scene.run(5);
        scene.expectUnknown(RESOURCES_OUTSIDE_BASELINE, "server-1", "no-signal");
        scene.actor(1).says(Signal.RESIDENT_BYTES, 100e6);
        scene.run(5);
        scene.expect(RESOURCES_OUTSIDE_BASELINE, "server-1", VerdictState.OK);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.run(10);
        scene.expectUnknown(RESOURCES_OUTSIDE_BASELINE, "server-1", "member-unseen");
    }

    @Test
    void trafficOfTheFormulaAndFarLessIsUsual() {
        moves(12 * 16384 / 3 / 3.0, 16384 / 3.0, 400);
        scene.expect(TRAFFIC_OUTSIDE_BASELINE, "server-2", VerdictState.OK);
        moves(100, 100, 400);
        scene.expect(TRAFFIC_OUTSIDE_BASELINE, "server-2", VerdictState.OK);
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void farMoreThanTheFormulaForFiveMinutesIsOutside() {
        moves(1000, 60_000, 350);
        scene.expect(TRAFFIC_OUTSIDE_BASELINE, "server-2", VerdictState.PENDING);
        moves(1000, 60_000, 20);
        scene.expectFiring(TRAFFIC_OUTSIDE_BASELINE, "server-2", Severity.WARNING);
        scene.agentRestarts();
        moves(1000, 60_000, 370);
        scene.expectFiring(TRAFFIC_OUTSIDE_BASELINE, "server-2", Severity.WARNING);
    }

    @Test
    void trafficIsUnknownWithoutBytesAndWithoutRounds() {
        scene.run(120);
        scene.expectUnknown(TRAFFIC_OUTSIDE_BASELINE, "server-2", "no-signal");
        scene.all(actor -> actor.finalizes(0));
        moves(1000, 60_000, 400);
        scene.expectUnknown(TRAFFIC_OUTSIDE_BASELINE, "server-2", "no-signal");
    }

    @Test
    void startsThatOnlyTheLogTellsOfAreACrashLoopToo() {
        scene.run(30);
        for (int start = 0; start < 3; start++) {
            scene.logs(3, EventKind.NODE_UP, Map.of());
            scene.logs(3, EventKind.GROUP_JOINED, Map.of("group", "5d0c91e7a2"));
            scene.run(60);
        }
        scene.expectFiring(CRASH_LOOP, "server-3", Severity.PAGE);
        scene.expect(CRASH_LOOP, "server-1", VerdictState.OK);
    }

    @Test
    void oneRestartThatLogAndPageTellOfIsNoLoop() {
        scene.run(5);
        scene.logs(3, EventKind.GROUP_JOINED, Map.of());
        scene.actor(3).restarts();
        scene.run(60);
        scene.expect(CRASH_LOOP, "server-3", VerdictState.OK);
    }

    @Test
    void joiningLongAfterAStartIsNoOtherStart() {
        for (int start = 0; start < 2; start++) {
            scene.run(30);
            scene.logs(3, EventKind.NODE_UP, Map.of());
            scene.run(60);
            scene.logs(3, EventKind.GROUP_JOINED, Map.of("group", "5d0c91e7a2"));
        }
        scene.run(10);
        scene.expectFiring(CRASH_LOOP, "server-3", Severity.WARNING);
        assertThat(scene.verdict(CRASH_LOOP, "server-3").evidence().get("starts_in_30_minutes"))
                .hasToString("2");
    }

    @Test
    void startsInALogThatIsReadAgainAfterARestartOfTheAgentStillCount() {
        scene.run(600);
        scene.agentRestarts();
        // The first of them is of the first process that is known.
        for (int start = 0; start < 4; start++) {
            scene.logs(3, scene.now().minusSeconds(500 - 60 * start), EventKind.NODE_UP, Map.of());
        }
        scene.run(1);
        scene.expectFiring(CRASH_LOOP, "server-3", Severity.PAGE);
    }
}
