package io.quorumwatch.source.logs;

import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.config.ClusterConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says what the lines of one cluster's logs mean. Used from one event loop only. */
public interface EventReader {

    /**
     * What the line means, or null when it means nothing to this cluster.
     *
     * @param member whose log it stands in
     * @param line the line without its end
     * @param readAt when it was read
     */
    @Nullable
    LogEvent read(String member, String line, Instant readAt);

    /** The cluster is configured so from now on, its profile being the same; what was learnt of members that stay is kept. */
    default void change(ClusterConfig cluster) {}

    /** Lines so far that are in no known format. */
    long unstructured();
}
