package io.quorumwatch.profile.reading;

import io.quorumwatch.profile.definition.Source;
import io.quorumwatch.source.exposition.Labels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which series of a page are the cluster's.
 *
 * @param instance the value that the label {@code instance} must have; null when the page has no such label and nothing is to be
 *     told apart by it
 * @param groups the group label: one when it is known, none when the page does not have the group, several while it is not known
 *     which one it is. A signal that is told apart by group counts only when all of them agree: the right one is among them
 */
public record Scope(@Nullable String instance, List<String> groups) {

    /** Nothing is to be told apart. */
    public static final Scope ALL = new Scope(null, List.of());

    public Scope {
        groups = List.copyOf(groups);
    }

    /** Whether a series with these labels is meant. */
    public static boolean matches(Labels labels, Map<String, String> wanted, @Nullable String instance, String group) {
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            String value = entry.getValue();
            if (value.equals(Source.INSTANCE)) {
                if (instance != null && !instance.equals(labels.get(entry.getKey()))) {
                    return false;
                }
            } else if (!(value.equals(Source.GROUP) ? group : value).equals(labels.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
