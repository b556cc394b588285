package io.quorumwatch.desk.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** When something happened in the last half hour, the newest {@value #MOST} times at most. */
final class RecentTimes {

    private static final Duration WINDOW = Duration.ofMinutes(30);
    static final int MOST = 64;

    private final Deque<Instant> times = new ArrayDeque<>();

    void add(Instant at) {
        times.addLast(at);
        while (times.size() > MOST || times.getFirst().isBefore(at.minus(WINDOW))) {
            times.removeFirst();
        }
    }

    /** The last time; null when there is none. */
    @Nullable
    Instant last() {
        return times.peekLast();
    }

    /** How often it happened after the given time. */
    long after(Instant time) {
        long after = 0;
        for (Instant each : times) {
            after += each.isAfter(time) ? 1 : 0;
        }
        return after;
    }

    /** When it first happened after the given time; null when it did not. */
    @Nullable
    Instant firstAfter(Instant time) {
        for (Instant each : times) {
            if (each.isAfter(time)) {
                return each;
            }
        }
        return null;
    }
}
