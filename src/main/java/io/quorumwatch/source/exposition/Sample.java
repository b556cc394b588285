package io.quorumwatch.source.exposition;

/**
 * One sample of a page.
 *
 * @param name the series' name as it stands on the line (with {@code _bucket}, {@code _total} and so on)
 * @param labels its labels
 * @param value its value; may be NaN or infinite
 * @param timestampMillis its own timestamp in epoch milliseconds, or {@link #NO_TIMESTAMP}
 */
public record Sample(String name, Labels labels, double value, long timestampMillis) {

    /** The line carries no timestamp. */
    public static final long NO_TIMESTAMP = Long.MIN_VALUE;
}
