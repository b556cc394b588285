package io.quorumwatch.time;

import java.time.Instant;

/** The two clocks of the agent. They differ exactly when somebody moves the wall clock, or when the machine sleeps. */
public interface AgentClock {

    /** What the wall clock says: for people, and for comparing with what others have written. May jump, also backwards. */
    Instant wall();

    /** Nanoseconds from an arbitrary origin: for durations and deadlines. Never goes back. */
    long nanos();
}
