package io.quorumwatch.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts events over a sliding window; bounded by forgetting the oldest. */
public final class EventWindow {

    /** No rule counts anywhere near as far; it only bounds the memory. */
    private static final int MOST = 4096;

    private final Duration length;
    private final Deque<Event> events = new ArrayDeque<>();

    public EventWindow(Duration length) {
        this.length = length;
    }

    private record Event(Instant at, double count) {}

    /** Adds so many events at this time, not earlier than the last one. */
    public void add(Instant at, double count) {
        events.addLast(new Event(at, count));
        while (events.size() > MOST || !events.getFirst().at().isAfter(at.minus(length))) {
            events.removeFirst();
        }
    }

    /** How many events there were in the window that ends now. */
    public double count(Instant now) {
        return countSince(now.minus(length));
    }

    /** How many events there were after the given time, as far as the window reaches. */
    public double countSince(Instant after) {
        double sum = 0;
        for (Event event : events) {
            sum += event.at().isAfter(after) ? event.count() : 0;
        }
        return sum;
    }

    /** When the newest event was; {@link Instant#MIN} when there is none. */
    public Instant newest() {
        return events.isEmpty() ? Instant.MIN : events.getLast().at();
    }

    /** When the next event leaves the window; {@link Instant#MAX} when none is in it. */
    public Instant nextLeaving(Instant now) {
        for (Event event : events) {
            if (event.at().isAfter(now.minus(length))) {
                return event.at().plus(length);
            }
        }
        return Instant.MAX;
    }

    public void clear() {
        events.clear();
    }
}
