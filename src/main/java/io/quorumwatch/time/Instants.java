package io.quorumwatch.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparisons of instants. {@link Instant#MAX} stands for never, so the earlier of it and any other is the other. */
public final class Instants {

    private Instants() {}

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
