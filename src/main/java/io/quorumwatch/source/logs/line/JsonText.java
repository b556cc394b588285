package io.quorumwatch.source.logs.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on a line: {@code tracing}'s, where everything but time, level and target is under {@code fields}, its flattened
 * form, and what other loggers call the same things. Spans are left out.
 */
final class JsonText {

    private static final int MOST_FIELDS = 64;
    private static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(64)
                    .build())
            .build();

    private JsonText() {}

    /** The line, or null when it is not one JSON object with a message. */
    static @Nullable LogLine parse(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            read(json, fields);
        } catch (IOException notJson) {
            return null;
        }
        String message = first(fields, "message", "msg");
        String time = first(fields, "timestamp", "time", "ts", "@timestamp");
        if (message == null || time == null) {
            return null;
        }
        String target = first(fields, "target", "logger", "source");
        return new LogLine(
                line,
                time,
                upper(first(fields, "level", "severity", "lvl")),
                target == null ? "" : target,
                message,
                fields);
    }

    private static void read(JsonParser json, Map<String, String> fields) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals("fields")) {
                read(json, fields);
            } else if (value.isStructStart()) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL && fields.size() < MOST_FIELDS) {
                fields.put(name, json.getText());
            }
        }
    }

    private static @Nullable String first(Map<String, String> fields, String... names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    static String upper(@Nullable String level) {
        if (level == null) {
            return "";
        }
        String upper = level.toUpperCase(Locale.ROOT);
        return upper.equals("WARNING") ? "WARN" : upper;
    }
}
