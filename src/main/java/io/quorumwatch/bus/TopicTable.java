package io.quorumwatch.bus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * At most one entry for each topic, in the order of {@link Topic}. A cluster has some fifty topics and everybody who follows it keeps
 * them, so they stand in a list and not in a map: no entry has a key or a node of its own, and nothing is made to look one up. Not for
 * use by several threads.
 *
 * @param <T> what is said on a topic; its topic never changes
 */
public final class TopicTable<T extends OnTopic> {

    private final List<T> entries = new ArrayList<>();
    private final List<T> unmodifiable = Collections.unmodifiableList(entries);

    /** The entry on the topic; null when there is none. */
    public @Nullable T get(String condition, @Nullable String subject) {
        int place = place(condition, subject);
        return place < 0 ? null : entries.get(place);
    }

    /** The entry on the same topic; null when there is none. */
    public @Nullable T get(OnTopic topic) {
        return get(topic.condition(), topic.subject());
    }

    /** Puts the entry in the place of the one on its topic, if there is one. */
    public void put(T entry) {
        int place = place(entry.condition(), entry.subject());
        if (place < 0) {
            entries.add(-place - 1, entry);
        } else {
            entries.set(place, entry);
        }
    }

    /** Drops the entries that are such. */
    public void removeIf(Predicate<? super T> such) {
        entries.removeIf(such);
    }

    /** All entries in order; changes with the table. */
    public List<T> all() {
        return unmodifiable;
    }

    /** The entries on one condition in the order of their subjects; to be read before the table changes. */
    public List<T> on(String condition) {
        int from = place(condition, null);
        from = from < 0 ? -from - 1 : from;
        int to = from;
        while (to < entries.size() && entries.get(to).condition().equals(condition)) {
            to++;
        }
        return unmodifiable.subList(from, to);
    }

    /** Where the entry on the topic is, or -1 less the place where it would be. */
    private int place(String condition, @Nullable String subject) {
        int low = 0;
        int high = entries.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            T entry = entries.get(middle);
            int order = Topic.compare(entry.condition(), entry.subject(), condition, subject);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
