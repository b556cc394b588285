package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.ScrapeFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Since when a member has not answered, since when in the present way, and what its log shows meanwhile. */
final class Outage {

    /** What a process had written before it stood still may be read a little later. */
    private static final Duration STILL_ARRIVING = Duration.ofSeconds(5);

    private @Nullable Instant since;
    private @Nullable Instant failsSoSince;
    private @Nullable ScrapeFailure failure;
    private @Nullable Instant wroteAt;
    private boolean lacked;

    /** A look that was asked at this time failed in this way. */
    void failed(Instant askedAt, @Nullable ScrapeFailure how) {
        since = since == null ? askedAt : since;
        if (failsSoSince == null || how != failure) {
            failsSoSince = askedAt;
            failure = how;
            wroteAt = null;
            lacked = false;
        }
    }

    /** It answers. */
    void ends() {
        since = null;
        failsSoSince = null;
        wroteAt = null;
    }

    /** Some peer that answers shows no bond to it, or does not tell. */
    void isLacked() {
        lacked = true;
    }

    /** Whether peers have lacked it since it began to fail in the present way. */
    boolean wasLacked() {
        return lacked;
    }

    /** Its log says something. */
    void hear(LogEvent event) {
        if (wroteAt == null
                && failsSoSince != null
                && LogWitness.isLine(event)
                && event.at().isAfter(failsSoSince.plus(STILL_ARRIVING))) {
            wroteAt = event.at();
        }
    }

    /** When the first look of those that fail was asked; null while it answers. */
    @Nullable
    Instant since() {
        return since;
    }

    /** When the first look was asked of those that fail in the present way, without another in between; null while it answers. */
    @Nullable
    Instant failsSoSince() {
        return failsSoSince;
    }

    /** Whether it wrote its log by then, and not before it began to fail in the present way. */
    boolean wroteBefore(Instant time) {
        return wroteAt != null && wroteAt.isBefore(time);
    }
}
