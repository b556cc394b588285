package io.quorumwatch.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparisons of instants, and what is one. {@link Instant#MAX} stands for never, so the earlier of it and any other is the other. */
public final class Instants {

    /** The end of the year 9999. What is later is no date that anybody meant, and neither is 0 or what is before it. */
    private static final double LATEST_EPOCH_SECONDS = 253_402_300_799.0;

    private Instants() {}

    /** The date that a page tells in seconds; null where the number is none, and where there is no number. */
    public static @Nullable Instant ofEpochSeconds(double seconds) {
        return seconds > 0 && seconds <= LATEST_EPOCH_SECONDS ? Instant.ofEpochMilli((long) (seconds * 1000)) : null;
    }

    /** The earlier one. */
    public static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    /** The earlier one of those that are still to come at {@code now}; {@code next} is taken to be. */
    public static Instant earlierAfter(Instant now, Instant next, Instant candidate) {
        return candidate.isAfter(now) && candidate.isBefore(next) ? candidate : next;
    }

    /** Since when something has been so without a break, as of now: {@code known} until then, null while it is not. */
    public static @Nullable Instant since(@Nullable Instant known, boolean isSo, Instant now) {
        if (!isSo) {
            return null;
        }
        return known == null ? now : known;
    }

    /** The later one; where nothing is known yet, the other. */
    public static Instant later(@Nullable Instant known, Instant other) {
        return known == null || other.isAfter(known) ? other : known;
    }
}
