package io.quorumwatch.bus;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
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
 *     {@code reason} and others; at most {@link #MOST_FIELDS}
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
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        line = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
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
