package io.quorumwatch.bus;

/** The statuses of a component, best to worst for aggregation, so that the natural order is the order of badness. */
public enum HealthStatus implements Word {
    READY,
    AFFECTED,
    SHUTTING_DOWN,
    SHUT_DOWN,
    NOT_READY,
    PANICKED;

    /** Whether {@code /health} answers 200. */
    public boolean healthy() {
        return compareTo(AFFECTED) <= 0;
    }

    /** The worse of the two. */
    public HealthStatus worse(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
