package io.quorumwatch.time;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that can be moved: rings once when it has come, unless it was moved or taken back before. Never rings early, and
 * late by the timer's millisecond at most while the event loop is free. Used from one context only.
 *
 * <p>The wall clock may be moved while the alarm waits; so it looks again before it rings, at the latest after an hour.
 */
public final class Alarm {

    private static final long LOOK_AGAIN_MILLIS = Duration.ofHours(1).toMillis();

    private final Timers timers;
    private final AgentClock clock;
    private final Runnable ring;
    private Timers.@Nullable Pending pending;
    private @Nullable Instant at;

    /**
     * @param ring what to do when the deadline has come; it may set the alarm again
     */
    public Alarm(Timers timers, AgentClock clock, Runnable ring) {
        this.timers = timers;
        this.clock = clock;
        this.ring = ring;
    }

    /** Rings at that time of the wall clock, at once when it is past; replaces an earlier deadline. */
    public void set(Instant at) {
        if (at.equals(this.at)) {
            return;
        }
        cancel();
        this.at = at;
        arm(() -> millisUntil(at));
    }

    /** Rings when so much time has passed, whatever the wall clock does meanwhile; replaces an earlier deadline. */
    public void setIn(Duration delay) {
        cancel();
        long due = clock.nanos() + delay.toNanos();
        arm(() -> -Math.floorDiv(clock.nanos() - due, 1_000_000L));
    }

    /** Takes the deadline back. */
    public void cancel() {
        at = null;
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    private void arm(LongSupplier remainingMillis) {
        long delay = Math.min(Math.max(remainingMillis.getAsLong(), 1), LOOK_AGAIN_MILLIS);
        pending = timers.after(delay, () -> wake(remainingMillis));
    }

    private void wake(LongSupplier remainingMillis) {
        if (remainingMillis.getAsLong() > 0) {
            arm(remainingMillis);
            return;
        }
        pending = null;
        at = null;
        ring.run();
    }

    private long millisUntil(Instant at) {
        Instant now = clock.wall();
        if (at.isAfter(now.plusMillis(LOOK_AGAIN_MILLIS))) {
            return LOOK_AGAIN_MILLIS;
        }
        if (!at.isAfter(now)) {
            return 0;
        }
        return Duration.between(now, at).plusNanos(999_999).toMillis();
    }
}
