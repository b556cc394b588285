package io.quorumwatch.source.scrape;

import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Starts many things without choking on it: a few at once, and some more whenever the event loop had time for the last ones. Code that
 * has just been loaded is many times slower than it will be, and an agent that cannot keep up would take its own lateness for the
 * members'. Used once, on one event loop.
 */
final class GentleStart {

    /** So many are started in one go. */
    static final int AT_ONCE = 16;

    /** Between one go and the next. */
    static final Duration STEP = Duration.ofMillis(50);

    /** A timer that is later than this says that there is no time for more yet. */
    static final Duration LATE = Duration.ofMillis(20);

    /** So often the next go is put off at most; however late the loop is, all are started in the end. */
    static final int MOST_WAITS = 20;

    private final AgentClock clock;
    private final Alarm next;
    private final Deque<Supplier<Future<Void>>> waiting = new ArrayDeque<>();
    private final List<Future<Void>> started = new ArrayList<>();
    private final Promise<Void> done = Promise.promise();
    private long dueNanos;
    private int waits;

    GentleStart(Timers timers, AgentClock clock) {
        this.clock = clock;
        this.next = new Alarm(timers, clock, this::goOn);
    }

    /** Starts all of them; completes when the last one is complete, and fails when one did. */
    Future<Void> run(Collection<Supplier<Future<Void>>> starts) {
        waiting.addAll(starts);
        startSome();
        return done.future();
    }

    /** Starts no more. */
    void cancel() {
        next.cancel();
        waiting.clear();
        done.tryFail("cancelled");
    }

    private void goOn() {
        boolean late = clock.nanos() - dueNanos > LATE.toNanos();
        if (late && waits < MOST_WAITS) {
            waits++;
            putOff();
        } else {
            waits = 0;
            startSome();
        }
    }

    private void startSome() {
        for (int i = 0; i < AT_ONCE && !waiting.isEmpty(); i++) {
            started.add(waiting.remove().get());
        }
        if (waiting.isEmpty()) {
            Future.join(started).<Void>mapEmpty().onComplete(done);
        } else {
            putOff();
        }
    }

    private void putOff() {
        dueNanos = clock.nanos() + STEP.toNanos();
        next.setIn(STEP);
    }
}
