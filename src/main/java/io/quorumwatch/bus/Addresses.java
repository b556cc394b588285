package io.quorumwatch.bus;

/**
 * Every address of the event bus, with who sends, how often, in which order, and what silence means.
 *
 * <p>What holds for all of them:
 * <ul>
 *   <li>Bodies are the records of this package; {@link BusCodec#registerAll} has made the bus know them. In one JVM a subscriber
 *       gets the very record that was sent; between JVMs, and through the bridge, its {@link JsonForm}.
 *   <li>Messages are published: every subscriber gets each one, at most once. Nothing is stored. Who subscribes late has missed what
 *       was said before, and waits for the next repetition.
 *   <li>Messages of one sender on one address arrive in the order in which they were sent. Between two senders, and between two
 *       addresses, nothing is promised: a verdict may arrive before the reading that caused it. Compare the times in the records.
 *   <li>A cluster's name stands in the address as it is configured. Dots in it mean nothing: addresses are compared whole.
 * </ul>
 */
public final class Addresses {

    private static final String READING = "quorumwatch.reading.";
    private static final String EVENT = "quorumwatch.event.";
    private static final String VERDICT = "quorumwatch.verdict.";

    /**
     * The aggregate of everything, a {@link HealthReport}.
     *
     * <p><b>Sent by</b> the health aggregator, the only sender. <b>When</b>: each time that status, causes, or the status or reason of a
     * component have changed; never merely because time has passed. A message sent here with {@code request} is answered with
     * the present report at once; its body is ignored. <b>Order</b>: {@code generatedAt} never goes back. <b>Repetition</b>: two
     * reports in a row may say the same status, for another reason. <b>Silence</b> means that nothing has changed, or that the agent is
     * gone: who must know which, asks with {@code request} and takes a failed reply as {@code not_ready}.
     */
    public static final String HEALTH = "quorumwatch.health";

    /**
     * Incidents: opened, changed, resolved; an {@link Incident} each.
     *
     * <p><b>Sent by</b> the incident desk, the only sender. <b>When</b>: once for each opening, change and resolution. <b>Order</b>: of
     * one incident, opened comes first and resolved last, and nothing follows a resolution; a relapse opens a new incident.
     * <b>Repetition</b>: a restored incident is told again as changed after a restart, never as opened. <b>Silence</b> means that no
     * incident has moved; open ones stay open.
     */
    public static final String INCIDENT = "quorumwatch.incident";

    /**
     * Internal: the agent doubts its own eyes, an {@link AgentDoubt}.
     *
     * <p><b>Sent by</b> the agent's watch over its own loop. <b>When</b>: once when it notices that it was paused or that its clock
     * jumped. <b>Order</b>: {@code at} never goes back; a later doubt replaces an earlier one. <b>Repetition</b>: none; the record
     * itself says until when it holds, no all-clear follows. <b>Silence</b> means that there is no new reason to doubt.
     */
    public static final String DOUBT = "quorumwatch.doubt";

    private Addresses() {}

    /**
     * What each look at a member of the cluster said, a {@link MemberReading}.
     *
     * <p><b>Sent by</b> the cluster's scraper, the only sender. <b>When</b>: once for every member and tick, also when the look failed;
     * and once more for an extra look after a connection closed unexpectedly, at most one for each member and second.
     * <b>Order</b>: of one member, {@code askedAt} never goes back; the members of one tick arrive as they answer, not in the order of
     * the configuration. <b>Repetition</b>: a reading is never sent twice, though two in a row may say the same. <b>Silence</b> of
     * one member for more than the poll period and the deadline means that the scraper itself stands still: a member that is down is not
     * silent, its looks fail.
     */
    public static String reading(String cluster) {
        return READING + cluster;
    }

    /**
     * Recognised lines of the logs of the cluster's members, a {@link LogEvent} each.
     *
     * <p><b>Sent by</b> the cluster's log followers. <b>When</b>: once for each recognised line, as soon as it is read. <b>Order</b>: of
     * one member, as in its log; {@code at} is the line's own time, which may lie far behind after a reconnection.
     * <b>Repetition</b>: a line may be sent again after a restart of the agent. <b>Silence</b> means nothing: healthy members may
     * log nothing for hours.
     */
    public static String event(String cluster) {
        return EVENT + cluster;
    }

    /**
     * What the judges say of the cluster, a {@link Verdict} for each condition and subject.
     *
     * <p><b>Sent by</b> the judges of the cluster, each for its own concern. <b>When</b>: at once on each change of state, severity
     * or reason, and as a heartbeat (with {@code previous} equal to {@code state}) every 5 s, which also carries the present
     * {@link Figures}. <b>Order</b>: of one condition and subject, {@code at} never goes back, and {@code previous} is the {@code state}
     * of the verdict before. <b>Repetition</b>: heartbeats repeat what is known; do not take them for news. <b>Silence</b> of a concern
     * for more than three heartbeats means that its judge is dead, and is a failure, never an all-clear. Silence of one subject while its
     * condition goes on to be judged for others means that the subject has left.
     */
    public static String verdict(String cluster) {
        return VERDICT + cluster;
    }
}
