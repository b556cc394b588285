package io.quorumwatch.judge.attestation;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The refusals of one member since it was last at peace with all others; its size does not grow with their number. */
final class Refusals {

    /** One refused attempt is written by both sides and for several peers within moments; longer apart is another attempt. */
    private static final Duration BURST = Duration.ofSeconds(2);

    private static final int MOST_REFUSERS = 32;

    private final Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    private final Set<String> refusers = new TreeSet<>();
    private Instant firstAt = Instant.MAX;
    private Instant lastAt = Instant.MIN;
    private Instant burstAt = Instant.MIN;
    private int bursts;
    private long lines;
    private @Nullable String lastLine;

    /**
     * @param by who refused it, null when the line does not say
     */
    void add(LogEvent event, @Nullable String by) {
        Instant at = event.at();
        if (bursts == 0 || Duration.between(burstAt, at).abs().compareTo(BURST) > 0) {
            bursts++;
            burstAt = at;
        }
        kinds.add(event.kind());
        if (by != null && refusers.size() < MOST_REFUSERS) {
            refusers.add(by);
        }
        firstAt = Instants.earlier(firstAt, at);
        lastAt = Instants.later(lastAt, at);
        lastLine = event.line();
        lines++;
    }

    boolean says(EventKind kind) {
        return kinds.contains(kind);
    }

    Instant firstAt() {
        return firstAt;
    }

    Instant lastAt() {
        return lastAt;
    }

    /** Attempts that were refused. */
    int bursts() {
        return bursts;
    }

    /** Lines about them. */
    long lines() {
        return lines;
    }

    Set<String> refusers() {
        return refusers;
    }

    @Nullable
    String lastLine() {
        return lastLine;
    }
}
