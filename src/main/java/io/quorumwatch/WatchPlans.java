package io.quorumwatch;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.definition.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The plans of all clusters; a cluster whose configuration has not changed keeps its plan, and so its judges their memory. */
final class WatchPlans {

    private final Profiles profiles;
    private final Map<ClusterConfig, WatchPlan> known = new HashMap<>();

    WatchPlans(Profiles profiles) {
        this.profiles = profiles;
    }

    /** The plans of exactly these clusters, in their order. */
    List<WatchPlan> of(List<ClusterConfig> clusters) {
        known.keySet().retainAll(Set.copyOf(clusters));
        List<WatchPlan> plans = new ArrayList<>();
        for (ClusterConfig cluster : clusters) {
            plans.add(known.computeIfAbsent(cluster, this::plan));
        }
        return plans;
    }

    private WatchPlan plan(ClusterConfig cluster) {
        Profile profile = profiles.profile(cluster.profile());
        return WatchPlan.of(cluster, profile.voters(), profile.thresholds());
    }

    /** What the desk must know of each cluster. */
    static List<io.quorumwatch.desk.health.WatchedCluster> forHealth(List<WatchPlan> plans) {
        return plans.stream()
                .map(plan -> new io.quorumwatch.desk.health.WatchedCluster(
                        plan.watched(),
                        concerns(plan),
                        plan.critical(),
                        io.quorumwatch.desk.health.WatchedCluster.MAXIMUM_AGE))
                .toList();
    }

    private static Set<Concern> concerns(WatchPlan plan) {
        return Set.copyOf(plan.conditions().keySet());
    }

    /** What the metrics must know of each cluster, and of the agent itself. */
    static List<io.quorumwatch.face.metrics.WatchedCluster> forMetrics(
            List<ClusterConfig> clusters, List<WatchPlan> plans) {
        List<io.quorumwatch.face.metrics.WatchedCluster> watched = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            watched.add(io.quorumwatch.face.metrics.WatchedCluster.of(clusters.get(i), keys(plans.get(i))));
        }
        WatchPlan agent = WatchPlan.ofAgent();
        watched.add(new io.quorumwatch.face.metrics.WatchedCluster(
                agent.watched(), Set.of(), agent.staleAfter(), keys(agent)));
        return watched;
    }

    private static Set<String> keys(WatchPlan plan) {
        return plan.conditions().values().stream()
                .flatMap(Collection::stream)
                .map(Condition::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}
