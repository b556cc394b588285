package io.quorumwatch.bus;

import java.time.Instant;

/**
 * The agent doubts its own eyes: it was paused or its clock jumped, so what it has seen before {@link #until} cannot be trusted.
 *
 * @param at when the doubt arose
 * @param until before this time judges say {@code unknown}
 * @param pagesAfter before this time no condition may go beyond {@code warning} on what is seen now
 * @param reason {@code paused} or {@code clock-jumped}
 * @param lostMillis how long the agent had not been running, or how far the clock jumped
 */
public record AgentDoubt(Instant at, Instant until, Instant pagesAfter, String reason, long lostMillis)
        implements BusMessage {

    /** No doubt. */
    public static final AgentDoubt NONE = new AgentDoubt(Instant.MIN, Instant.MIN, Instant.MIN, "none", 0);
}
