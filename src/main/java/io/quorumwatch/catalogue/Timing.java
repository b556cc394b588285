package io.quorumwatch.catalogue;

import io.quorumwatch.bus.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a condition must be true before it counts, and how long it must be calm before it clears, for one cluster.
 *
 * @param warningAfter the hold before it warns; null when it does not warn
 * @param pageAfter the hold before it becomes {@code loudest}; null when it does not
 * @param loudest how loud it becomes after {@code pageAfter}
 * @param clearAfter how long it must be calm before it clears
 */
public record Timing(
        @Nullable Duration warningAfter, @Nullable Duration pageAfter, Severity loudest, Duration clearAfter) {

    /** No condition clears on the first good look: the least calm, 5 s (design, section 8). */
    public static final Duration LEAST_CALM = Duration.ofSeconds(5);

    /** The hold before it is heard of at all. */
    public Duration first() {
        if (warningAfter != null && (pageAfter == null || warningAfter.compareTo(pageAfter) <= 0)) {
            return warningAfter;
        }
        return pageAfter == null ? Duration.ZERO : pageAfter;
    }

    /** How loud it is when it is first heard of. */
    public Severity firstSeverity() {
        return warningAfter == null ? loudest : Severity.WARNING;
    }
}
