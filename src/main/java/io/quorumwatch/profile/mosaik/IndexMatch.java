package io.quorumwatch.profile.mosaik;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the group whose commit index moves together with a documented one.
 *
 * <p>The documented index is copied from the group's by the application and so may be behind it for a moment, but never ahead.
 */
final class IndexMatch {

    /** By how many changes of the documented index a group must be ahead of all others. */
    private static final int LEAD = 3;

    /** What a group loses when it is behind the documented index, which it cannot be if it is the one. */
    private static final int LOSS = 2;

    private static final int MOST = 20;

    private final Map<String, Integer> scores = new TreeMap<>();

    /** The documented index has changed, and these are the groups of the same page. */
    void changed(double index, SortedMap<String, GroupPage> groups) {
        groups.forEach((label, group) -> {
            if (group.committed() == index) {
                scores.merge(label, 1, (score, one) -> Math.min(score + one, MOST));
            } else if (group.committed() < index) {
                scores.merge(label, -LOSS, (score, loss) -> Math.max(score + loss, -MOST));
            }
        });
    }

    /** Forgets the groups that are on no page any more. */
    void keepOnly(Collection<String> labels) {
        scores.keySet().retainAll(labels);
    }

    /** The group that is clearly ahead of the others, those left out that are collections; null when none is. */
    @Nullable
    String best(Collection<String> collections) {
        scores.keySet().removeAll(collections);
        String best = null;
        int first = 0;
        int second = 0;
        for (Map.Entry<String, Integer> entry : scores.entrySet()) {
            if (entry.getValue() > first) {
                second = first;
                first = entry.getValue();
                best = entry.getKey();
            } else {
                second = Math.max(second, entry.getValue());
            }
        }
        return first - second >= LEAD ? best : null;
    }
}
