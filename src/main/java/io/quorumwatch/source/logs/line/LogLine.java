package io.quorumwatch.source.logs.line;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a log. What it says is only taken apart when it is asked for.
 *
 * <p>{@link #text()} begins with the message; in text formats the fields follow it on the same line, because only a blank and a key
 * tell where a message ends.
 */
public final class LogLine {

    private final String whole;
    private final @Nullable String time;
    private final String level;
    private final String target;
    private final String text;
    private final @Nullable Map<String, String> fields;
    private final boolean structured;
    private @Nullable Map<String, String> inText;

    LogLine(
            String whole,
            @Nullable String time,
            String level,
            String target,
            String text,
            @Nullable Map<String, String> fields) {
        this(whole, time, level, target, text, fields, true);
    }

    private LogLine(
            String whole,
            @Nullable String time,
            String level,
            String target,
            String text,
            @Nullable Map<String, String> fields,
            boolean structured) {
        this.whole = whole;
        this.time = time;
        this.level = level;
        this.target = target;
        this.text = text;
        this.fields = fields;
        this.structured = structured;
    }

    /**
     * A line in no known format.
     *
     * @param time when somebody else wrote it down; null when nobody said that
     */
    static LogLine unstructured(String line, @Nullable String time) {
        return new LogLine(line, time, "", "", line, Map.of(), false);
    }

    /** The program's line without colour, and without what a container runtime or syslog wrote around it. */
    public String whole() {
        return whole;
    }

    /**
     * When it was written; null when it does not say so in RFC 3339 (Unix seconds in JSON are understood, too). A time before 1970 is none:
     * nobody wrote logs in the year 0, and sums with such times overflow.
     */
    public @Nullable Instant at() {
        if (time == null || time.isEmpty()) {
            return null;
        }
        try {
            Instant at = parsed(time);
            return at.isBefore(Instant.EPOCH) ? null : at;
        } catch (DateTimeException | NumberFormatException notATime) {
            return null;
        }
    }

    private static Instant parsed(String time) {
        if (time.endsWith("Z")) {
            return Instant.parse(time);
        }
        return time.indexOf('T') > 0 ? OffsetDateTime.parse(time).toInstant() : seconds(time);
    }

    private static Instant seconds(String text) {
        double seconds = Double.parseDouble(text);
        if (!(seconds > 0 && seconds < 1e11)) {
            throw new NumberFormatException(text);
        }
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    /** Whether it was recognised as a line of a log at all; a stack trace, for example, is not. */
    public boolean structured() {
        return structured;
    }

    /** {@code ERROR}, {@code WARN}, {@code INFO}, {@code DEBUG}, {@code TRACE}, or empty. */
    public String level() {
        return level;
    }

    /** The part of the program that wrote it, or empty. */
    public String target() {
        return target;
    }

    /** The message, perhaps with fields behind it. */
    public String text() {
        return text;
    }

    /**
     * What the line says under this name; null when it says nothing. The fields of its format come first, then those that stand inside
     * its message, as some programs write them; what stands inside a value is never a field.
     */
    public @Nullable String field(String name) {
        String value = fields == null ? null : fields.get(name);
        return value == null ? fieldsInText().get(name) : value;
    }

    private Map<String, String> fieldsInText() {
        Map<String, String> known = inText;
        if (known == null) {
            known = KeyValues.of(text);
            inText = known;
        }
        return known;
    }
}
