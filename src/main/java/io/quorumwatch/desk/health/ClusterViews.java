package io.quorumwatch.desk.health;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the present views of all clusters stand, for any number of readers on any thread. */
public final class ClusterViews {

    private volatile @Nullable SortedMap<String, ClusterView> present;

    /** All clusters by name, as one consistent, immutable map; empty before {@link #declared}. */
    public SortedMap<String, ClusterView> all() {
        SortedMap<String, ClusterView> views = present;
        return views == null ? Collections.emptySortedMap() : views;
    }

    /** The cluster, or null when none of this name is watched. */
    public @Nullable ClusterView cluster(String name) {
        return all().get(name);
    }

    /** Whether it has been said at all which clusters there are. */
    public boolean declared() {
        return present != null;
    }

    /** Exchanges the views. Only the one who makes them calls it. */
    public void show(SortedMap<String, ClusterView> next) {
        present = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }
}
