package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.LogEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Since when a member has not answered, and what its log shows meanwhile. */
final class Outage {

    /** What a process had written before it stood still may be read a little later. */
    private static final Duration STILL_ARRIVING = Duration.ofSeconds(5);

    private @Nullable Instant since;
    private @Nullable Instant wroteAt;

    /** A look that was asked at this time failed. */
    void failed(Instant askedAt) {
        since = since == null ? askedAt : since;
    }

    /** It answers. */
    void ends() {
        since = null;
        wroteAt = null;
    }

    /** Its log says something. */
    void hear(LogEvent event) {
        if (wroteAt == null
                && since != null
                && LogWitness.isLine(event)
                && event.at().isAfter(since.plus(STILL_ARRIVING))) {
            wroteAt = event.at();
        }
    }

    /** When the first look of those that fail was asked; null while it answers. */
    @Nullable
    Instant since() {
        return since;
    }

    /** Whether it wrote its log by then, and not before it stopped answering. */
    boolean wroteBefore(Instant time) {
        return wroteAt != null && wroteAt.isBefore(time);
    }
}
