package io.quorumwatch.bus;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of a JSON object that another process sent. A field that is missing or of another type than documented ends the
 * reading with an {@link IllegalArgumentException} that names the field; fields that are not documented are ignored, so that a newer
 * agent can talk to an older one.
 */
final class JsonFields {

    private final Map<String, ?> fields;

    JsonFields(Map<String, ?> fields) {
        this.fields = fields;
    }

    @Nullable
    Object raw(String name) {
        return fields.get(name);
    }

    String text(String name) {
        return required(name, textOrNull(name));
    }

    @Nullable
    String textOrNull(String name) {
        return typed(String.class, name, fields.get(name));
    }

    boolean truth(String name) {
        return required(name, typed(Boolean.class, name, fields.get(name)));
    }

    long whole(String name) {
        return required(name, typed(Number.class, name, fields.get(name))).longValue();
    }

    /** The time, {@link Instant#MIN} where the field is null. */
    Instant time(String name) {
        String text = textOrNull(name);
        if (text == null) {
            return Instant.MIN;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("field " + name + ": not an RFC 3339 time: " + text, notATime);
        }
    }

    <E extends Enum<E> & Word> E word(Class<E> type, String name) {
        return constant(type, name, text(name));
    }

    @Nullable
    <E extends Enum<E> & Word> E wordOrNull(Class<E> type, String name) {
        String word = textOrNull(name);
        return word == null ? null : constant(type, name, word);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : required(name, typed(List.class, name, fields.get(name)))) {
            texts.add(required(name, typed(String.class, name, item)));
        }
        return texts;
    }

    /** The object's fields by name, sorted; empty when it is missing. */
    Map<String, Object> object(String name) {
        Map<?, ?> value = typed(Map.class, name, fields.get(name));
        Map<String, Object> object = new TreeMap<>();
        if (value != null) {
            value.forEach((key, field) -> object.put(String.valueOf(key), field));
        }
        return object;
    }

    /** The objects of a list; empty when it is missing. */
    List<Map<String, Object>> objects(String name) {
        List<?> items = typed(List.class, name, fields.get(name));
        List<Map<String, Object>> objects = new ArrayList<>();
        if (items != null) {
            for (Object item : items) {
                Map<String, Object> object = new TreeMap<>();
                required(name, typed(Map.class, name, item))
                        .forEach((key, field) -> object.put(String.valueOf(key), field));
                objects.add(object);
            }
        }
        return objects;
    }

    static <E extends Enum<E> & Word> E constant(Class<E> type, String name, String word) {
        for (E constant : type.getEnumConstants()) {
            if (constant.word().equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("field " + name + ": unknown word " + word);
    }

    private static <T> @Nullable T typed(Class<T> type, String name, @Nullable Object value) {
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        throw new IllegalArgumentException(
                "field " + name + ": expected a " + type.getSimpleName() + ", found " + value);
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("field " + name + " is missing");
        }
        return value;
    }
}
