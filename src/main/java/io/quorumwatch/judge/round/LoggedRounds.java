package io.quorumwatch.judge.round;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rounds as the members' logs tell them. Every member writes the line of a round; the first one counts, and the round's number
 * tells which it is. A committee that was restarted as a whole begins at 1 again.
 *
 * <p>A log of which old lines are being read, as after a restart of the agent, does not tell yet what happens now.
 */
final class LoggedRounds {

    /** Lines of one round come within this time; an older number later than that is a new count. */
    static final Duration STRAGGLERS = Duration.ofSeconds(10);

    /** A line that is read so long after it was written was not read as it was written. */
    private static final Duration LATE = Duration.ofSeconds(10);

    /** So long after the last late line a log is read up to its end. */
    private static final Duration CALM = Duration.ofSeconds(5);

    /** Where members write no numbers, lines of one round come within this time. */
    private static final Duration SAME_ROUND = Duration.ofMillis(500);

    /** More rounds than this between two lines are no lost lines, but a number that means nothing. */
    private static final double MOST_MISSED = 10_000;

    private final Duration inTime;
    private final Set<String> followed = new HashSet<>();
    private final Set<String> tellers = new HashSet<>();
    private final Map<String, Instant> behindUntil = new HashMap<>();
    private final Set<String> toldNewest = new HashSet<>();
    private @Nullable Instant begunAt;
    private double newest = Double.NaN;
    private @Nullable Instant lastFinalizedAt;
    private @Nullable Duration lastInterval;
    private long total;

    /** @param inTime the interval between rounds that is still in time */
    LoggedRounds(Duration inTime) {
        this.inTime = inTime;
    }

    /** Takes the event in. Returns whether it says that one more round is final. */
    boolean hear(LogEvent event) {
        String member = event.member();
        if (event.kind() == EventKind.LOG_LOST) {
            followed.remove(member);
            return false;
        }
        followed.add(member);
        if (late(event)) {
            behindUntil.put(member, event.readAt().plus(CALM));
        }
        switch (event.kind()) {
            case NODE_UP, ROUND_OPENED, PARTIAL_SUBMITTED, ROUND_FINALIZED -> {
                tellers.add(member);
                begunAt = begunAt == null || event.at().isBefore(begunAt) ? event.at() : begunAt;
            }
            default -> {}
        }
        return event.kind() == EventKind.ROUND_FINALIZED && isNew(event);
    }

    /** Whether the line is history: it says what was, and nothing of the present pace or attendance. */
    static boolean late(LogEvent event) {
        return Duration.between(event.at(), event.readAt()).compareTo(LATE) > 0;
    }

    private boolean isNew(LogEvent event) {
        double round = event.number("round");
        Instant last = lastFinalizedAt;
        boolean later = last == null || event.at().isAfter(last);
        if (!counts(event, round, last)) {
            toldNewest.add(event.member());
            return false;
        }
        toldNewest.clear();
        toldNewest.add(event.member());
        Duration since = last == null || !later ? null : Duration.between(last, event.at());
        long rounds = finalizedSince(since, round - newest);
        newest = Double.isNaN(round) ? newest : round;
        lastInterval = since == null ? null : since.dividedBy(rounds);
        lastFinalizedAt = later ? event.at() : last;
        total += rounds;
        return true;
    }

    /**
     * How many rounds are final by a line whose number is so much higher than the last one's. In time, the lines between were lost;
     * numbers that took longer were given up, for which there is no line.
     */
    private long finalizedSince(@Nullable Duration since, double step) {
        if (!(step >= 1 && step <= MOST_MISSED)) {
            return 1;
        }
        long rounds = (long) step;
        return since == null || since.dividedBy(rounds).compareTo(inTime) <= 0 ? rounds : 1;
    }

    private boolean counts(LogEvent event, double round, @Nullable Instant last) {
        if (round == newest) {
            // A member that starts again may write the last round once more, however much later.
            return false;
        }
        if (last == null || event.at().isAfter(last.plus(STRAGGLERS))) {
            return true;
        }
        return Double.isNaN(round)
                ? toldNewest.contains(event.member()) && event.at().isAfter(last.plus(SAME_ROUND))
                : Double.isNaN(newest) || round > newest;
    }

    /** Forgets members that have left. */
    void keepOnly(Set<String> members) {
        followed.retainAll(members);
        tellers.retainAll(members);
        behindUntil.keySet().retainAll(members);
        toldNewest.retainAll(members);
    }

    /** Whether logs are read that are known to hold the lines of rounds. */
    boolean told() {
        return followed.stream().anyMatch(tellers::contains);
    }

    /** Whether the member's log is known to hold the lines of rounds, and is read up to the present. */
    boolean tells(String member, Instant now) {
        Instant behind = behindUntil.get(member);
        return followed.contains(member) && tellers.contains(member) && (behind == null || !now.isBefore(behind));
    }

    /** Whether some log is being read that has not been read up to the present. */
    boolean catchesUp(Instant now) {
        return caughtUpAt(now).isAfter(now);
    }

    /** When the next log will count as read up to the present, unless more late lines come; {@code now} when all do. */
    Instant caughtUpAt(Instant now) {
        return behindUntil.entrySet().stream()
                .filter(entry -> followed.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(until -> until.isAfter(now))
                .min(Instant::compareTo)
                .orElse(now);
    }

    /** The first line that lets rounds be expected; null before it. */
    @Nullable
    Instant begunAt() {
        return begunAt;
    }

    @Nullable
    Instant lastFinalizedAt() {
        return lastFinalizedAt;
    }

    /** The time between the last two rounds, lost lines between them taken into account; null when it is not known. */
    @Nullable
    Duration lastInterval() {
        return lastInterval;
    }

    long total() {
        return total;
    }
}
