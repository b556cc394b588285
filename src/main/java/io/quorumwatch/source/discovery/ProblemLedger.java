package io.quorumwatch.source.discovery;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which problems stand, by cluster, and how often each kind has come up. Pure. */
final class ProblemLedger {

    private final Map<String, Set<DiscoveryProblem>> standing = new HashMap<>();
    private final Map<DiscoveryFailure, Long> counted = new EnumMap<>(DiscoveryFailure.class);

    /** Takes over what stands in the way of a cluster now; returns what was not there before. */
    List<DiscoveryProblem> now(String cluster, List<DiscoveryProblem> problems) {
        Set<DiscoveryProblem> before = standing.getOrDefault(cluster, Set.of());
        List<DiscoveryProblem> fresh = new ArrayList<>();
        Set<DiscoveryProblem> present = new LinkedHashSet<>(problems);
        for (DiscoveryProblem problem : present) {
            if (!before.contains(problem)) {
                fresh.add(problem);
                counted.merge(problem.reason(), 1L, Long::sum);
            }
        }
        standing.put(cluster, present);
        return fresh;
    }

    void keepOnly(Set<String> clusters) {
        standing.keySet().retainAll(clusters);
    }

    Map<String, List<DiscoveryProblem>> standingByCluster() {
        Map<String, List<DiscoveryProblem>> present = new HashMap<>();
        standing.forEach((cluster, problems) -> present.put(cluster, List.copyOf(problems)));
        return present;
    }

    int standing() {
        return standing.values().stream().mapToInt(Set::size).sum();
    }

    Map<DiscoveryFailure, Long> counted() {
        return new EnumMap<>(counted);
    }
}
