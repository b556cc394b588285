package io.quorumwatch.source.exposition;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names and values of a label set without building anything: it leaves positions. Reused from line to line, so a line that
 * turns out to be known or unwanted has cost no allocation.
 */
final class LabelScanner {

    private static final int POSITIONS = 4;

    private final int most;
    private int[] positions = new int[POSITIONS * 4];
    private int count;
    private int end;
    private int metricFrom;
    private int metricTo;

    LabelScanner(int most) {
        this.most = most;
    }

    /** Forgets the last set; a line without braces has none. */
    void clear() {
        count = 0;
        metricFrom = -1;
        metricTo = -1;
    }

    /** Reads the set whose opening brace stands just before {@code from}. Null when it is well formed. */
    @Nullable
    Malformed scan(byte[] line, int from, int to) {
        clear();
        int at = Characters.skipBlanks(line, from, to);
        while (at < to && line[at] != '}') {
            boolean quoted = line[at] == '"';
            int nameFrom = quoted ? at + 1 : at;
            int nameTo = quoted ? QuotedText.end(line, nameFrom, to) : endOfLabelName(line, nameFrom, to);
            if (nameTo < 0 || (nameTo == nameFrom && !quoted)) {
                return nameTo == QuotedText.BAD_ESCAPE ? Malformed.BAD_ESCAPE : Malformed.BAD_LABELS;
            }
            at = Characters.skipBlanks(line, quoted ? nameTo + 1 : nameTo, to);
            if (at < to && line[at] == '=') {
                at = Characters.skipBlanks(line, at + 1, to);
                if (nameTo == nameFrom || at == to || line[at] != '"') {
                    return Malformed.BAD_LABELS;
                }
                int valueFrom = at + 1;
                int valueTo = QuotedText.end(line, valueFrom, to);
                if (valueTo < 0) {
                    return valueTo == QuotedText.BAD_ESCAPE ? Malformed.BAD_ESCAPE : Malformed.BAD_LABELS;
                }
                Malformed refused = add(line, nameFrom, nameTo, valueFrom, valueTo);
                if (refused != null) {
                    return refused;
                }
                at = Characters.skipBlanks(line, valueTo + 1, to);
            } else if (quoted && metricFrom < 0 && nameTo > nameFrom) {
                metricFrom = nameFrom;
                metricTo = nameTo;
            } else {
                return quoted ? Malformed.BAD_NAME : Malformed.BAD_LABELS;
            }
            if (at < to && line[at] == ',') {
                at = Characters.skipBlanks(line, at + 1, to);
            } else if (at == to || line[at] != '}') {
                return Malformed.BAD_LABELS;
            }
        }
        end = at + 1;
        return at == to ? Malformed.BAD_LABELS : null;
    }

    private @Nullable Malformed add(byte[] line, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        if (count == most) {
            return Malformed.TOO_MANY_LABELS;
        }
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(line, nameFrom(i), nameTo(i), line, nameFrom, nameTo)) {
                return Malformed.DUPLICATE_LABEL;
            }
        }
        int at = POSITIONS * count;
        if (at == positions.length) {
            positions = Arrays.copyOf(positions, 2 * at);
        }
        positions[at] = nameFrom;
        positions[at + 1] = nameTo;
        positions[at + 2] = valueFrom;
        positions[at + 3] = valueTo;
        count++;
        return null;
    }

    private static int endOfLabelName(byte[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] != ':' && (Characters.isNameStart(line[at]) || Characters.isDigit(line[at]))) {
            at++;
        }
        return at > from && Characters.isDigit(line[from]) ? from : at;
    }

    int count() {
        return count;
    }

    /** The position behind the closing brace. */
    int end() {
        return end;
    }

    /** Where a quoted metric name among the labels begins, or -1 when there is none. */
    int metricFrom() {
        return metricFrom;
    }

    int metricTo() {
        return metricTo;
    }

    int nameFrom(int label) {
        return positions[POSITIONS * label];
    }

    int nameTo(int label) {
        return positions[POSITIONS * label + 1];
    }

    int valueFrom(int label) {
        return positions[POSITIONS * label + 2];
    }

    int valueTo(int label) {
        return positions[POSITIONS * label + 3];
    }
}
