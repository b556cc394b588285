package io.quorumwatch;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Timing;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.definition.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plans of all clusters; a cluster whose configuration has not changed keeps its plan, and so its judges their memory. */
final class WatchPlans {

    private final Profiles profiles;
    private final Map<String, Planned> known = new HashMap<>();

    WatchPlans(Profiles profiles) {
        this.profiles = profiles;
    }

    /** The plans of exactly these clusters, in their order. */
    List<WatchPlan> of(List<ClusterConfig> clusters) {
        known.keySet().retainAll(clusters.stream().map(ClusterConfig::name).collect(Collectors.toSet()));
        List<WatchPlan> plans = new ArrayList<>();
        for (ClusterConfig cluster : clusters) {
            plans.add(known.compute(cluster.name(), (name, before) -> planned(cluster, before))
                    .plan());
        }
        return plans;
    }

    private Planned planned(ClusterConfig cluster, @Nullable Planned before) {
        return before != null && Objects.equals(before.cluster(), cluster)
                ? before
                : new Planned(cluster, plan(cluster));
    }

    /**
     * Found by the cluster's name, and compared by identity first: how a record is hashed and compared is made when that is first asked
     * for, which takes a twentieth of a second for a whole configuration, in the middle of the start.
     */
    private record Planned(ClusterConfig cluster, WatchPlan plan) {}

    private WatchPlan plan(ClusterConfig cluster) {
        Profile profile = profiles.profile(cluster.profile());
        return WatchPlan.of(cluster, profile.voters(), profile.thresholds());
    }

    /** What the desk must know of each cluster. */
    static List<io.quorumwatch.desk.health.WatchedCluster> forHealth(List<WatchPlan> plans) {
        Map<String, Set<Condition>> judged = judged(plans);
        return plans.stream()
                .map(plan -> new io.quorumwatch.desk.health.WatchedCluster(
                        plan.watched(),
                        concerns(judged.getOrDefault(plan.watched(), Set.of())),
                        plan.critical(),
                        io.quorumwatch.desk.health.WatchedCluster.MAXIMUM_AGE,
                        bootsWithin(plan)))
                .toList();
    }

    private static Duration bootsWithin(WatchPlan plan) {
        Timing booting = plan.timing(Condition.MEMBER_BOOTING);
        return booting == null ? io.quorumwatch.desk.health.WatchedCluster.BOOTS_WITHIN : booting.first();
    }

    private static Set<Concern> concerns(Set<Condition> conditions) {
        return conditions.stream().map(Condition::concern).collect(Collectors.toUnmodifiableSet());
    }

    /** What is judged for each cluster: what its own plan says, and its universe where it shares one. */
    private static Map<String, Set<Condition>> judged(List<WatchPlan> plans) {
        Map<String, Set<Condition>> judged = new HashMap<>();
        Stream.concat(plans.stream(), WatchPlan.sharingUniverses(plans).stream())
                .forEach(plan -> {
                    Set<Condition> conditions =
                            judged.computeIfAbsent(plan.watched(), name -> EnumSet.noneOf(Condition.class));
                    plan.conditions().values().forEach(conditions::addAll);
                });
        return judged;
    }

    /** What the metrics must know of each cluster, and of the agent itself. */
    static List<io.quorumwatch.face.metrics.WatchedCluster> forMetrics(
            List<ClusterConfig> clusters, List<WatchPlan> plans) {
        Map<String, Set<Condition>> judged = judged(plans);
        List<io.quorumwatch.face.metrics.WatchedCluster> watched = new ArrayList<>();
        for (ClusterConfig cluster : clusters) {
            Set<String> keys = keys(judged.getOrDefault(cluster.name(), Set.of()));
            watched.add(io.quorumwatch.face.metrics.WatchedCluster.of(cluster, keys));
        }
        WatchPlan agent = WatchPlan.ofAgent();
        Set<String> ofAgent = keys(judged(List.of(agent)).getOrDefault(agent.watched(), Set.of()));
        watched.add(
                new io.quorumwatch.face.metrics.WatchedCluster(agent.watched(), Set.of(), agent.staleAfter(), ofAgent));
        return watched;
    }

    private static Set<String> keys(Set<Condition> conditions) {
        return conditions.stream().map(Condition::key).collect(Collectors.toUnmodifiableSet());
    }
}
