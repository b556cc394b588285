package io.quorumwatch.time;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again, at the points of a grid: its phase plus whole periods.
 *
 * <p>A periodic timer that was held up for five periods fires five times in one go, just when everybody else recovers too. This
 * loop sets a one-shot timer, and sets the next one only when the attempt has ended: it never overlaps itself, leaves out the
 * points that it has missed, and comes back to its grid. Used from one context only.
 */
public final class PollLoop {

    /** The first tick of a loop with a long period does not wait for its grid: the agent has to know something soon. */
    static final Duration FIRST_WITHIN = Duration.ofSeconds(1);

    private static final Duration ANYWHERE = Duration.ofNanos(1);

    private static final Logger logger = LoggerFactory.getLogger(PollLoop.class);

    /**
     * One point of the grid.
     *
     * @param at the wall clock at the tick
     * @param late how late the timer went off: the lag of the event loop, or a pause of the process
     * @param missed how many points were left out since the last tick, because the attempt took too long or the loop was stalled
     */
    public record Tick(Instant at, Duration late, long missed) {}

    /** What is done at a tick. */
    @FunctionalInterface
    public interface Attempt {

        /** Does it; the loop goes on when the future is complete, also when it has failed. */
        Future<?> run(Tick tick);
    }

    private final Timers timers;
    private final AgentClock clock;
    private final long periodNanos;
    private final Attempt attempt;
    private Timers.@Nullable Pending pending;
    private boolean running;
    /** Counts the starts, so that an attempt of an earlier life cannot re-arm this one. */
    private int life;

    private long gridNanos;

    /**
     * @param period at least a millisecond
     */
    public PollLoop(Timers timers, AgentClock clock, Duration period, Attempt attempt) {
        if (period.toMillis() < 1) {
            throw new IllegalArgumentException("a period of at least 1 ms, but " + period);
        }
        this.timers = timers;
        this.clock = clock;
        this.periodNanos = period.toNanos();
        this.attempt = attempt;
    }

    /** A phase within the period that is the same for the same name on every run, and spreads names evenly. */
    public static Duration phaseOf(String name, Duration period) {
        // Multiplying by the golden ratio's bits spreads the similar hashes of similar names (server-1, server-2) over
        // the period.
        long spread = (name.hashCode() * 0x9E3779B97F4A7C15L) >>> 1;
        return Duration.ofMillis(spread % Math.max(period.toMillis(), 1));
    }

    /** Begins, wherever the points of its grid fall; see the other one. */
    public void start(Duration phase) {
        start(phase, ANYWHERE);
    }

    /**
     * Begins. The grid is the phase plus whole periods from now; the first tick comes within a second even when the grid's first
     * point is later.
     *
     * @param step the points fall on whole steps of the clock, less than one step before their phase: loops of about the same phase
     *     then tick together, in one wake-up of their event loop
     */
    public void start(Duration phase, Duration step) {
        if (running) {
            throw new IllegalStateException("runs already");
        }
        running = true;
        life++;
        long now = clock.nanos();
        gridNanos = inStep(now + phase.toNanos(), step);
        long first = inStep(now + phase.toNanos() % Math.min(periodNanos, FIRST_WITHIN.toNanos()), step);
        arm(now, first, first);
    }

    /** Ends: no tick comes any more, also when an attempt is still running. */
    public void stop() {
        running = false;
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    private static long inStep(long nanos, Duration step) {
        return nanos - Math.floorMod(nanos, step.toNanos());
    }

    private void arm(long now, long due, long previousDue) {
        long delayMillis = Math.max(1, -Math.floorDiv(now - due, 1_000_000L));
        long fires = now + delayMillis * 1_000_000L;
        pending = timers.after(delayMillis, () -> tick(due, previousDue, fires));
    }

    private void tick(long due, long previousDue, long fires) {
        pending = null;
        long now = clock.nanos();
        long missed = Math.max(0, (due - previousDue) / periodNanos - 1);
        Tick tick = new Tick(clock.wall(), Duration.ofNanos(Math.max(0, now - fires)), missed);
        int mine = life;
        run(tick).onComplete(result -> {
            if (result.failed()) {
                logger.error("poll_attempt_failed", result.cause());
            }
            if (running && mine == life) {
                long ended = clock.nanos();
                arm(ended, nextPoint(ended - due > 0 ? ended : due), due);
            }
        });
    }

    private Future<?> run(Tick tick) {
        try {
            return attempt.run(tick);
        } catch (RuntimeException fault) {
            return Future.failedFuture(fault);
        }
    }

    /** The first point of the grid after that time. */
    private long nextPoint(long nanos) {
        return gridNanos + (Math.floorDiv(nanos - gridNanos, periodNanos) + 1) * periodNanos;
    }
}
