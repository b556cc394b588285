package io.quorumwatch.face.metrics;

import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the metrics must know of a cluster before its first message: it bounds the labels, and counters of these conditions start at 0.
 *
 * @param name the cluster's name
 * @param members the names of its members
 * @param readingsLast how long a reading stands for the member when no other follows
 * @param conditions the keys of the conditions that are judged for it
 */
public record WatchedCluster(String name, Set<String> members, Duration readingsLast, Set<String> conditions) {

    public WatchedCluster {
        members = Set.copyOf(members);
        conditions = Set.copyOf(conditions);
    }

    /** A configured cluster. */
    public static WatchedCluster of(ClusterConfig cluster, Collection<String> conditions) {
        return new WatchedCluster(
                cluster.name(),
                cluster.members().stream().map(MemberConfig::name).collect(Collectors.toSet()),
                cluster.readingsLast(),
                Set.copyOf(conditions));
    }
}
