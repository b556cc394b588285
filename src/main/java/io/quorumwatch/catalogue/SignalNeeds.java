package io.quorumwatch.catalogue;

import io.quorumwatch.bus.Signal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which conditions cannot be judged without a signal. */
public final class SignalNeeds {

    private static final Map<Signal, List<Condition>> NEEDS = new EnumMap<>(Signal.class);

    static {
        needed(
                Signal.LEADS,
                Condition.LEADER_ABSENT,
                Condition.LEADER_MULTIPLE,
                Condition.LEADER_CHURN,
                Condition.HISTORY_DIVERGING,
                Condition.HISTORY_REWRITTEN,
                Condition.MEMBER_LAGGING);
        needed(Signal.ELECTIONS, Condition.ELECTION_FRUITLESS);
        needed(
                Signal.BONDS,
                Condition.BOND_MISSING,
                Condition.PARTITION,
                Condition.BOND_FLAPPING,
                Condition.MEMBER_HUNG);
        needed(Signal.CLIENTS_REGISTERED, Condition.CLIENTS_MISSING);
        needed(Signal.SERVERS_REGISTERED, Condition.SERVER_REGISTRY_INCOMPLETE);
        needed(Signal.CATALOG_SIZE, Condition.CATALOG_SHIFT);
        needed(Signal.ATTESTATION_EXPIRY, Condition.ATTESTATION_EXPIRING);
        needed(Signal.CPU_SECONDS, Condition.RESOURCES_OUTSIDE_BASELINE);
        needed(Signal.RESIDENT_BYTES, Condition.RESOURCES_OUTSIDE_BASELINE);
        needed(Signal.INGRESS_BYTES, Condition.TRAFFIC_OUTSIDE_BASELINE);
        needed(Signal.EGRESS_BYTES, Condition.TRAFFIC_OUTSIDE_BASELINE);
        needed(
                Signal.COMMIT_INDEX,
                Condition.HISTORY_DIVERGING,
                Condition.HISTORY_REWRITTEN,
                Condition.MEMBER_LAGGING,
                Condition.CATCH_UP_STUCK,
                Condition.COMMIT_FROZEN);
        needed(Signal.IN_GROUP, Condition.MEMBER_BOOTING);
        needed(Signal.GROUP_ACTIVITY, Condition.MEMBER_HUNG);
        needed(
                Signal.ROUNDS_FINALIZED,
                Condition.ROUND_STALL,
                Condition.ROUND_SLOW,
                Condition.TRAFFIC_OUTSIDE_BASELINE);
        needed(Signal.PARTICIPANTS, Condition.PARTICIPANTS_ZERO);
        needed(Signal.PROPOSALS_PENDING, Condition.COMMIT_FROZEN);
        needed(Signal.PROPOSALS_FAILED, Condition.PROPOSALS_FAILING);
        needed(Signal.FSYNC_P99, Condition.FSYNC_SLOW);
        needed(Signal.BACKEND_COMMIT_P99, Condition.BACKEND_COMMIT_SLOW);
        needed(Signal.PEER_ROUND_TRIP_P99, Condition.PEER_ROUND_TRIP_SLOW);
        needed(Signal.DATABASE_BYTES, Condition.DATABASE_QUOTA_LOW);
        needed(Signal.DATABASE_QUOTA_BYTES, Condition.DATABASE_QUOTA_LOW);
    }

    private SignalNeeds() {}

    private static void needed(Signal signal, Condition... by) {
        NEEDS.put(signal, List.of(by));
    }

    /** The keys of the conditions that are blind without the signal; empty when none is. */
    public static List<String> blindedWithout(Signal signal) {
        return NEEDS.getOrDefault(signal, List.of()).stream()
                .map(Condition::key)
                .toList();
    }
}
