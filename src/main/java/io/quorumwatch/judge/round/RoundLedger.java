package io.quorumwatch.judge.round;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One count of finalized rounds out of the counters of all members. Every member counts the same rounds, each from its own start;
 * so each counter is laid beside the others at the height at which it began, and a round is finalized when the highest moves.
 *
 * <p>A member that has just started may replay old rounds; what it counts in its first minute only counts where nobody else could
 * have told.
 */
final class RoundLedger {

    private static final Duration REPLAY = Duration.ofSeconds(60);

    private final Map<String, Count> counts = new HashMap<>();
    private @Nullable Instant begunAt;
    private @Nullable Instant lastFinalizedAt;
    private @Nullable Duration lastInterval;
    private double total;
    private long finalizedInLastStep;

    /** A member's counter as it was last read, and what must be added to it to stand beside the others. */
    private static final class Count {
        private double value;
        private double offset;
        private @Nullable Instant startedAt;
    }

    void keepOnly(Set<String> members) {
        counts.keySet().retainAll(members);
    }

    /** Takes a page in. Returns whether at least one round was finalized since the last one. */
    boolean read(ClusterView view, MemberView member, MemberReading reading) {
        Instant now = reading.answeredAt();
        if (!reading.signals().isTrue(Signal.IN_GROUP)) {
            counts.remove(member.name());
            return false;
        }
        begunAt = begunAt == null ? now : begunAt;
        double value = reading.signals().get(Signal.ROUNDS_FINALIZED);
        Count count = counts.get(member.name());
        if (count == null || reading.restarted()) {
            counts.put(member.name(), begin(member, reading, value));
            return false;
        }
        if (Double.isNaN(value)) {
            return false;
        }
        if (value < count.value || replays(view, count, now)) {
            count.offset = total - value;
        }
        count.value = value;
        double height = value + count.offset;
        if (height <= total) {
            return false;
        }
        finalized(now, Math.round(height - total));
        return true;
    }

    /** The series appears with the first round; a member of which we saw the group without it begins at 0. */
    private Count begin(MemberView member, MemberReading reading, double value) {
        Count count = new Count();
        count.value = Double.isNaN(value) ? 0 : value;
        count.offset = total - count.value;
        count.startedAt = member.joinedAt() == null && !reading.restarted() ? null : reading.answeredAt();
        return count;
    }

    private boolean replays(ClusterView view, Count count, Instant now) {
        if (count.startedAt == null || !now.isBefore(count.startedAt.plus(REPLAY))) {
            return false;
        }
        for (MemberView other : view.committee()) {
            Count known = counts.get(other.name());
            boolean older = known != null
                    && known != count
                    && (known.startedAt == null || known.startedAt.isBefore(count.startedAt.minus(REPLAY)));
            if (older && other.joined(now)) {
                return true;
            }
        }
        return false;
    }

    private void finalized(Instant now, long rounds) {
        lastInterval = lastFinalizedAt == null
                ? null
                : Duration.between(lastFinalizedAt, now).dividedBy(rounds);
        finalizedInLastStep = rounds;
        total += rounds;
        lastFinalizedAt = now;
    }

    /** Since when rounds are to be expected: the first page that showed the group; null before it. */
    @Nullable
    Instant begunAt() {
        return begunAt;
    }

    /** When the last round was seen to be finalized; null when none was since the watch began. */
    @Nullable
    Instant lastFinalizedAt() {
        return lastFinalizedAt;
    }

    /** The time between the last two rounds; null when fewer than two were seen. */
    @Nullable
    Duration lastInterval() {
        return lastInterval;
    }

    /** Rounds that the last look which showed any brought at once. */
    long finalizedInLastStep() {
        return finalizedInLastStep;
    }

    /** Rounds finalized since the watch began. */
    long total() {
        return Math.round(total);
    }
}
