package io.quorumwatch.source.logs.line;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines of logs apart, each by its own format. Stateless; any text gives a {@link LogLine}, at worst one that is not
 * {@link LogLine#structured()}.
 */
public final class LineParser {

    static final int SHORTEST_TIME = "2026-04-18T21:33:01Z".length();

    private LineParser() {}

    /** The program's line, out of what a container runtime or syslog wrote around it. */
    public static LogLine parse(String raw) {
        String line = Ansi.stripped(raw);
        LogLine parsed = parseOwn(line);
        if (parsed != null) {
            return parsed;
        }
        LineEnvelope envelope = LineEnvelope.of(line);
        return envelope == null ? LogLine.unstructured(line, null) : parseInside(envelope.contents(), envelope.time());
    }

    /**
     * A line that stood inside another.
     *
     * @param time when it was written down, for a line in no known format; null when that is not said
     */
    static LogLine parseInside(String line, @Nullable String time) {
        LogLine parsed = parseOwn(line);
        return parsed == null ? LogLine.unstructured(line, time) : parsed;
    }

    private static @Nullable LogLine parseOwn(String line) {
        int start = skipBlanks(line, 0);
        if (start == line.length()) {
            return null;
        }
        char first = line.charAt(start);
        if (first == '{') {
            return JsonText.parse(line);
        }
        if (first >= '0' && first <= '9') {
            return tracing(line, start);
        }
        return line.startsWith("time=", start) || line.startsWith("ts=", start) ? keyValues(line) : null;
    }

    /** {@code <time> <level> [span{…}: ]<target>: <message> <key>=<value> …} */
    private static @Nullable LogLine tracing(String line, int start) {
        int timeEnd = line.indexOf(' ', start);
        if (timeEnd - start < SHORTEST_TIME || line.charAt(start + 10) != 'T') {
            return null;
        }
        int levelStart = skipBlanks(line, timeEnd);
        int levelEnd = line.indexOf(' ', levelStart);
        if (levelEnd < 0) {
            return null;
        }
        String level = level(line, levelStart, levelEnd);
        if (level == null) {
            return null;
        }
        int at = afterSpans(line, skipBlanks(line, levelEnd));
        int colon = line.indexOf(": ", at);
        int blank = line.indexOf(' ', at);
        boolean hasTarget = colon > 0 && blank == colon + 1;
        String target = hasTarget ? line.substring(at, colon) : "";
        String text = line.substring(hasTarget ? colon + 2 : Math.min(at, line.length()));
        return new LogLine(line, line.substring(start, timeEnd), level, target, text, null);
    }

    /** Spans stand before the target as {@code name{key=value}:}, several without a blank between them. */
    private static int afterSpans(String line, int at) {
        int from = at;
        int brace = line.indexOf('{', from);
        int blank = line.indexOf(' ', from);
        while (brace >= 0 && (blank < 0 || brace < blank)) {
            int close = line.indexOf("}:", brace);
            if (close < 0) {
                return from;
            }
            from = skipBlanks(line, close + 2);
            brace = line.indexOf('{', from);
            // Not searched anew while it is ahead: that would take time with the square of the number of spans.
            blank = blank >= 0 && blank < from ? line.indexOf(' ', from) : blank;
        }
        return from;
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static @Nullable String level(String line, int start, int end) {
        return switch (end - start) {
            case 4 -> line.startsWith("INFO", start) ? "INFO" : line.startsWith("WARN", start) ? "WARN" : null;
            case 5 ->
                line.startsWith("DEBUG", start)
                        ? "DEBUG"
                        : line.startsWith("ERROR", start) ? "ERROR" : line.startsWith("TRACE", start) ? "TRACE" : null;
            default -> null;
        };
    }

    /** {@code time=… level=… source=… msg="…" key=value …} as Go programs write it. */
    private static @Nullable LogLine keyValues(String line) {
        Map<String, String> fields = KeyValues.of(line);
        String time = fields.getOrDefault("time", fields.get("ts"));
        String message = fields.getOrDefault("msg", fields.get("message"));
        if (time == null || message == null) {
            return null;
        }
        String target = fields.getOrDefault("source", fields.getOrDefault("logger", ""));
        return new LogLine(line, time, JsonText.upper(fields.get("level")), target, message, fields);
    }
}
