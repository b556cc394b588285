package io.quorumwatch.catalogue;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts refused attempts by the lines about them. One attempt is written by both sides and for several peers within moments; a line that
 * is longer apart is of another one.
 */
public final class RefusedAttempts {

    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(2);

    private Instant lastAt = Instant.MIN;
    private int count;

    /** A line of this time tells of a refusal. */
    public void add(Instant at) {
        if (count == 0 || Duration.between(lastAt, at).abs().compareTo(ONE_ATTEMPT) > 0) {
            count++;
            lastAt = at;
        }
    }

    /** How many there were. */
    public int count() {
        return count;
    }
}
