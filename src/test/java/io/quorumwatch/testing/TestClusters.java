package io.quorumwatch.testing;

import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cluster configurations for tests. */
public final class TestClusters {

    private static final Profiles PROFILES = Profiles.load();
    private static final ConfigVocabulary VOCABULARY =
            new ProfileVocabulary(PROFILES, Condition.keys(), Limit.ranges());

    private TestClusters() {}

    /** The clusters of a file. */
    public static List<ClusterConfig> load(Path file) {
        try {
            return ConfigLoader.load(file, VOCABULARY).clusters();
        } catch (InvalidConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A cluster of the profile with these parameters and members in its default role, a look each second. */
    public static ClusterConfig of(String name, String profile, Map<String, Object> parameters, String... members) {
        List<MemberConfig> configs = new ArrayList<>();
        for (String member : members) {
            configs.add(member(member, VOCABULARY.profile(profile).defaultRole()));
        }
        return of(name, profile, parameters, Duration.ofSeconds(1), configs);
    }

    /** A cluster of the profile, the profile's defaults filled in. */
    public static ClusterConfig of(
            String name,
            String profile,
            Map<String, Object> parameters,
            Duration pollEvery,
            List<MemberConfig> members) {
        Map<String, Object> all = new HashMap<>(VOCABULARY.profile(profile).defaults());
        all.putAll(parameters);
        return new ClusterConfig(
                name,
                profile,
                pollEvery,
                pollEvery.multipliedBy(9).dividedBy(10),
                true,
                new Parameters(all),
                Map.of(),
                members,
                null);
    }

    /** The same cluster with another poll period and without these parameters. */
    public static ClusterConfig changed(ClusterConfig cluster, Duration pollEvery, String... withoutParameters) {
        Map<String, Object> parameters = new HashMap<>(cluster.parameters().values());
        for (String name : withoutParameters) {
            parameters.remove(name);
        }
        return of(cluster.name(), cluster.profile(), parameters, pollEvery, cluster.members());
    }

    /** A member with a made-up address. */
    public static MemberConfig member(String name, String role) {
        return new MemberConfig(name, role, URI.create("http://127.0.0.1:1/metrics"), MemberConfig.Access.PLAIN, null);
    }
}
