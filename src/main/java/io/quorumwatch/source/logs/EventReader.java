package io.quorumwatch.source.logs;

import io.quorumwatch.bus.LogEvent;
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

    /** Lines so far that are in no known format. */
    long unstructured();
}
