package io.quorumwatch.source.exposition;

import org.jspecify.annotations.Nullable;

/** Finds what stands before the value of a sample line: its name and labels, as positions. */
final class HeadScanner {

    private final LabelScanner labels;
    private int nameFrom;
    private int nameTo;
    private int valueFrom;

    HeadScanner(int mostLabels) {
        labels = new LabelScanner(mostLabels);
    }

    /** Reads the line, which begins with something other than a blank. Null when it is well formed up to its value. */
    @Nullable
    Malformed scan(byte[] line, int from, int to) {
        labels.clear();
        nameFrom = from;
        nameTo = Characters.endOfName(line, from, to);
        int at = nameTo;
        boolean named = nameTo > from;
        if (named) {
            if (Characters.isDigit(line[from])) {
                return Malformed.BAD_NAME;
            }
            at = Characters.skipBlanks(line, at, to);
        }
        boolean braced = at < to && line[at] == '{';
        if (braced) {
            Malformed refused = labels.scan(line, at + 1, to);
            if (refused != null) {
                return refused;
            }
            if (named == (labels.metricFrom() >= 0)) {
                return Malformed.BAD_NAME;
            }
            if (!named) {
                nameFrom = labels.metricFrom();
                nameTo = labels.metricTo();
            }
            at = Characters.skipBlanks(line, labels.end(), to);
        } else if (!named || (at == nameTo && at < to)) {
            return Malformed.BAD_NAME;
        }
        valueFrom = at;
        return at == to ? Malformed.BAD_VALUE : null;
    }

    /** Where the name begins, without its quote. */
    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    /** The labels; their positions hold until the next scan. */
    LabelScanner labels() {
        return labels;
    }

    /** Where the value begins. */
    int valueFrom() {
        return valueFrom;
    }
}
