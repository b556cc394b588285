package io.quorumwatch.face.log;

import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.bus.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values of log fields as JSON. Whatever comes in, what goes out is one line of bounded length. */
final class LogText {

    /** The longest string; what is cut ends in an ellipsis. */
    static final int LONGEST = 1024;

    /** The most items of a list or an object that are written, and how deep they may be nested. */
    private static final int MOST_ITEMS = 64;

    private static final int DEEPEST = 4;

    private LogText() {}

    static void value(StringBuilder line, @Nullable Object value) {
        value(line, value, 0);
    }

    private static void value(StringBuilder line, @Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            line.append(value);
        } else if (value instanceof Number number) {
            number(line, number);
        } else if (value instanceof Map<?, ?> map && depth < DEEPEST) {
            object(line, map, depth);
        } else if (value instanceof Collection<?> items && depth < DEEPEST) {
            list(line, items, depth);
        } else if (value instanceof Word word) {
            string(line, word.word(), LONGEST);
        } else if (value instanceof Instant instant) {
            value(line, JsonForm.time(instant), depth);
        } else if (value instanceof Duration duration) {
            number(line, duration.toNanos() / 1e9);
        } else {
            string(line, String.valueOf(value), LONGEST);
        }
    }

    private static void number(StringBuilder line, Number number) {
        double value = number.doubleValue();
        if (Double.isFinite(value)) {
            line.append(number);
        } else {
            string(line, number.toString(), LONGEST);
        }
    }

    private static void object(StringBuilder line, Map<?, ?> map, int depth) {
        line.append('{');
        int written = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (written == MOST_ITEMS) {
                break;
            }
            line.append(written++ == 0 ? "" : ",");
            string(line, String.valueOf(entry.getKey()), LONGEST);
            line.append(':');
            value(line, entry.getValue(), depth + 1);
        }
        line.append('}');
    }

    private static void list(StringBuilder line, Collection<?> items, int depth) {
        line.append('[');
        int written = 0;
        for (Object item : items) {
            if (written == MOST_ITEMS) {
                break;
            }
            line.append(written++ == 0 ? "" : ",");
            value(line, item, depth + 1);
        }
        line.append(']');
    }

    /**
     * A quoted string. Control characters, line separators, marks that turn the direction of writing, and the like are
     * escaped, halves of surrogate pairs replaced: a line must stay one line, and must show on a terminal what it says.
     */
    static void string(StringBuilder line, String text, int longest) {
        int end = Math.min(text.length(), longest);
        boolean cut = end < text.length();
        if (cut && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        line.append('"');
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c == '\n') {
                line.append("\\n");
            } else if (c == '\t') {
                line.append("\\t");
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                line.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                // Half of a pair is no character, and readers of JSON refuse it in whatever form it is written.
                line.append('\ufffd');
            } else if (isPlain(c)) {
                line.append(c);
            } else {
                line.append("\\u").append(Character.forDigit(c >> 12, 16));
                line.append(Character.forDigit(c >> 8 & 15, 16));
                line.append(Character.forDigit(c >> 4 & 15, 16));
                line.append(Character.forDigit(c & 15, 16));
            }
        }
        line.append(cut ? "…\"" : "\"");
    }

    private static boolean isPlain(char c) {
        if (c >= ' ' && c < 0x7f) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
