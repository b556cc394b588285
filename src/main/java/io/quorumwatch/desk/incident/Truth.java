package io.quorumwatch.desk.incident;

/** Three-valued: what cannot be seen is neither true nor false. */
enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    static Truth of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    /** Unknown unless it can be seen. */
    static Truth seen(boolean visible, boolean truth) {
        return visible ? of(truth) : UNKNOWN;
    }
}
