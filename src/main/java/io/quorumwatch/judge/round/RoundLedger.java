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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One count of finalized rounds out of the counters of all members. Every member counts the same rounds, each from its own start;
 * so each counter is laid beside the others at the height at which it began, and a round is finalized when the highest moves.
 *
 * <p>A member that has just started may replay old rounds; what it counts in its first minute only counts where nobody else could
 * have told. The same goes for one that was cut off: on its return it may bring many rounds at once which the others know already. One
 * that could not be seen for so long is laid beside the others anew.
 */
final class RoundLedger {

    private static final Duration REPLAY = Duration.ofSeconds(60);

    /** Fewer rounds than this too many at once hide no stall and make none: three periods without a round are the least. */
    private static final double FEW = 2;

    /** So many times as fast as the last round was may be. */
    private static final double HASTE = 3;

    private final Duration period;
    private final Map<String, Count> counts = new HashMap<>();
    private @Nullable Instant begunAt;
    private @Nullable Instant lastFinalizedAt;
    private @Nullable Duration lastInterval;
    private double total;
    private long finalizedInLastStep;

    /** @param period how often a round is expected while nothing is known of their pace */
    RoundLedger(Duration period) {
        this.period = period;
    }

    /** A member's counter as it was last read, and what must be added to it to stand beside the others. */
    private static final class Count {
        private double value;
        private double offset;
        private @Nullable Instant startedAt;
        private Instant readAt = Instant.MIN;
        private boolean leapt;
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
        Duration since = Duration.between(count.readAt, now);
        count.readAt = now;
        if (Double.isNaN(value)) {
            return false;
        }
        boolean wasAway = since.compareTo(REPLAY) > 0 && value + count.offset < total;
        if (value < count.value || wasAway || replays(view, count, now)) {
            count.offset = total - value;
        }
        count.value = value;
        double more = value + count.offset - total;
        count.leapt = more > 0 && !count.leapt && leaps(view, count, more, since, now);
        if (count.leapt) {
            count.offset = total - value;
        }
        if (count.leapt || more <= 0) {
            return false;
        }
        finalized(now, Math.round(more));
        return true;
    }

    /**
     * The series appears with the first round; a member of which we saw the group without it begins at 0. It has only just started, or
     * is a member of a committee that has: what the others have finalized meanwhile may be on its next page all at once.
     */
    private Count begin(MemberView member, MemberReading reading, double value) {
        boolean begins = member.joinedAt() != null || reading.restarted() || Double.isNaN(value);
        Count count = new Count();
        count.value = Double.isNaN(value) ? 0 : value;
        count.offset = total - count.value;
        count.startedAt = begins ? reading.answeredAt() : null;
        count.readAt = reading.answeredAt();
        return count;
    }

    /** Whether more rounds come at once than were likely since its last page; twice in a row it is the pace. */
    private boolean leaps(ClusterView view, Count count, double rounds, Duration since, Instant now) {
        Duration usual = lastInterval == null ? period : lastInterval;
        return !usual.isZero()
                && rounds > FEW + HASTE * since.toNanos() / usual.toNanos()
                && anotherTells(view, count, now, known -> true);
    }

    private boolean replays(ClusterView view, Count count, Instant now) {
        Instant startedAt = count.startedAt;
        return startedAt != null
                && now.isBefore(startedAt.plus(REPLAY))
                && anotherTells(
                        view,
                        count,
                        now,
                        known -> known.startedAt == null || known.startedAt.isBefore(startedAt.minus(REPLAY)));
    }

    /** Whether another member is there that counts and is so. */
    private boolean anotherTells(ClusterView view, Count count, Instant now, Predicate<Count> which) {
        return view.count(other -> {
                    Count known = counts.get(other.name());
                    return known != null && known != count && which.test(known) && other.joined(now);
                })
                > 0;
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
