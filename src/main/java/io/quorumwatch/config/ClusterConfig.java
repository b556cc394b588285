package io.quorumwatch.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One watched cluster.
 *
 * @param name its name, the {@code watched} label
 * @param profile the name of its profile
 * @param pollEvery how often every member is looked at; at least 100 ms
 * @param scrapeTimeout deadline of one look: connecting, waiting and the body; less than the poll period by default
 * @param critical whether this cluster may make the aggregate {@code not_ready}
 * @param parameters the watched system's own parameters, defaults of the profile filled in
 * @param thresholds what the operator overrides of the catalogue, by condition key or limit key
 * @param members the configured members, names unique
 * @param discover where more members come from
 */
public record ClusterConfig(
        String name,
        String profile,
        Duration pollEvery,
        Duration scrapeTimeout,
        boolean critical,
        Parameters parameters,
        Map<String, ThresholdOverride> thresholds,
        List<MemberConfig> members,
        @Nullable DiscoverConfig discover) {

    public ClusterConfig {
        thresholds = Map.copyOf(thresholds);
        members = List.copyOf(members);
    }

    /** How long a look stands for its member when no other follows: three poll periods and the deadline of the last look. */
    public Duration readingsLast() {
        return pollEvery.multipliedBy(3).plus(scrapeTimeout);
    }

    /** The same cluster with other members, as discovery finds them. */
    public ClusterConfig withMembers(List<MemberConfig> found) {
        return new ClusterConfig(
                name, profile, pollEvery, scrapeTimeout, critical, parameters, thresholds, found, discover);
    }
}
