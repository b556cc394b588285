package io.quorumwatch.bus;

/** How loud a condition is when it fires, quietest first, so that the natural order is the order of loudness. */
public enum Severity implements Word {
    INFO,
    WARNING,
    PAGE,
    CRITICAL;

    /** Whether this severity wakes a person: {@link #PAGE} or louder. */
    public boolean pages() {
        return compareTo(PAGE) >= 0;
    }
}
