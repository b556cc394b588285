package io.quorumwatch.bus;

import org.jspecify.annotations.Nullable;

/** Something about one condition of one subject. */
public interface OnTopic {

    /** The condition's key in the catalogue. */
    String condition();

    /** A member, a link {@code a->b}, or null for the cluster as a whole. */
    @Nullable
    String subject();
}
