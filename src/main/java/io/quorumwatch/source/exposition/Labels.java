package io.quorumwatch.source.exposition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of a series in the order of the page, unescaped; immutable. */
public final class Labels {

    public static final Labels NONE = new Labels(List.of());

    private final List<String> pairs;

    private Labels(List<String> pairs) {
        this.pairs = pairs;
    }

    /** Names and values in turn. */
    public static Labels of(List<String> pairs) {
        if (pairs.size() % 2 != 0) {
            throw new IllegalArgumentException("names and values in turn, but " + pairs.size() + " strings");
        }
        return pairs.isEmpty() ? NONE : new Labels(List.copyOf(pairs));
    }

    /** How many labels there are. */
    public int size() {
        return pairs.size() / 2;
    }

    public String name(int index) {
        return pairs.get(2 * index);
    }

    public String value(int index) {
        return pairs.get(2 * index + 1);
    }

    /** The value of the label, or null when there is none of that name. */
    public @Nullable String get(String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && pairs.equals(labels.pairs);
    }

    @Override
    public int hashCode() {
        return pairs.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < pairs.size(); i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append(pairs.get(i))
                    .append("=\"")
                    .append(pairs.get(i + 1))
                    .append('"');
        }
        return text.append('}').toString();
    }
}
