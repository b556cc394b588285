package io.quorumwatch.profile.definition;

import io.quorumwatch.config.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One map of a profile's file, read field by field; what was not asked for by the end is an error. */
final class Fields {

    private final String path;
    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();

    private Fields(String path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    static Fields of(String path, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidProfileException(path + ": found " + shown(value) + ", expected a map");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, entry) -> {
            if (!(key instanceof String text)) {
                throw new InvalidProfileException(path + ": the key " + shown(key) + " is not text");
            }
            values.put(text, entry);
        });
        return new Fields(path, values);
    }

    String path(String key) {
        return path + "." + key;
    }

    Set<String> keys() {
        return values.keySet();
    }

    @Nullable
    Object raw(String key) {
        asked.add(key);
        return values.get(key);
    }

    @Nullable
    String optionalText(String key) {
        Object value = raw(key);
        return value == null ? null : text(path(key), value);
    }

    String text(String key) {
        return text(path(key), raw(key));
    }

    static String text(String path, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new InvalidProfileException(path + ": found " + shown(value) + ", expected text");
    }

    boolean flag(String key) {
        Object value = raw(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new InvalidProfileException(path(key) + ": found " + shown(value) + ", expected true or false");
    }

    @Nullable
    Duration optionalDuration(String key) {
        Object value = raw(key);
        return value == null ? null : duration(path(key), value);
    }

    static Duration duration(String path, @Nullable Object value) {
        Duration duration = value instanceof String text ? DurationText.parse(text) : null;
        if (duration == null) {
            throw new InvalidProfileException(path + ": found " + shown(value) + ", expected " + DurationText.ALLOWED);
        }
        return duration;
    }

    static long wholeNumber(String path, @Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new InvalidProfileException(path + ": found " + shown(value) + ", expected a whole number");
    }

    List<String> texts(String key) {
        return list(key, Fields::textOf);
    }

    private static String textOf(Item item) {
        return text(item.path(), item.value());
    }

    <T> List<T> list(String key, Function<Item, T> read) {
        if (!(raw(key) instanceof List<?> list) || list.isEmpty()) {
            throw new InvalidProfileException(
                    path(key) + ": found " + shown(values.get(key)) + ", expected a list with at least one entry");
        }
        List<T> items = new ArrayList<>();
        for (Object value : list) {
            items.add(read.apply(new Item(path(key) + "[" + items.size() + "]", value)));
        }
        return items;
    }

    /** The map under the key, empty when there is none. */
    Fields child(String key) {
        Object value = raw(key);
        return value == null ? new Fields(path(key), Map.of()) : of(path(key), value);
    }

    /** The constant whose word this is. */
    static <T> T oneOf(String path, String found, Map<String, T> allowed) {
        T constant = allowed.get(found);
        if (constant == null) {
            throw new InvalidProfileException(
                    path + ": found " + shown(found) + ", expected one of " + new TreeSet<>(allowed.keySet()));
        }
        return constant;
    }

    /** Ends the reading: every key must have been asked for. */
    void done() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                throw new InvalidProfileException(path(key) + ": unknown key, expected one of " + new TreeSet<>(asked));
            }
        }
    }

    static String shown(@Nullable Object value) {
        return value == null ? "nothing" : "'" + value + "'";
    }

    /**
     * @param path where the entry stands
     * @param value the entry
     */
    record Item(String path, @Nullable Object value) {}
}
