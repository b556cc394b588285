package io.quorumwatch.time;

import io.quorumwatch.bus.AgentDoubt;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the agent itself stood still or that its wall clock was moved, from pairs of both clocks taken at a steady period.
 *
 * <ul>
 *   <li>{@code paused}: two seconds or more are missing between two observations: a stopped process, a stalled machine, a long
 *       collection of garbage.
 *   <li>{@code clock-jumped}: the two clocks went apart by two seconds or more, or the wall clock went back. A machine that slept
 *       counts here, because its monotonic clock sleeps too.
 * </ul>
 *
 * <p>Slow corrections of the wall clock never count: only what happens between two observations does. It may be fed more often than
 * at its period. Pure; one thread at a time.
 */
public final class PauseDetector {

    /** A gap or a divergence from which on the agent doubts itself. */
    public static final Duration JUMP = Duration.ofSeconds(2);

    /** How long after a doubt no condition may go beyond a warning on what is seen now. */
    public static final Duration CALM = Duration.ofSeconds(30);

    /** How long after a doubt judges say {@code unknown}: until every member has been looked at again. */
    public static final Duration SETTLE = Duration.ofSeconds(3);

    private static final long JUMP_MILLIS = JUMP.toMillis();

    private final long periodNanos;
    private @Nullable Instant lastWall;
    private long lastNanos;

    /**
     * @param period how often it is fed
     */
    public PauseDetector(Duration period) {
        this.periodNanos = period.toNanos();
    }

    /** Takes both clocks, read together; returns the doubt that arises from them, or null when nothing is wrong. */
    public @Nullable AgentDoubt observe(Instant wall, long nanos) {
        Instant previousWall = lastWall;
        long passed = nanos - lastNanos;
        if (previousWall != null && passed < periodNanos && !apart(previousWall, wall, passed)) {
            return null;
        }
        lastWall = wall;
        lastNanos = nanos;
        if (previousWall == null) {
            return null;
        }
        if (wall.isBefore(previousWall) || apart(previousWall, wall, passed)) {
            Duration divergence =
                    Duration.between(previousWall, wall).minusNanos(passed).abs();
            return doubt(wall, AgentDoubt.CLOCK_JUMPED, divergence);
        }
        Duration lost = Duration.ofNanos(passed - periodNanos);
        return lost.compareTo(JUMP) >= 0 ? doubt(wall, AgentDoubt.PAUSED, lost) : null;
    }

    private static boolean apart(Instant before, Instant now, long passedNanos) {
        long wallMillis = now.toEpochMilli() - before.toEpochMilli();
        return Math.abs(wallMillis - passedNanos / 1_000_000) >= JUMP_MILLIS;
    }

    private AgentDoubt doubt(Instant at, String reason, Duration lost) {
        return new AgentDoubt(at, at.plus(SETTLE), at.plus(CALM), reason, lost.toMillis());
    }
}
