package io.quorumwatch.testing;

import static java.util.Objects.requireNonNull;

import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigVocabulary.ParameterType;
import io.quorumwatch.config.ConfigVocabulary.ProfileTerms;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Cluster configurations for tests: of the recordings' files, and made up. */
public final class TestClusters {

    private static final Profiles PROFILES = Profiles.load();

    private TestClusters() {}

    /** A cluster of the profile with these parameters and members, a look each second. */
    public static ClusterConfig of(String name, String profile, Map<String, Object> parameters, String... members) {
        ProfileTerms terms = PROFILES.profile(profile).terms();
        List<MemberConfig> configs = new ArrayList<>();
        for (String member : members) {
            configs.add(member(member, terms.defaultRole()));
        }
        return cluster(name, profile, parameters, configs);
    }

    /** A member with a made-up address. */
    public static MemberConfig member(String name, String role) {
        return new MemberConfig(name, role, URI.create("http://127.0.0.1:1/metrics"), MemberConfig.Access.PLAIN, null);
    }

    /** The clusters of a file that is known to be right. */
    static List<ClusterConfig> read(Path file) {
        List<ClusterConfig> clusters = new ArrayList<>();
        for (Map<?, ?> cluster : maps(yaml(file), "clusters")) {
            String profile = text(cluster, "profile");
            ProfileTerms terms = PROFILES.profile(profile).terms();
            Map<String, Object> parameters = new HashMap<>();
            if (cluster.get("parameters") instanceof Map<?, ?> found) {
                found.forEach((key, value) -> parameters.put(
                        key.toString(), typed(requireNonNull(terms.parameters().get(key)), value)));
            }
            List<MemberConfig> members = new ArrayList<>();
            for (Map<?, ?> member : maps(cluster, "members")) {
                String role = member.get("role") instanceof String text ? text : terms.defaultRole();
                members.add(member(text(member, "name"), role));
            }
            clusters.add(cluster(text(cluster, "name"), profile, parameters, members));
        }
        return clusters;
    }

    private static List<Map<?, ?>> maps(Map<?, ?> map, String key) {
        List<Map<?, ?>> maps = new ArrayList<>();
        ((List<?>) requireNonNull(map.get(key))).forEach(each -> maps.add((Map<?, ?>) each));
        return maps;
    }

    private static String text(Map<?, ?> map, String key) {
        return requireNonNull(map.get(key)).toString();
    }

    private static ClusterConfig cluster(
            String name, String profile, Map<String, Object> parameters, List<MemberConfig> members) {
        Map<String, Object> all =
                new HashMap<>(PROFILES.profile(profile).terms().defaults());
        all.putAll(parameters);
        return new ClusterConfig(
                name,
                profile,
                Duration.ofSeconds(1),
                Duration.ofMillis(900),
                true,
                new Parameters(all),
                Map.of(),
                members,
                null);
    }

    private static Map<?, ?> yaml(Path file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object typed(ParameterType type, Object value) {
        return switch (type) {
            case NUMBER -> ((Number) value).longValue();
            case DURATION -> Duration.parse("PT" + value.toString().toUpperCase(Locale.ROOT));
            case TEXT -> value.toString();
        };
    }
}
