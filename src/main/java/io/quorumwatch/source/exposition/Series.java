package io.quorumwatch.source.exposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands before the value of a line, read once: the bytes and what they say. */
final class Series {

    /** What a series costs on the heap besides its bytes and its strings, which have about as many bytes again. */
    private static final int FIXED_COST = 200;

    final byte[] head;
    final int hash;
    final String name;
    final Labels labels;

    /** Where the values of the labels begin and end in the head, without their quotes. */
    private final int[] values;

    /** The next one in the same slot of the memory. */
    @Nullable
    Series inSlot;

    /** The one that followed it on the last page, and so most likely follows it on the next. */
    @Nullable
    Series follower;

    /** The page that had it last. */
    int page;

    Series(byte[] head, int hash, String name, Labels labels, int[] values) {
        this.head = head;
        this.hash = hash;
        this.name = name;
        this.labels = labels;
        this.values = values;
    }

    int valueFrom(int label) {
        return values[2 * label];
    }

    int valueTo(int label) {
        return values[2 * label + 1];
    }

    /** About how many bytes of heap it takes. */
    int cost() {
        return FIXED_COST + 2 * head.length;
    }

    /**
     * Reads what the scanner found on the line that begins there; null when it is not UTF-8. Strings that are the same as the neighbour's
     * are shared with it: the series of a family differ in one label.
     */
    static @Nullable Series read(byte[] line, int from, int hash, HeadScanner found, @Nullable Series neighbour) {
        String name = QuotedText.read(line, found.nameFrom(), found.nameTo());
        if (name == null) {
            return null;
        }
        LabelScanner set = found.labels();
        Labels near = neighbour == null ? Labels.NONE : neighbour.labels;
        List<String> pairs = new ArrayList<>(2 * set.count());
        int[] values = new int[2 * set.count()];
        for (int i = 0; i < set.count(); i++) {
            String labelName = QuotedText.read(line, set.nameFrom(i), set.nameTo(i));
            String value = QuotedText.read(line, set.valueFrom(i), set.valueTo(i));
            if (labelName == null || value == null) {
                return null;
            }
            values[2 * i] = set.valueFrom(i) - from;
            values[2 * i + 1] = set.valueTo(i) - from;
            boolean beside = i < near.size();
            pairs.add(beside ? shared(labelName, near.name(i)) : labelName);
            pairs.add(beside ? shared(value, near.value(i)) : value);
        }
        String sharedName = neighbour == null ? name : shared(name, neighbour.name);
        byte[] head = Arrays.copyOfRange(line, from, found.valueFrom());
        return new Series(head, hash, sharedName, Labels.of(pairs), values);
    }

    private static String shared(String text, String present) {
        return text.equals(present) ? present : text;
    }
}
