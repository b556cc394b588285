package io.quorumwatch.source.exposition;

import java.util.Arrays;

/** The lines of one page that nobody wanted, one behind the other, each with its newline. Immutable. */
final class EarlierPage {

    private final byte[] text;

    /** Where the text of each line begins, and behind the last one, where the text ends. */
    private final int[] begins;

    /** How many of the lines before each one are samples, and behind the last one, how many of all. */
    private final int[] samplesBefore;

    private final int lines;

    private EarlierPage(byte[] text, int[] begins, int[] samplesBefore, int lines) {
        this.text = text;
        this.begins = begins;
        this.samplesBefore = samplesBefore;
        this.lines = lines;
    }

    int lines() {
        return lines;
    }

    /** Where the text of the line begins; behind the last line, where the text ends. */
    int begin(int line) {
        return begins[line];
    }

    /** How many lines of these are samples, {@code to} itself left out. */
    int samples(int from, int to) {
        return samplesBefore[to] - samplesBefore[from];
    }

    /** The first line, from {@code line} on, that is not one of those that stand in the range, in this order. */
    int firstOther(int line, byte[] bytes, int from, int to) {
        int differs = Arrays.mismatch(text, begins[line], begins[lines], bytes, from, to);
        if (differs < 0) {
            return lines;
        }
        int equalTo = begins[line] + differs;
        if (equalTo < begins[line + 1]) {
            return line;
        }
        int found = Arrays.binarySearch(begins, line, lines + 1, equalTo);
        // Between two beginnings: the first of the two lines is the one that differs.
        return found >= 0 ? found : -found - 2;
    }

    /** Whether the line is of the same series as the one in the range: they differ in nothing or in the last word alone. */
    boolean isOfSameSeries(int line, byte[] bytes, int from, int to) {
        int differs = Arrays.mismatch(text, begins[line], begins[line + 1], bytes, from, to);
        if (differs < 0) {
            return true;
        }
        int at = from + differs;
        while (at < to && bytes[at] != ' ') {
            at++;
        }
        return at == to;
    }

    /** Takes lines until it is full. */
    static final class Draft {

        /** More than any page that is worth it; what comes after it is not kept. */
        static final int MOST_BYTES = 256 * 1024;

        private static final int USUAL_LINE = 100;

        private byte[] text;
        private int[] begins;
        private int[] samplesBefore;
        private int lines;
        private boolean full;

        /** @param bytes about so many are expected */
        Draft(int bytes) {
            text = new byte[bytes];
            begins = new int[2 + bytes / USUAL_LINE];
            samplesBefore = new int[begins.length];
        }

        /** Adds the line in the range, its newline included. */
        void add(byte[] bytes, int from, int to, boolean isSample) {
            int begin = begins[lines];
            int end = begin + to - from;
            full |= end > MOST_BYTES;
            if (full) {
                return;
            }
            if (end > text.length) {
                text = Arrays.copyOf(text, Math.min(MOST_BYTES, 2 * end));
            }
            if (lines + 1 == begins.length) {
                begins = Arrays.copyOf(begins, 2 * begins.length);
                samplesBefore = Arrays.copyOf(samplesBefore, begins.length);
            }
            System.arraycopy(bytes, from, text, begin, to - from);
            begins[lines + 1] = end;
            samplesBefore[lines + 1] = samplesBefore[lines] + (isSample ? 1 : 0);
            lines++;
        }

        /** What was taken. No more can be added then. */
        EarlierPage page() {
            full = true;
            return new EarlierPage(text, begins, samplesBefore, lines);
        }
    }
}
