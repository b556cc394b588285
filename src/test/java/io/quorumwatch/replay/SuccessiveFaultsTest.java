package io.quorumwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Incident;
import io.quorumwatch.simulate.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault that is healed is not the cause of the next one, and what was found of a fault is still said when it is over. */
class SuccessiveFaultsTest {

    private static final Duration UNTIL_RUNNING = Duration.ofSeconds(60);
    private static final Duration AT_WORK = Duration.ofSeconds(45);
    private static final Duration UNTIL_OVER = Duration.ofMinutes(3);

    @ParameterizedTest
    @CsvSource({
        "KILL, server-2, 45, 60, PAUSE, server-1, member-frozen",
        "KILL, server-2, 20, 9, PAUSE, server-1, member-frozen",
        "KILL, server-2, 45, 60, PARTITION, server-1, network-partition",
        "KILL, server-2, 45, 60, SLOW, server-2, member-starved",
        "KILL, server-1, 45, 60, EXPIRE_TICKET, server-3, attestation-expired",
        "KILL, server-2, 45, 60, STALL_ROUNDS, server-1, unknown",
        "KILL, server-2, 45, 60, NO_PARTICIPANTS, , clients-absent",
        "RESTART, server-1, 45, 60, PAUSE, server-1, member-frozen",
        "PAUSE, server-1, 45, 60, PARTITION, server-2, network-partition",
        "EXPIRE_TICKET, server-3, 45, 60, STALL_ROUNDS, server-1, unknown",
        "EXPIRE_TICKET, server-3, 45, 60, NO_PARTICIPANTS, , clients-absent",
        "SLOW, server-2, 45, 60, STALL_ROUNDS, server-1, unknown"
    })
    void theSecondHasItsOwnCauseFirstWhileItLastsAndWhenItIsOver(
            Fault first,
            String firstMember,
            int lasts,
            int calm,
            Fault second,
            @Nullable String secondMember,
            String cause) {
        SimulatedWatch watch = new SimulatedWatch(3, 1, true);
        watch.watchFor(UNTIL_RUNNING);
        watch.inject(first, firstMember);
        watch.watchFor(Duration.ofSeconds(lasts));
        watch.committee().heal();
        watch.watchFor(Duration.ofSeconds(calm));
        int before = watch.latest().size();
        assertThat(watch.latest().values()).allMatch(Incident::resolved);
        watch.inject(second, secondMember == null ? new String[0] : new String[] {secondMember});
        watch.watchFor(AT_WORK);
        Incident lasting = newest(watch);
        assertThat(watch.latest()).hasSize(before + 1);
        assertThat(lasting.firstCause().cause()).as("%s", lasting.causes()).isEqualTo(cause);
        watch.committee().heal();
        watch.watchFor(UNTIL_OVER);
        Incident over = Objects.requireNonNull(watch.latest().get(lasting.id()));
        assertThat(over.resolved()).isTrue();
        assertThat(over.firstCause().cause()).as("%s", over.causes()).isEqualTo(cause);
    }

    private static Incident newest(SimulatedWatch watch) {
        List<Incident> all = new ArrayList<>(watch.latest().values());
        return all.get(all.size() - 1);
    }
}
