package io.quorumwatch.source.exposition;

import java.util.Arrays;

/** The lines of one page that nobody wanted, one behind the other, each with its newline. Immutable. */
final class EarlierPage {

    private final byte[] text;

    /** Where the text of each line ends. */
    private final int[] ends;

    /** How many of the lines up to each one, itself included, are samples. */
    private final int[] samples;

    private final int lines;

    private EarlierPage(byte[] text, int[] ends, int[] samples, int lines) {
        this.text = text;
        this.ends = ends;
        this.samples = samples;
        this.lines = lines;
    }

    int lines() {
        return lines;
    }

    /** Where the text of the line begins; behind the last line, where the text ends. */
    int begin(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    /** How many lines of these are samples, {@code to} itself left out. */
    int samples(int from, int to) {
        return samplesBefore(to) - samplesBefore(from);
    }

    private int samplesBefore(int line) {
        return line == 0 ? 0 : samples[line - 1];
    }

    /** The first line, from {@code line} on, that is not one of those that stand in the range, in this order. */
    int firstOther(int line, byte[] bytes, int from, int to) {
        int begin = begin(line);
        int length = begin(lines);
        int differs = Arrays.mismatch(text, begin, length, bytes, from, to);
        int equalTo = differs < 0 ? length : begin + differs;
        int low = line;
        int high = ends[line] > equalTo ? line : lines;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= equalTo) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether the line is of the same series as the one in the range: they differ in nothing or in the last word alone. */
    boolean isOfSameSeries(int line, byte[] bytes, int from, int to) {
        int differs = Arrays.mismatch(text, begin(line), ends[line], bytes, from, to);
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
        private int[] ends;
        private int[] samples;
        private int lines;
        private boolean full;

        /** @param bytes about so many are expected */
        Draft(int bytes) {
            text = new byte[bytes];
            ends = new int[1 + bytes / USUAL_LINE];
            samples = new int[ends.length];
        }

        /** Adds the line in the range, its newline included. */
        void add(byte[] bytes, int from, int to, boolean isSample) {
            int begin = lines == 0 ? 0 : ends[lines - 1];
            int end = begin + to - from;
            full |= end > MOST_BYTES;
            if (full) {
                return;
            }
            if (end > text.length) {
                text = Arrays.copyOf(text, Math.min(MOST_BYTES, 2 * end));
            }
            if (lines == ends.length) {
                ends = Arrays.copyOf(ends, 2 * lines);
                samples = Arrays.copyOf(samples, 2 * lines);
            }
            System.arraycopy(bytes, from, text, begin, to - from);
            ends[lines] = end;
            samples[lines] = (lines == 0 ? 0 : samples[lines - 1]) + (isSample ? 1 : 0);
            lines++;
        }

        /** What was taken. No more can be added then. */
        EarlierPage page() {
            full = true;
            return new EarlierPage(text, ends, samples, lines);
        }
    }
}
