package io.quorumwatch.time;

import java.time.Instant;

/** The clocks of this machine. */
public final class SystemClock implements AgentClock {

    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
