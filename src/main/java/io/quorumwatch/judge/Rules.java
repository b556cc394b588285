package io.quorumwatch.judge;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.catalogue.WatchPlan;
import java.time.Instant;
import java.util.Set;

/**
 * The judgement of one concern for one cluster: a pure function of the readings and the time. One instance per cluster, used from
 * one thread at a time.
 */
public interface Rules {

    /** The concern that is judged. */
    Concern concern();

    /**
     * Takes a reading in, after the view has it. Rules remember here what the view does not.
     *
     * @param view the cluster as it now looks
     * @param reading the newest reading
     */
    default void read(ClusterView view, MemberReading reading) {}

    /** Whether what logs say matters to the concern; only then is {@link #hear} called. */
    default boolean hearsEvents() {
        return false;
    }

    /**
     * Takes in what a member's log says. Events of one member come in the order of its log; between members, and between readings
     * and events, no order is promised, and an event may be older than the newest reading.
     *
     * @param view the cluster as it now looks
     * @param event the newest event
     */
    default void hear(ClusterView view, LogEvent event) {}

    /**
     * The cluster is judged by this plan from now on, which differs from the one before in members only, and in what follows from
     * their number. What is remembered of the members that stay must stay; that of others is forgotten.
     *
     * @param members the names of all members
     */
    default void change(WatchPlan plan, Set<String> members) {}

    /** Says of every condition of the concern whether it is true at this time. Asking twice changes nothing. */
    void assess(Instant now, ClusterView view, Findings findings);

    /** The next time after {@code now} at which a finding may change without a new reading; {@link Instant#MAX} for never. */
    default Instant nextDeadline(Instant now) {
        return Instant.MAX;
    }
}
