package io.quorumwatch.profile.definition;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a profile knows of logs.
 *
 * @param lines which lines mean what, in order: the first that fits decides
 * @param fields the names under which events carry what lines say, each with the keys under which lines may say it
 */
public record LogRules(List<LineRule> lines, Map<String, List<String>> fields) {

    /** The field that carries the instance a line is about; lines about another are not the cluster's. */
    public static final String INSTANCE = "instance";

    /** The field that carries the group a line is about. */
    public static final String GROUP = "group";

    /** The field that tells which group the committee is. */
    public static final String COMMITTEE_GROUP = "committee-group";

    /** The field that carries another member, or, in {@link EventKind#NODE_UP}, the member itself. */
    public static final String PEER = "peer";

    public LogRules {
        lines = List.copyOf(lines);
        fields = Map.copyOf(fields);
    }

    /** What a line may mean: not that a log is followed or lost, which only whoever reads it can say. */
    static EventKind[] kinds() {
        Set<EventKind> kinds = EnumSet.complementOf(EnumSet.of(EventKind.LOG_FOLLOWED, EventKind.LOG_LOST));
        return kinds.toArray(new EventKind[0]);
    }

    /** Reads the sections {@code logs} (rules by event) and {@code log-fields}; both may be missing. */
    static LogRules read(Fields file, Map<String, EventKind> kinds) {
        List<LineRule> lines = new ArrayList<>();
        Fields logs = file.child("logs");
        for (String word : logs.keys()) {
            EventKind kind = Fields.oneOf(logs.path(word), word, kinds);
            lines.addAll(logs.list(word, item -> rule(kind, item)));
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Fields names = file.child("log-fields");
        if (names.keys().size() > LogEvent.MOST_FIELDS) {
            throw new InvalidProfileException(file.path("log-fields") + ": found "
                    + names.keys().size() + " names, expected at most " + LogEvent.MOST_FIELDS);
        }
        for (String name : names.keys()) {
            fields.put(name, names.texts(name));
        }
        return new LogRules(lines, fields);
    }

    private static LineRule rule(EventKind kind, Fields.Item item) {
        Fields entry = Fields.of(item.path(), item.value());
        LineRule.By by = null;
        String words = "";
        for (LineRule.By way : LineRule.By.values()) {
            String found = entry.optionalText(way.word());
            if (found != null && by != null) {
                throw notOneOf(item);
            }
            by = found == null ? by : way;
            words = found == null ? words : found;
        }
        if (by == null) {
            throw notOneOf(item);
        }
        if (by != LineRule.By.CONTAINS && words.length() < LineRule.SHORTEST) {
            throw new InvalidProfileException(entry.path(by.word()) + ": found '" + words + "', expected at least "
                    + LineRule.SHORTEST + " characters");
        }
        List<String> notTargets = entry.raw("not-targets") == null ? List.of() : entry.texts("not-targets");
        LineRule rule = new LineRule(kind, by, words, entry.optionalText("target"), notTargets);
        entry.done();
        return rule;
    }

    private static InvalidProfileException notOneOf(Fields.Item item) {
        return new InvalidProfileException(item.path() + ": expected message, contains or field, one of them");
    }
}
