package io.quorumwatch.catalogue;

import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ThresholdOverride;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's numbers for one cluster, after the profile's and the operator's overrides. Immutable.
 *
 * @param timings the holds of each condition that is not switched off
 * @param limits every limit
 */
record Thresholds(Map<Condition, Timing> timings, Map<Limit, Double> limits) {

    /**
     * The numbers for a cluster.
     *
     * @param cluster what the operator wrote
     * @param profile what the profile overrides of the catalogue, by condition or limit key
     */
    static Thresholds of(ClusterConfig cluster, ClusterTerms terms, Map<String, ThresholdOverride> profile) {
        Map<Condition, Timing> timings = new EnumMap<>(Condition.class);
        for (Condition condition : Condition.values()) {
            Timing timing = timing(
                    condition,
                    terms,
                    profile.get(condition.key()),
                    cluster.thresholds().get(condition.key()));
            if (timing != null) {
                timings.put(condition, timing);
            }
        }
        Map<Limit, Double> limits = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            limits.put(
                    limit,
                    number(
                            cluster.thresholds().get(limit.key()),
                            number(profile.get(limit.key()), limit.byDefault(terms))));
        }
        return new Thresholds(timings, limits);
    }

    /** The conditions that are not switched off. */
    Set<Condition> conditions() {
        return timings.keySet();
    }

    /** The condition's holds, or null when it is switched off. */
    @Nullable
    Timing timing(Condition condition) {
        return timings.get(condition);
    }

    double limit(Limit limit) {
        return Objects.requireNonNull(limits.get(limit));
    }

    private static double number(@Nullable ThresholdOverride override, double otherwise) {
        return override == null || override.limit() == null ? otherwise : override.limit();
    }

    private static @Nullable Timing timing(
            Condition condition,
            ClusterTerms terms,
            @Nullable ThresholdOverride profile,
            @Nullable ThresholdOverride operator) {
        boolean on = operator != null ? operator.enabled() : profile == null || profile.enabled();
        if (!on) {
            return null;
        }
        Holds holds = new Holds(condition.warningAfter(terms), condition.pageAfter(terms), null);
        for (ThresholdOverride override : overrides(profile, operator)) {
            holds = holds.with(override);
        }
        return holds.timing(condition);
    }

    private static List<ThresholdOverride> overrides(
            @Nullable ThresholdOverride profile, @Nullable ThresholdOverride operator) {
        List<ThresholdOverride> overrides = new ArrayList<>(2);
        if (profile != null) {
            overrides.add(profile);
        }
        if (operator != null) {
            overrides.add(operator);
        }
        return overrides;
    }
}
