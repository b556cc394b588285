package io.quorumwatch.bus;

import org.jspecify.annotations.Nullable;

/**
 * What a verdict is about, unique among the verdicts on one cluster; ordered by condition, then subject, the cluster as a whole first.
 * Its parts are those of the verdicts: ten thousands are remembered, and none has a text of its own.
 *
 * @param condition the condition's key in the catalogue
 * @param subject a member, a link {@code a->b}, or null for the cluster as a whole
 */
public record Topic(String condition, @Nullable String subject) implements OnTopic, Comparable<Topic> {

    /** The order of topics. */
    static int compare(String one, @Nullable String oneSubject, String other, @Nullable String otherSubject) {
        int order = one.compareTo(other);
        if (order != 0) {
            return order;
        }
        if (oneSubject == null || otherSubject == null) {
            return Boolean.compare(oneSubject != null, otherSubject != null);
        }
        return oneSubject.compareTo(otherSubject);
    }

    @Override
    public int compareTo(Topic other) {
        return compare(condition, subject, other.condition, other.subject);
    }
}
