package io.quorumwatch.judge.member;

import static io.quorumwatch.catalogue.Condition.TRAFFIC_OUTSIDE_BASELINE;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a member moves far more bytes per round than the documented formula of its role (seed 000), heartbeats allowed for.
 *
 * <p>Only too much is judged. The formulas count full broadcast vectors of every registered client; how many clients really send one, and whether
 * the vectors are compressed or empty, no signal tells. Recorded healthy committees, whose rounds carry no vectors, move a tenth of
 * what the formula says, so too little is no sign of anything; that nothing moves at all is for {@code member-hung} and
 * {@code round-stall} to say.
 *
 * <p>Bytes per round need rounds: they are counted over at least a minute and four round periods, and while none is finalized there is
 * nothing to divide by.
 */
final class TrafficPart {

    private static final Duration LEAST_WINDOW = Duration.ofSeconds(60);
    private static final int IN = 0;
    private static final int OUT = 1;

    private WatchPlan plan;
    private final Duration window;
    private final Map<String, CounterWindow> traffic = new HashMap<>();
    private final Map<String, CounterWindow> rounds = new HashMap<>();

    TrafficPart(WatchPlan plan) {
        this.plan = plan;
        Duration periods = plan.terms().roundPeriod().multipliedBy(4);
        window = periods.compareTo(LEAST_WINDOW) > 0 ? periods : LEAST_WINDOW;
    }

    /** What the documents say of one round, in bytes. */
    private record Formula(double in, double out) {}

    void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        traffic.keySet().retainAll(members);
        rounds.keySet().retainAll(members);
    }

    void read(MemberReading reading) {
        Signals signals = reading.signals();
        count(traffic, reading, signals.get(Signal.INGRESS_BYTES), signals.get(Signal.EGRESS_BYTES));
        count(rounds, reading, signals.get(Signal.ROUNDS_FINALIZED));
    }

    private void count(Map<String, CounterWindow> windows, MemberReading reading, double... counters) {
        if (!reading.seen()) {
            return;
        }
        CounterWindow counted = windows.computeIfAbsent(reading.member(), name -> new CounterWindow(window));
        if (reading.restarted() || Double.isNaN(counters[0])) {
            counted.clear();
        }
        if (!Double.isNaN(counters[0])) {
            counted.add(reading.answeredAt(), counters);
        }
    }

    void assess(Instant now, ClusterView view, MemberView member, Findings findings) {
        double clients = clients(now, view);
        Formula formula = formula(member.role(), clients);
        if (formula == null) {
            return;
        }
        CounterWindow counted = traffic.get(member.name());
        CounterWindow.@Nullable Movement moved = counted == null ? null : counted.movement();
        double pace = roundsPerSecond(now, view);
        double in = moved == null ? Double.NaN : moved.perSecond(IN) / pace;
        double out = moved == null ? Double.NaN : moved.perSecond(OUT) / pace;
        double heartbeats =
                plan.limit(Limit.TRAFFIC_HEARTBEAT_BYTES) * (plan.terms().committeeSize() - 1) / pace;
        double factor = plan.limit(Limit.TRAFFIC_FACTOR);
        double mostIn = factor * (formula.in() + heartbeats);
        double mostOut = factor * (formula.out() + heartbeats);
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .with("role", member.role())
                .number("bytes_in_per_round", in)
                .number("bytes_in_most", mostIn)
                .number("bytes_out_per_round", out)
                .number("bytes_out_most", mostOut)
                .number("clients", clients)
                .get();
        if (!member.seen(now)) {
            findings.isUnknown(TRAFFIC_OUTSIDE_BASELINE, member.name(), MemberRules.unseen(member), evidence);
        } else if (in > mostIn || out > mostOut) {
            findings.isTrue(TRAFFIC_OUTSIDE_BASELINE, member.name(), now, evidence);
        } else if (!(pace > 0) || moved == null || Double.isNaN(mostIn + in)) {
            findings.isUnknown(TRAFFIC_OUTSIDE_BASELINE, member.name(), UnknownReason.NO_SIGNAL, evidence);
        } else {
            findings.isFalse(TRAFFIC_OUTSIDE_BASELINE, member.name(), evidence);
        }
    }

    /** The formulas of the table in seed 000; null for a role that it does not know. */
    private @Nullable Formula formula(String role, double clients) {
        double vector = plan.broadcastBytes();
        int size = plan.terms().committeeSize();
        return switch (role) {
            case "committee" -> new Formula(clients * vector / size, vector);
            case "aggregator" -> new Formula(clients * vector, size * vector);
            default -> null;
        };
    }

    /** As many as a registry that is seen holds; as many as were launched where none is seen. */
    private double clients(Instant now, ClusterView view) {
        double most = plan.expectedClients();
        for (MemberView member : view.members()) {
            double registered = member.seen(now) ? member.signals().get(Signal.CLIENTS_REGISTERED) : Double.NaN;
            most = Double.isNaN(registered) || registered < most ? most : registered;
        }
        return most;
    }

    /** Every member counts the same rounds; one that has missed some counts fewer. {@code NaN} when none has counted for long enough. */
    private double roundsPerSecond(Instant now, ClusterView view) {
        double fastest = Double.NaN;
        for (MemberView member : view.members()) {
            CounterWindow counted = member.seen(now) ? rounds.get(member.name()) : null;
            CounterWindow.@Nullable Movement moved = counted == null ? null : counted.movement();
            double pace = moved == null ? Double.NaN : moved.perSecond(0);
            fastest = Double.isNaN(fastest) || pace > fastest ? pace : fastest;
        }
        return fastest > 0 ? fastest : Double.NaN;
    }
}
