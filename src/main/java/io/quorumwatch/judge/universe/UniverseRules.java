package io.quorumwatch.judge.universe;

import static io.quorumwatch.catalogue.Condition.UNIVERSE_INCIDENT;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Supplier;

/** Whether one cluster is hit together with others of its universe. */
final class UniverseRules implements Rules {

    private final String cluster;
    private final String universe;
    private final HitLedger hits;

    /**
     * @param hits what is known of all clusters of the universe; shared among their rules
     */
    UniverseRules(String cluster, String universe, HitLedger hits) {
        this.cluster = cluster;
        this.universe = universe;
        this.hits = hits;
    }

    @Override
    public Concern concern() {
        return Concern.UNIVERSE;
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        hits.forgetSilent(now);
        SortedSet<String> together = hits.hitWith(cluster);
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .with("universe", universe)
                .with("clusters", together.isEmpty() ? null : List.copyOf(together))
                .with("within_seconds", together.isEmpty() ? null : within(together))
                .get();
        if (!hits.heardOf(cluster)) {
            findings.isUnknown(UNIVERSE_INCIDENT, null, UnknownReason.NOT_LOOKED_YET, evidence);
        } else if (together.isEmpty()) {
            findings.isFalse(UNIVERSE_INCIDENT, null, evidence);
        } else {
            findings.isTrue(UNIVERSE_INCIDENT, null, now, evidence);
        }
    }

    /** The widest of the distances between this cluster's hit and the nearest of each other. */
    private long within(SortedSet<String> together) {
        return together.stream()
                .filter(other -> !other.equals(cluster))
                .map(other -> hits.closest(cluster, other))
                .filter(Objects::nonNull)
                .mapToLong(Duration::toSeconds)
                .max()
                .orElse(0);
    }
}
