package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the changes of the leader since the agent began to watch: as the looks show them, and as the members count them themselves where
 * they do, whichever is more, because only the members notice a change between two looks. Never falls.
 */
final class LeaderTally {

    private final Map<String, Double> lastCounts = new HashMap<>();
    private final Map<String, Double> counted = new HashMap<>();
    private @Nullable String lastLeader;
    private double seen;
    private double most;

    /**
     * Takes a new reading.
     *
     * @param present the readings that stand at this time, the new one among them
     */
    void take(MemberReading reading, Collection<MemberReading> present) {
        String leader = onlyLeader(present);
        if (leader != null && !leader.equals(lastLeader)) {
            seen += lastLeader == null ? 0 : 1;
            lastLeader = leader;
        }
        if (reading.signals().has(Signal.LEADER_CHANGES)) {
            double count = reading.signals().get(Signal.LEADER_CHANGES);
            Double before = lastCounts.put(reading.member(), count);
            if (before != null && count > before && !reading.restarted()) {
                counted.merge(reading.member(), count - before, Double::sum);
            }
        }
        most = Math.max(most, Math.max(seen, counted.getOrDefault(reading.member(), 0.0)));
    }

    void keepMembers(Collection<String> members) {
        lastCounts.keySet().retainAll(members);
        counted.keySet().retainAll(members);
    }

    double changes() {
        return most;
    }

    /** While two lead, none of them is the leader: whoever is left decides whether that was a change. */
    private static @Nullable String onlyLeader(Collection<MemberReading> present) {
        String leader = null;
        for (MemberReading reading : present) {
            if (reading.signals().isTrue(Signal.LEADS)) {
                if (leader != null) {
                    return null;
                }
                leader = reading.member();
            }
        }
        return leader;
    }
}
