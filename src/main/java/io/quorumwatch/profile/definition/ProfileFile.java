package io.quorumwatch.profile.definition;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Word;
import io.quorumwatch.config.ConfigVocabulary.ParameterType;
import io.quorumwatch.config.ConfigVocabulary.ProfileTerms;
import io.quorumwatch.config.ThresholdOverride;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads profiles from YAML, strictly. A file may say {@code extends: other}: its maps of parameters, signals and conditions are
 * then laid over the other's key by key, everything else replaces it.
 */
public final class ProfileFile {

    private static final Set<String> MERGED =
            Set.of("parameters", "signals", "group-signals", "restart", "conditions", "limits", "logs", "log-fields");

    private static final Map<String, Signal> SIGNALS = byWord(Signal.values());
    private static final Map<String, EventKind> EVENTS = byWord(LogRules.kinds());
    private static final Map<String, How> HOWS = byWord(How.values());
    private static final Map<String, ParameterType> TYPES = parameterTypes();

    private ProfileFile() {}

    /**
     * The profile of this name.
     *
     * @param text gives the file of a name; called for the profile and for those that it extends
     * @throws InvalidProfileException when a file says something that cannot be
     */
    public static Profile read(String name, Function<String, String> text) {
        Fields file = Fields.of(name, merged(name, text, new HashSet<>()));
        Profile profile = profile(name, file);
        file.done();
        return profile;
    }

    private static Map<String, Object> merged(String name, Function<String, String> text, Set<String> seen) {
        if (!seen.add(name)) {
            throw new InvalidProfileException(name + ".extends: leads back to itself");
        }
        Fields own = Fields.of(name, parse(name, text.apply(name)));
        String base = own.optionalText("extends");
        Map<String, Object> merged = base == null ? new LinkedHashMap<>() : merged(base, text, seen);
        for (String key : own.keys()) {
            if (key.equals("extends")) {
                continue;
            }
            if (MERGED.contains(key) && merged.containsKey(key)) {
                Map<String, Object> both = entries(Fields.of(name, merged.get(key)));
                both.putAll(entries(Fields.of(own.path(key), own.raw(key))));
                merged.put(key, both);
            } else {
                merged.put(key, own.raw(key));
            }
        }
        return merged;
    }

    private static Map<String, Object> entries(Fields fields) {
        Map<String, Object> entries = new LinkedHashMap<>();
        fields.keys().forEach(key -> entries.put(key, fields.raw(key)));
        return entries;
    }

    private static @Nullable Object parse(String name, String text) {
        try {
            return PlainYaml.read(text);
        } catch (YAMLException e) {
            throw new InvalidProfileException(name + ": not YAML: " + e.getMessage());
        }
    }

    private static Profile profile(String name, Fields file) {
        Fields roles = Fields.of(file.path("roles"), file.raw("roles"));
        Set<String> all = Set.copyOf(roles.texts("all"));
        String defaultRole = role(roles, roles.text("default"), all);
        Set<String> voters = roles(roles, "voters", all);
        Set<String> groupRoles = roles(roles, "in-group", all);
        roles.done();
        Map<String, ParameterType> parameters = new LinkedHashMap<>();
        Map<String, Object> defaults = new LinkedHashMap<>();
        readParameters(file.child("parameters"), parameters, defaults);
        Duration pollEvery = Fields.duration(file.path("poll-every"), file.raw("poll-every"));
        Map<String, Long> settings = new HashMap<>();
        String deriver = deriver(file, settings);
        return new Profile(
                name,
                new ProfileTerms(all, defaultRole, pollEvery, parameters, defaults),
                voters,
                groupRoles,
                signals(file.child("signals")),
                signals(file.child("group-signals")),
                Sources.links(file),
                Sources.identity(file),
                Sources.restart(Fields.of(file.path("restart"), file.raw("restart"))),
                thresholds(file),
                LogRules.read(file, EVENTS),
                deriver,
                settings);
    }

    private static @Nullable String deriver(Fields file, Map<String, Long> settings) {
        if (file.raw("deriver") == null) {
            return null;
        }
        Fields deriver = file.child("deriver");
        String name = deriver.text("name");
        for (String key : deriver.keys()) {
            if (!key.equals("name")) {
                settings.put(key, Fields.wholeNumber(deriver.path(key), deriver.raw(key)));
            }
        }
        return name;
    }

    private static Set<String> roles(Fields roles, String key, Set<String> all) {
        Set<String> chosen = new HashSet<>();
        roles.texts(key).forEach(role -> chosen.add(role(roles, role, all)));
        return chosen;
    }

    private static String role(Fields roles, String role, Set<String> all) {
        Map<String, String> allowed = new HashMap<>();
        all.forEach(each -> allowed.put(each, each));
        return Fields.oneOf(roles.path("all"), role, allowed);
    }

    private static void readParameters(
            Fields all, Map<String, ParameterType> parameters, Map<String, Object> defaults) {
        for (String name : all.keys()) {
            Fields parameter = Fields.of(all.path(name), all.raw(name));
            ParameterType type = Fields.oneOf(parameter.path("type"), parameter.text("type"), TYPES);
            parameters.put(name, type);
            Object value = parameter.raw("default");
            if (value != null) {
                String path = parameter.path("default");
                defaults.put(
                        name,
                        switch (type) {
                            case DURATION -> Fields.duration(path, value);
                            case NUMBER -> Fields.wholeNumber(path, value);
                            case TEXT -> Fields.text(path, value);
                        });
            }
            parameter.done();
        }
    }

    private static Map<Signal, List<Source>> signals(Fields all) {
        Map<Signal, List<Source>> signals = new EnumMap<>(Signal.class);
        for (String word : all.keys()) {
            Signal signal = Fields.oneOf(all.path(word), word, SIGNALS);
            signals.put(signal, all.list(word, item -> Sources.source(item, HOWS)));
        }
        return signals;
    }

    private static Map<String, ThresholdOverride> thresholds(Fields file) {
        Map<String, ThresholdOverride> thresholds = new HashMap<>();
        Fields conditions = file.child("conditions");
        for (String key : conditions.keys()) {
            thresholds.put(key, Sources.condition(conditions, key));
        }
        Fields limits = file.child("limits");
        for (String key : limits.keys()) {
            if (!(limits.raw(key) instanceof Number limit)) {
                throw new InvalidProfileException(
                        limits.path(key) + ": found " + Fields.shown(limits.raw(key)) + ", expected a number");
            }
            thresholds.put(key, new ThresholdOverride(true, null, null, null, limit.doubleValue()));
        }
        return thresholds;
    }

    private static <T extends Word> Map<String, T> byWord(T[] constants) {
        Map<String, T> byWord = new HashMap<>();
        for (T constant : constants) {
            byWord.put(constant.word(), constant);
        }
        return byWord;
    }

    private static Map<String, ParameterType> parameterTypes() {
        Map<String, ParameterType> types = new HashMap<>();
        for (ParameterType type : ParameterType.values()) {
            types.put(type.name().toLowerCase(Locale.ROOT), type);
        }
        return types;
    }
}
