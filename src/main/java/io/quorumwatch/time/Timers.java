package io.quorumwatch.time;

import io.vertx.core.Vertx;

/**
 * One-shot timers. Only {@link PollLoop} and {@link Alarm} use them: whoever sets a timer by hand forgets to cancel it, or lets
 * it overlap itself.
 */
@FunctionalInterface
public interface Timers {

    /** A timer that has been set. */
    @FunctionalInterface
    interface Pending {

        /** Takes the timer back; nothing happens when it has gone off already. */
        void cancel();
    }

    /**
     * Runs the task once, not before the delay has passed.
     *
     * @param delayMillis at least 1
     */
    Pending after(long delayMillis, Runnable task);

    /** The timers of Vert.x: a task runs on the context that has set its timer, and is dropped with that context's verticle. */
    static Timers of(Vertx vertx) {
        return (delayMillis, task) -> {
            long id = vertx.setTimer(delayMillis, ignored -> task.run());
            return () -> vertx.cancelTimer(id);
        };
    }
}
