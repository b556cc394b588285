package io.quorumwatch.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the operator overrides of one condition or limit; a null field keeps the default.
 *
 * @param enabled false ({@code off}) when the condition is not to be judged
 * @param first hold before its first severity, which is a warning for most conditions and a page for some
 * @param warning hold before it warns
 * @param page hold before it pages
 * @param clearAfter calm before it clears
 * @param limit a plain number, for limits such as {@code raft-lag-entries}
 */
public record ThresholdOverride(
        boolean enabled,
        @Nullable Duration first,
        @Nullable Duration warning,
        @Nullable Duration page,
        @Nullable Duration clearAfter,
        @Nullable Double limit) {

    /** One that says each severity by its name. */
    public ThresholdOverride(
            boolean enabled,
            @Nullable Duration warning,
            @Nullable Duration page,
            @Nullable Duration clearAfter,
            @Nullable Double limit) {
        this(enabled, null, warning, page, clearAfter, limit);
    }
}
