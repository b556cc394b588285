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

    /** The reason when it stood still. */
    public static final String PAUSED = UnknownReason.PAUSED.word();

    /** The reason when its wall clock was moved. */
    public static final String CLOCK_JUMPED = UnknownReason.CLOCK_JUMPED.word();

    /** No doubt. */
    public static final AgentDoubt NONE = new AgentDoubt(Instant.MIN, Instant.MIN, Instant.MIN, "none", 0);

    /** Whether the wall clock was moved: times from before cannot be compared with those from now on. */
    public boolean clockJumped() {
        return reason.equals(CLOCK_JUMPED);
    }
}
