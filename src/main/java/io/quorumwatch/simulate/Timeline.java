package io.quorumwatch.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What happens next, in virtual microseconds since the start. Events at the same instant happen in the order in which they were
 * scheduled, so a run is the same every time.
 */
final class Timeline {

    /** Who an event belongs to: a process that has ended does nothing more, and one that sleeps does it all when it wakes. */
    interface Owner {
        boolean ended();

        boolean asleep();

        /** Keeps the event until the owner wakes and gives it to {@link Timeline#resume}. */
        void keep(Event event);
    }

    /** Something that will happen unless it is cancelled. */
    static final class Event {
        private final @Nullable Owner owner;
        private final Runnable action;
        private long at;
        private long order;
        private boolean cancelled;

        private Event(long at, long order, @Nullable Owner owner, Runnable action) {
            this.at = at;
            this.order = order;
            this.owner = owner;
            this.action = action;
        }

        void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Event> queue = new PriorityQueue<>(
            Comparator.<Event>comparingLong(event -> event.at).thenComparingLong(event -> event.order));
    private long now;
    private long orders;

    long now() {
        return now;
    }

    /** Schedules an event of the owner, or of nobody in particular, at the instant or at once when that has passed. */
    void at(long micros, @Nullable Owner owner, Runnable action) {
        queue.add(new Event(Math.max(micros, now), orders++, owner, action));
    }

    void after(long micros, @Nullable Owner owner, Runnable action) {
        at(now + micros, owner, action);
    }

    /** As {@link #after}, but it can be cancelled. */
    Event timer(long micros, @Nullable Owner owner, Runnable action) {
        Event event = new Event(now + micros, orders++, owner, action);
        queue.add(event);
        return event;
    }

    /** Lets an event that its owner had kept happen now, after everything that is already due now. */
    void resume(Event event) {
        event.at = now;
        event.order = orders++;
        queue.add(event);
    }

    /** Lets everything happen that is due until the instant, that instant included. */
    void runUntil(long micros) {
        while (true) {
            Event event = queue.peek();
            if (event == null || event.at > micros) {
                break;
            }
            queue.remove();
            if (!event.cancelled) {
                now = Math.max(now, event.at);
                run(event);
            }
        }
        now = Math.max(now, micros);
    }

    private static void run(Event event) {
        if (event.owner == null) {
            event.action.run();
        } else if (event.owner.asleep()) {
            event.owner.keep(event);
        } else if (!event.owner.ended()) {
            event.action.run();
        }
    }
}
