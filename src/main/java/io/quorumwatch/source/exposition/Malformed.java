package io.quorumwatch.source.exposition;

import io.quorumwatch.bus.Word;

/** Why a line could not be read. The line is left out and counted; the rest of the page stands. */
public enum Malformed implements Word {
    /** No metric name where one must be, two of them, or a character that no unquoted name may have. */
    BAD_NAME,
    /** The label set is not closed, or not names and quoted values between commas. */
    BAD_LABELS,
    /** A backslash before anything but a backslash, a quote or an n. */
    BAD_ESCAPE,
    /** No value, or not a decimal number, NaN or an infinity. */
    BAD_VALUE,
    /** Something other than a number of milliseconds or seconds behind the value. */
    BAD_TIMESTAMP,
    /** A {@code #} behind the value that no exemplar follows. */
    BAD_EXEMPLAR,
    DUPLICATE_LABEL,
    TOO_MANY_LABELS,
    NOT_UTF_8,
    /** It stands after {@code # EOF}, where OpenMetrics allows nothing. */
    AFTER_EOF
}
