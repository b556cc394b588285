package io.quorumwatch.source.exposition;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The two formats, which differ for a reader in one thing: whether a whole-numbered timestamp is in milliseconds or in seconds.
 *
 * <p>What a server declares and what it sends are not always the same, so a page's content outranks its declaration: {@code # EOF},
 * {@code # UNIT}, an exemplar or a fractional timestamp exist in OpenMetrics only, and make the whole page OpenMetrics. The
 * declaration decides where the content is silent.
 */
public enum ExpositionFormat {
    /** Prometheus text 0.0.4: timestamps are whole milliseconds. Also what a page is when nothing says otherwise. */
    TEXT,
    /** OpenMetrics 1.0: timestamps are seconds, whole or with a fraction. */
    OPENMETRICS;

    /** The format that a {@code Content-Type} header declares; an absent or other type declares {@link #TEXT}. */
    public static ExpositionFormat ofContentType(@Nullable String contentType) {
        return contentType != null
                        && contentType.strip().toLowerCase(Locale.ROOT).startsWith("application/openmetrics-text")
                ? OPENMETRICS
                : TEXT;
    }
}
