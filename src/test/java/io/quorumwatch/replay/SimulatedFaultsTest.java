package io.quorumwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.simulate.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault of the demonstration gives one incident, and its first cause is what was done. */
class SimulatedFaultsTest {

    private static final Duration UNTIL_RUNNING = Duration.ofSeconds(60);
    private static final Duration AT_WORK = Duration.ofSeconds(70);
    /** Starts and lost bonds are counted over ten minutes. */
    private static final Duration CALM = Duration.ofMinutes(12);

    @ParameterizedTest
    @CsvSource({
        "KILL, 3, member-stopped",
        "PAUSE, 5, member-frozen",
        "PARTITION, 5, network-partition",
        "CUT, 3, link-cut",
        "HALF_BOND, 3, link-cut",
        "EXPIRE_TICKET, 5, attestation-expired",
        "SLOW, 3, member-starved",
        "STALL_ROUNDS, 3, unknown",
        "NO_PARTICIPANTS, 3, clients-absent"
    })
    void isOneIncidentWithTheRightCauseFirst(Fault fault, int members, String cause) {
        SimulatedWatch watch = new SimulatedWatch(members, members, true);
        watch.watchFor(UNTIL_RUNNING);
        assertThat(watch.incidents()).as("before").isEmpty();
        watch.inject(fault);
        watch.watchFor(AT_WORK);
        assertThat(watch.latest()).hasSize(1);
        Incident incident = watch.latest().values().iterator().next();
        assertThat(incident.resolved()).as("%s", incident).isFalse();
        assertThat(incident.firstCause().cause()).as("%s", incident.causes()).isEqualTo(cause);
        watch.committee().heal();
        watch.watchFor(CALM);
        assertThat(watch.latest().values()).as("after").allMatch(Incident::resolved);
    }

    /** From pages alone some faults look alike; then the cause is another one that fits, or an honest "unknown", never a quiet board. */
    @ParameterizedTest
    @CsvSource({"KILL, member-stopped", "PAUSE, member-frozen", "PARTITION, network-partition", "CUT, link-cut"})
    void isFoundFromPagesAlone(Fault fault, String cause) {
        SimulatedWatch watch = new SimulatedWatch(3, 1, false);
        watch.watchFor(UNTIL_RUNNING);
        watch.inject(fault);
        watch.watchFor(AT_WORK);
        assertThat(watch.latest()).hasSize(1);
        assertThat(watch.latest().values().iterator().next().firstCause().cause())
                .isEqualTo(cause);
    }

    @Test
    void aWithheldShareNamesTheMemberThatIsLateAndWhereToLook() {
        SimulatedWatch watch = new SimulatedWatch(3, 1, true);
        watch.watchFor(UNTIL_RUNNING);
        String late = watch.committee().targets(Fault.STALL_ROUNDS, List.of()).get(0);
        watch.inject(Fault.STALL_ROUNDS);
        watch.watchFor(AT_WORK);
        RankedCause first = new ArrayList<>(watch.latest().values()).get(0).firstCause();
        assertThat(first.supporting()).anySatisfy(fact -> assertThat(fact).contains("partials", late));
        assertThat(first.next()).contains(late + ".log");
    }

    @Test
    void aRestartThatGoesWellIsNoIncidentOrOneThatNamesTheRestart() {
        for (long seed = 1; seed <= 3; seed++) {
            SimulatedWatch watch = new SimulatedWatch(3, seed, true);
            watch.watchFor(UNTIL_RUNNING);
            watch.inject(Fault.RESTART);
            watch.watchFor(CALM);
            for (Incident incident : watch.latest().values()) {
                assertThat(incident.firstCause().cause()).isIn("member-restarted", "member-stopped");
                assertThat(incident.resolved()).isTrue();
            }
        }
    }
}
