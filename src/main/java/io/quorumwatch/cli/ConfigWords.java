package io.quorumwatch.cli;

import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.DiscoverConfig;
import io.quorumwatch.config.DurationText;
import io.quorumwatch.config.MemberConfig.LogSource;
import io.quorumwatch.config.ThresholdOverride;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of a configuration as words, the same for people and programs. */
final class ConfigWords {

    private ConfigWords() {}

    /** A parameter's value as it is written in the file. */
    static String value(Object value) {
        return value instanceof Duration duration ? DurationText.format(duration) : value.toString();
    }

    /** The parameters that have the value which the profile assumes when nothing is written. */
    static Set<String> defaults(ClusterConfig cluster, ConfigVocabulary vocabulary) {
        Set<String> names = new TreeSet<>();
        vocabulary.profile(cluster.profile()).defaults().forEach((name, value) -> {
            if (value.equals(cluster.parameters().values().get(name))) {
                names.add(name);
            }
        });
        return names;
    }

    static String threshold(ThresholdOverride override) {
        if (!override.enabled()) {
            return "off";
        }
        List<String> words = new ArrayList<>();
        if (override.limit() != null) {
            words.add(DecimalText.of(override.limit()));
        }
        if (override.first() != null) {
            words.add(DurationText.format(override.first()));
        }
        addHold("warning", override.warning(), words);
        addHold("page", override.page(), words);
        addHold("clear-after", override.clearAfter(), words);
        return words.isEmpty() ? "on" : String.join(", ", words);
    }

    static List<String> discovery(@Nullable DiscoverConfig discover) {
        if (discover == null) {
            return List.of();
        }
        List<String> sources = new ArrayList<>();
        discover.fileSd().forEach(pattern -> sources.add("file-sd " + pattern));
        if (discover.dnsName() != null) {
            String port = discover.dnsPort() == 0 ? "" : " port " + discover.dnsPort();
            sources.add("dns " + discover.dnsType() + ' ' + discover.dnsName() + port);
        }
        return sources;
    }

    /** The source in one line; paths of secrets are not shown. */
    static String logs(LogSource source) {
        return source.settings().entrySet().stream()
                .filter(setting -> !setting.getKey().equals("token-file"))
                .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
                .map(setting -> ' ' + setting.getValue())
                .collect(Collectors.joining("", source.kind(), ""));
    }

    private static void addHold(String name, @Nullable Duration hold, List<String> words) {
        if (hold != null) {
            words.add(name + ' ' + DurationText.format(hold));
        }
    }
}
