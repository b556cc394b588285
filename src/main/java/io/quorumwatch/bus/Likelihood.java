package io.quorumwatch.bus;

/** How well a cause is supported, worst first. */
public enum Likelihood implements Word {
    /** Something that must be true for it cannot be seen. */
    POSSIBLE,
    /** Everything that must be true for it is true. */
    LIKELY,
    /** Everything that must be true for it is true, and something that little else explains. */
    VERY_LIKELY
}
