package io.quorumwatch.desk.health;

import io.quorumwatch.bus.Concern;
import java.time.Duration;
import java.util.Set;

/**
 * Whom the aggregator expects to hear about a cluster.
 *
 * @param name the cluster's configured name
 * @param concerns the concerns that are judged for it
 * @param critical whether its components may make the aggregate worse than {@code affected}
 * @param maximumAge how long a judge may be silent, or unable to judge, before that counts
 * @param bootsWithin how long a committee may take to show itself before it counts like anything else that cannot be seen
 */
public record WatchedCluster(
        String name, Set<Concern> concerns, boolean critical, Duration maximumAge, Duration bootsWithin) {

    /** Three heartbeats of a judge, which come every 5 s. */
    public static final Duration MAXIMUM_AGE = Duration.ofSeconds(15);

    /** How long members may take to join unless a configuration says otherwise: the hold of {@code member-booting}. */
    public static final Duration BOOTS_WITHIN = Duration.ofMinutes(2);

    public WatchedCluster {
        concerns = Set.copyOf(concerns);
    }

    /** One whose members boot in the usual time. */
    public WatchedCluster(String name, Set<Concern> concerns, boolean critical, Duration maximumAge) {
        this(name, concerns, critical, maximumAge, BOOTS_WITHIN);
    }
}
