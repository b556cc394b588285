package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.config.ClusterConfig;
import java.util.Set;

/**
 * Says what the looks at one cluster mean; a profile implements it. One instance per cluster, called in the order of the looks and
 * from one thread at a time: it remembers earlier looks, because some signals are derived from how pages change.
 */
public interface LookReader {

    /** The metric families that it wants to see of a page, by the name before {@code _bucket}, {@code _sum} and {@code _count}. */
    Set<String> wantedFamilies();

    /** The cluster has these members from now on, all else being the same; what is remembered of those that left is forgotten. */
    default void change(ClusterConfig cluster) {}

    /** What the look says about the member. */
    MemberReading read(Look look);
}
