package io.quorumwatch.config;

import io.quorumwatch.config.ConfigVocabulary.ParameterType;
import io.quorumwatch.config.ConfigVocabulary.ProfileTerms;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the watched system's own parameters and fills in what its profile assumes. */
final class ParametersReader {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final String MIN_PARTICIPANTS = "min-participants";

    /** What counts members or clients is reckoned with as an int; no committee and no round is as large. */
    private static final Map<String, Long> MOST =
            Map.of(Parameters.COMMITTEE_SIZE, 1_000L, MIN_PARTICIPANTS, 1_000_000L);

    private ParametersReader() {}

    static Parameters read(Section section, ProfileTerms terms) {
        Map<String, Object> values = new TreeMap<>(terms.defaults());
        new TreeMap<>(terms.parameters()).forEach((name, type) -> {
            Setting setting = section.find(name);
            Object value = setting == null ? null : value(setting, name, type);
            if (value != null) {
                values.put(name, value);
            }
        });
        section.close();
        Parameters parameters = new Parameters(values);
        checkRounds(section, parameters);
        return parameters;
    }

    private static @Nullable Object value(Setting setting, String name, ParameterType type) {
        return switch (type) {
            case DURATION -> setting.duration(SHORTEST);
            case NUMBER -> {
                Long most = MOST.get(name);
                yield most == null ? setting.wholeNumber(0, Long.MAX_VALUE) : setting.wholeNumber(1, most);
            }
            case TEXT -> setting.text();
        };
    }

    /** Names that mean the same in every profile that has rounds; a profile without them never fails here. */
    private static void checkRounds(Section section, Parameters parameters) {
        Duration deadline = parameters.duration("round-deadline");
        Duration fold = parameters.duration("fold-deadline");
        if (deadline != null && fold != null && deadline.compareTo(fold) < 0) {
            refuse(
                    section,
                    "round-deadline",
                    "fold-deadline",
                    "a round-deadline of " + DurationText.format(deadline) + ", shorter than the fold-deadline of "
                            + DurationText.format(fold),
                    "a round-deadline that leaves time to fold");
        }
        long least = parameters.number(MIN_PARTICIPANTS, 0);
        long expected = parameters.number("expected-clients", Long.MAX_VALUE);
        if (expected > 0 && expected < least) {
            refuse(
                    section,
                    "expected-clients",
                    MIN_PARTICIPANTS,
                    expected + " expected-clients, fewer than the " + least + " min-participants",
                    "at least as many expected-clients, or no round would ever open");
        }
    }

    private static void refuse(Section section, String key, String otherKey, String found, String allowed) {
        Setting setting = section.find(key);
        Setting other = section.find(otherKey);
        if (setting != null) {
            setting.refuse(found, allowed, null);
        } else if (other != null) {
            other.refuse(found, allowed, null);
        }
    }
}
