package io.quorumwatch.bus;

/** The three-valued answer of a judge, with the time that a true condition must hold before it counts. */
public enum VerdictState implements Word {
    /** Seen, and not so. */
    OK,
    /** So, but not for long enough. */
    PENDING,
    /** So for longer than its hold; or was, and has not yet been calm for long enough. */
    FIRING,
    /** Not seen. Never to be read as ok, and never as resolved. */
    UNKNOWN
}
