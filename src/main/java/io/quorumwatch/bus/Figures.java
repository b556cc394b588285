package io.quorumwatch.bus;

/**
 * Names of the figures that judges put into the evidence of a {@link Verdict}, on changes and on heartbeats. Whoever shows such a
 * figure (metrics, API, page) takes it from here and computes nothing itself, so that every face tells the same number.
 *
 * <p>A figure that is missing from the evidence is not known at present; it is never to be read as 0, nor as what it was before.
 */
public final class Figures {

    /** {@code leader-multiple}: the members that lead, a list of names; empty when none does. */
    public static final String LEADERS = "leaders";

    /** {@code leader-multiple}: how many members the committee has, a whole number. */
    public static final String COMMITTEE_SIZE = "committee_size";

    /** {@code leader-absent}: the member that leads, a name; missing when there is not exactly one. */
    public static final String LEADER = "leader";

    /** {@code leader-churn}: changes of the leader in the last 15 minutes, a whole number. */
    public static final String LEADER_CHANGES = "leader_changes";

    /** {@code quorum-margin}: how many more members may fail before the majority is lost, a whole number; 0 too when it is. */
    public static final String FAILURE_TOLERANCE = "failure_tolerance";

    /** {@code member-lagging}, of a member: indices behind its leader, corrected for the time between the looks; at least 0. */
    public static final String LAG_ENTRIES = "lag_entries";

    /** {@code member-lagging}, of a member: how long ago its leader was where the member is now, seconds, at least 0. */
    public static final String LAG_SECONDS = "lag_seconds";

    /** {@code round-stall}: rounds finalized since the agent began to watch, a whole number that only grows. */
    public static final String ROUNDS_FINALIZED = "rounds_finalized";

    /** {@code round-stall}: when the last round was finalized, RFC 3339; missing before the first. */
    public static final String LAST_FINALIZED_AT = "last_finalized_at";

    /** {@code round-stall}: seconds between the last finalized round and the verdict. */
    public static final String LAST_FINALIZED_SECONDS_AGO = "last_finalized_seconds_ago";

    /** {@code round-stall}: participants of the last finalized round, a whole number. */
    public static final String PARTICIPANTS = "participants";

    /** {@code round-slow}: seconds between the last two finalized rounds. */
    public static final String INTERVAL_SECONDS = "round_interval_seconds";

    private Figures() {}
}
