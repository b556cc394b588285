package io.quorumwatch.source.exposition;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of a series in the order of the page, unescaped; immutable. */
public final class Labels {

    public static final Labels NONE = new Labels(new String[0]);

    /** Names and values in turn. */
    private final String[] pairs;

    private Labels(String[] pairs) {
        this.pairs = pairs;
    }

    /** Names and values in turn. */
    public static Labels of(List<String> pairs) {
        if (pairs.size() % 2 != 0) {
            throw new IllegalArgumentException("names and values in turn, but " + pairs.size() + " strings");
        }
        return pairs.isEmpty() ? NONE : new Labels(pairs.toArray(new String[0]));
    }

    /** The same names with another value at this place. */
    Labels with(int index, String value) {
        String[] changed = pairs.clone();
        changed[2 * index + 1] = value;
        return new Labels(changed);
    }

    /** How many labels there are. */
    public int size() {
        return pairs.length / 2;
    }

    public String name(int index) {
        return pairs[2 * index];
    }

    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** The value of the label, or null when there is none of that name. */
    public @Nullable String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && Arrays.equals(pairs, labels.pairs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pairs);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append(pairs[i])
                    .append("=\"")
                    .append(pairs[i + 1])
                    .append('"');
        }
        return text.append('}').toString();
    }
}
