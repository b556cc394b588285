package io.quorumwatch.config;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The watched system's own parameters by their own names in kebab-case, already of the type that the profile declares for them
 * ({@link Duration}, {@link Long} or {@link String}).
 */
public record Parameters(Map<String, Object> values) {

    static final String COMMITTEE_SIZE = "committee-size";

    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** The duration, or null when it is neither configured nor has a default. */
    public @Nullable Duration duration(String name) {
        return (Duration) values.get(name);
    }

    /** The duration, or the given one when it is absent. */
    public Duration duration(String name, Duration otherwise) {
        return values.get(name) instanceof Duration duration ? duration : otherwise;
    }

    /** The whole number, or the given one when it is absent. */
    public long number(String name, long otherwise) {
        return values.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    /** How many members have a vote: the given number of those that are known, unless another is configured. */
    public int committeeSize(int known) {
        return Math.toIntExact(number(COMMITTEE_SIZE, known));
    }

    /** The text, or null when it is absent. */
    public @Nullable String text(String name) {
        return (String) values.get(name);
    }
}
