package io.quorumwatch.profile.logs;

import io.quorumwatch.profile.definition.LineRule;
import io.quorumwatch.source.logs.line.LogLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rule of a line. Most lines have none, and are turned away by their first four characters and a few searches; nothing is
 * allocated. Immutable; safe for any thread.
 */
public final class LineClassifier {

    private final long[] beginnings;
    private final LineRule[][] byBeginning;
    private final LineRule[] byContent;
    private final LineRule[] byField;

    public LineClassifier(List<LineRule> rules) {
        SortedMap<Long, List<LineRule>> sorted = new TreeMap<>();
        for (LineRule rule : rules) {
            if (rule.by() != LineRule.By.CONTAINS) {
                sorted.computeIfAbsent(beginning(rule.words()), key -> new ArrayList<>())
                        .add(rule);
            }
        }
        beginnings = sorted.keySet().stream().mapToLong(Long::longValue).toArray();
        byBeginning = sorted.values().stream()
                .map(list -> list.toArray(new LineRule[0]))
                .toArray(LineRule[][]::new);
        byContent = those(rules, LineRule.By.CONTAINS);
        byField = those(rules, LineRule.By.FIELD);
    }

    private static LineRule[] those(List<LineRule> rules, LineRule.By by) {
        return rules.stream().filter(rule -> rule.by() == by).toArray(LineRule[]::new);
    }

    /** The first rule that fits, those about beginnings before those about contents, and fields last; null when none does. */
    public @Nullable LineRule ruleOf(LogLine line) {
        String text = line.text();
        if (text.length() >= LineRule.SHORTEST) {
            int known = Arrays.binarySearch(beginnings, beginning(text));
            if (known >= 0) {
                for (LineRule rule : byBeginning[known]) {
                    if (begins(text, rule) && targetFits(rule, line)) {
                        return rule;
                    }
                }
            }
        }
        for (LineRule rule : byContent) {
            if (says(text, rule.words()) && targetFits(rule, line)) {
                return rule;
            }
        }
        return text.isEmpty() ? ruleOfFields(line) : null;
    }

    /** Formats that keep the message apart leave it empty when there is none. */
    private @Nullable LineRule ruleOfFields(LogLine line) {
        for (LineRule rule : byField) {
            if (line.field(rule.words()) != null && targetFits(rule, line)) {
                return rule;
            }
        }
        return null;
    }

    /** Whether the text begins with the rule's words as such: neither with a longer word nor, unless that is meant, with a field. */
    private static boolean begins(String text, LineRule rule) {
        String words = rule.words();
        if (!text.startsWith(words)) {
            return false;
        }
        int end = words.length();
        char next = end < text.length() ? text.charAt(end) : ' ';
        return rule.by() == LineRule.By.FIELD
                ? next == '='
                : next != '=' && !(inWord(next) && inWord(words.charAt(end - 1)));
    }

    /**
     * Whether the words stand in the text as such: not the end of another word or of the path of a function, as the frames of a
     * backtrace have it, and not (part of) the name of a field.
     */
    private static boolean says(String text, String words) {
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            int end = at + words.length();
            if (!(at > 0 && joins(text.charAt(at - 1), words.charAt(0)))
                    && !endsPath(text, at)
                    && !(end < text.length() && (text.charAt(end) == '=' || text.charAt(end) == '_'))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsPath(String text, int at) {
        return text.startsWith("::", at - 2) && !Character.isUpperCase(text.charAt(at));
    }

    /** A capital begins a word of its own, as in {@code GroupWrongUniverse}. */
    private static boolean joins(char before, char first) {
        return inWord(before) && !Character.isUpperCase(first) || before == '_';
    }

    private static boolean inWord(char letter) {
        return letter == '_' || Character.isLetterOrDigit(letter);
    }

    private static boolean targetFits(LineRule rule, LogLine line) {
        if (rule.target() != null && !line.target().startsWith(rule.target())) {
            return false;
        }
        for (String not : rule.notTargets()) {
            if (line.target().startsWith(not)) {
                return false;
            }
        }
        return true;
    }

    private static long beginning(String text) {
        return (long) text.charAt(0) << 48 | (long) text.charAt(1) << 32 | (long) text.charAt(2) << 16 | text.charAt(3);
    }
}
