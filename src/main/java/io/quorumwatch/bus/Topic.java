package io.quorumwatch.bus;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict is about, unique among the verdicts on one cluster; ordered by condition, then subject, the cluster as a whole first.
 * Its parts are those of the verdicts: ten thousands are remembered, and none has a text of its own.
 *
 * @param condition the condition's key in the catalogue
 * @param subject a member, a link {@code a->b}, or null for the cluster as a whole
 */
public record Topic(String condition, @Nullable String subject) implements Comparable<Topic> {

    private static final Comparator<@Nullable String> WHOLE_CLUSTER_FIRST =
            Comparator.nullsFirst(Comparator.<String>naturalOrder());

    @Override
    public int compareTo(Topic other) {
        int order = condition.compareTo(other.condition);
        return order == 0 ? WHOLE_CLUSTER_FIRST.compare(subject, other.subject) : order;
    }
}
