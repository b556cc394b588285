package io.quorumwatch.desk.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** When one member's process began, and when the life before was seen last. Pure. */
final class Starts {

    /** Lines of one start come within this time. */
    private static final Duration ONE_START = Duration.ofSeconds(15);

    private final RecentTimes times = new RecentTimes();
    private final Deque<LifeEnd> ends = new ArrayDeque<>();

    /**
     * A start, and when the life before it was seen last.
     *
     * @param lastSeenAt null when it was not seen
     */
    private record LifeEnd(Instant startedAt, @Nullable Instant lastSeenAt) {}

    /** It began, as a page or a line of its log says. */
    void add(Instant at, @Nullable Instant lastSeenAt) {
        Instant before = times.last();
        if (before != null && Duration.between(before, at).compareTo(ONE_START) <= 0) {
            return;
        }
        times.add(at);
        ends.addLast(new LifeEnd(at, lastSeenAt));
        if (ends.size() > RecentTimes.MOST) {
            ends.removeFirst();
        }
    }

    /** The times. */
    RecentTimes times() {
        return times;
    }

    /**
     * When it was last seen before the first of its starts after this time: what was wrong by then is no doing of any of them. Null when it
     * was not seen, or has not started.
     */
    @Nullable
    Instant lastSeenBeforeAStart(Instant after) {
        for (LifeEnd end : ends) {
            if (end.startedAt().isAfter(after)) {
                return end.lastSeenAt();
            }
        }
        return null;
    }
}
