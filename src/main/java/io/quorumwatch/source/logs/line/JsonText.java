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
 * form, and what other loggers call the same things. Spans are left out. Docker's {@code json-file} has the program's whole line, in
 * whatever format, under {@code log}.
 */
final class JsonText {

    /** How Docker's {@code json-file} begins. */
    private static final String DOCKER = "{\"log\":\"";

    private static final int MOST_FIELDS = 64;
    private static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(64)
                    .build())
            .build();

    private JsonText() {}

    /** The line, or null when it is not one JSON object with a time and a message or a level, and not Docker's. */
    static @Nullable LogLine parse(String line) {
        Map<String, String> head = new HashMap<>();
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            read(json, head, fields);
        } catch (IOException notJson) {
            return null;
        }
        String message = first(fields, "message", "msg");
        message = message == null ? first(head, "message", "msg") : message;
        String time = first(head, "timestamp", "time", "ts", "@timestamp");
        String level = first(head, "level", "severity", "lvl");
        if (time == null || message == null && level == null) {
            String log = head.get("log");
            return log != null && line.startsWith(DOCKER) ? docker(log, head.get("time")) : null;
        }
        String target = first(head, "target", "logger", "source");
        // A field may have the name of something of the line itself, so they are only laid together now.
        head.putAll(fields);
        return new LogLine(
                line, time, upper(level), target == null ? "" : target, message == null ? "" : message, head);
    }

    /** Colour is escaped inside JSON, so it was not seen before. */
    private static LogLine docker(String log, @Nullable String time) {
        return LineParser.parseInside(Ansi.stripped(log.stripTrailing()), time);
    }

    private static void read(JsonParser json, Map<String, String> here, Map<String, String> fields) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals("fields")) {
                read(json, fields, fields);
            } else if (value.isStructStart()) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL && here.size() < MOST_FIELDS) {
                here.put(name, json.getText());
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
