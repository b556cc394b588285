package io.quorumwatch.judge.round;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rounds as the members' logs tell them. Every member writes the line of a round; the first one counts, and the round's number
 * tells which it is. A committee that was restarted as a whole begins at 1 again.
 */
final class LoggedRounds {

    /** Lines of one round come within this time; an older number later than that is a new count. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(10);

    private final Set<String> followed = new HashSet<>();
    private boolean told;
    private @Nullable Instant begunAt;
    private double newest = Double.NaN;
    private @Nullable Instant lastFinalizedAt;
    private @Nullable Duration lastInterval;
    private long total;

    /** Takes the event in. Returns whether it says that one more round is final. */
    boolean hear(LogEvent event) {
        if (event.kind() == EventKind.LOG_LOST) {
            followed.remove(event.member());
            return false;
        }
        followed.add(event.member());
        switch (event.kind()) {
            case NODE_UP, ROUND_OPENED, PARTIAL_SUBMITTED, ROUND_FINALIZED -> {
                told = true;
                begunAt = begunAt == null || event.at().isBefore(begunAt) ? event.at() : begunAt;
            }
            default -> {}
        }
        return event.kind() == EventKind.ROUND_FINALIZED && isNew(event);
    }

    private boolean isNew(LogEvent event) {
        double round = event.number("round");
        Instant last = lastFinalizedAt;
        boolean later = last == null || event.at().isAfter(last);
        boolean counts = Double.isNaN(round)
                ? last == null || event.at().isAfter(last.plusMillis(500))
                : Double.isNaN(newest) || round > newest || later && event.at().isAfter(last(STRAGGLERS));
        if (!counts) {
            return false;
        }
        newest = round;
        lastInterval = last == null || !later ? null : Duration.between(last, event.at());
        lastFinalizedAt = later ? event.at() : last;
        total++;
        return true;
    }

    private Instant last(Duration plus) {
        return lastFinalizedAt == null ? Instant.MIN : lastFinalizedAt.plus(plus);
    }

    /** Forgets members that have left. */
    void keepOnly(Set<String> members) {
        followed.retainAll(members);
    }

    /** Whether logs are read that are known to hold the lines of rounds. */
    boolean told() {
        return told && !followed.isEmpty();
    }

    /** Whether the member's log is read at present. */
    boolean follows(String member) {
        return followed.contains(member);
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

    @Nullable
    Duration lastInterval() {
        return lastInterval;
    }

    long total() {
        return total;
    }
}
