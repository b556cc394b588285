package io.quorumwatch.bus;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One recognised line of a member's log, in the words of the {@link EventKind} vocabulary.
 *
 * @param watched the cluster, by its configured name
 * @param member the member whose log it stands in, by its configured name
 * @param role the member's configured role
 * @param at the line's own time; the time it was read when it has none
 * @param readAt when the agent read it
 * @param kind what the line means
 * @param fields what it says, by the profile's names: {@code peer}, {@code group}, {@code round}, {@code participants}, {@code servers},
 *     {@code reason} and others; at most {@link #MOST_FIELDS}, each as long as {@code line} at most
 * @param line the line itself, at most {@link #LONGEST_LINE} characters, without colour; evidence for a person, never to be parsed
 */
public record LogEvent(
        String watched,
        String member,
        String role,
        Instant at,
        Instant readAt,
        EventKind kind,
        Map<String, String> fields,
        String line)
        implements BusMessage {

    public static final int LONGEST_LINE = 512;
    public static final int MOST_FIELDS = 16;

    public LogEvent {
        SortedMap<String, String> bounded = new TreeMap<>();
        fields.forEach((name, value) -> bounded.put(name, bounded(value)));
        fields = Collections.unmodifiableSortedMap(bounded);
        line = bounded(line);
    }

    /** Short enough, and text that UTF-8 can write: halves of surrogate pairs, which JSON can bring in, become U+FFFD. */
    private static String bounded(String text) {
        int end = Math.min(text.length(), LONGEST_LINE);
        StringBuilder whole = null;
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            if (Character.isSurrogate(c)) {
                if (at + 1 < end && Character.isSurrogatePair(c, text.charAt(at + 1))) {
                    at++;
                } else {
                    whole = whole == null ? new StringBuilder(text).delete(end, text.length()) : whole;
                    whole.setCharAt(at, '\ufffd');
                }
            }
        }
        return whole != null ? whole.toString() : end < text.length() ? text.substring(0, end) : text;
    }

    /** What the line says under this name, or null. */
    public @Nullable String field(String name) {
        return fields.get(name);
    }

    /** The number that the line says under this name; {@code NaN} when it says none. */
    public double number(String name) {
        String text = fields.get(name);
        if (text == null) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
