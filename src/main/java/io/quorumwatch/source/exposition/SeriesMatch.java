package io.quorumwatch.source.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a line as the series that is expected there: the very same, or one that differs in the values of its labels alone. So members
 * of one kind, whose pages name other peers in the same places, cost no more than one member does.
 */
final class SeriesMatch {

    private Labels labels = Labels.NONE;
    private int valueFrom;

    /** Whether the line has that name, those labels in that order, and a plain value for each. Never true of another series. */
    boolean matches(Series expected, byte[] line, int from, int to) {
        byte[] head = expected.head;
        valueFrom = from + head.length;
        if (valueFrom < to && Arrays.equals(head, 0, head.length, line, from, valueFrom)) {
            labels = expected.labels;
        } else if (!matchesButForValues(expected, line, from, to)) {
            return false;
        }
        // A longer head may go on where this one ends: with a blank, or with labels behind one.
        return valueFrom < to && line[valueFrom] != '{' && !Characters.isBlank(line[valueFrom]);
    }

    private boolean matchesButForValues(Series expected, byte[] line, int from, int to) {
        byte[] head = expected.head;
        Labels neighbour = labels;
        Labels found = expected.labels;
        int read = 0;
        int at = from;
        for (int i = 0; i < found.size(); i++) {
            int begins = at + expected.valueFrom(i) - read;
            if (begins > to || !Arrays.equals(head, read, expected.valueFrom(i), line, at, begins)) {
                return false;
            }
            int ends = endOfPlainValue(line, begins, to);
            if (ends < 0) {
                return false;
            }
            if (!says(found.value(i), line, begins, ends)) {
                boolean beside = i < neighbour.size() && says(neighbour.value(i), line, begins, ends);
                found = found.with(i, beside ? neighbour.value(i) : text(line, begins, ends));
            }
            read = expected.valueTo(i);
            at = ends;
        }
        valueFrom = at + head.length - read;
        labels = found;
        return valueFrom <= to && Arrays.equals(head, read, head.length, line, at, valueFrom);
    }

    /** The position of the closing quote; negative when what is quoted has an escape or is not ASCII, or does not end. */
    private static int endOfPlainValue(byte[] line, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = line[at];
            if (b == '"') {
                return at;
            }
            if (b < 0 || b == '\\') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean says(String text, byte[] line, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != line[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The labels of the last line that matched. */
    Labels labels() {
        return labels;
    }

    /** Where the value of the last line that matched begins. */
    int valueFrom() {
        return valueFrom;
    }
}
