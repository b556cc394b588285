package io.quorumwatch.profile.definition;

import io.quorumwatch.bus.Word;
import java.util.Locale;

/** How the series of a source become one number. */
public enum How implements Word {
    /** The value of the only matching series of the first family that has any; nothing when there are several. */
    VALUE,
    /** The sum of all matching series. */
    SUM,
    /** The greatest of all matching series. */
    MAX,
    /** The least of all matching series. */
    MIN,
    /** How many of the matching series are above 0; nothing when there is no series. */
    COUNT_UP,
    /** 1 when there is a matching series, else 0. */
    PRESENT,
    /** 0 when there is a matching series: a counter that is only exported with its first event, on a page that would have it. */
    ZERO_WHEN_PRESENT,
    /** 99th percentile of a histogram over the last looks; the greatest where there are several histograms. */
    P99,
    /** Not on a page: the profile's deriver concludes it from how the families change. */
    DERIVED;

    /** The word in a profile's file, in kebab-case. */
    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
