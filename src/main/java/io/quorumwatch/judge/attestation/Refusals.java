package io.quorumwatch.judge.attestation;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.catalogue.RefusedAttempts;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The refusals of one member since it was last at peace with all others; its size does not grow with their number. */
final class Refusals {

    private static final int MOST_REFUSERS = 32;

    private final Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    private final Set<String> refusers = new TreeSet<>();
    private Instant firstAt = Instant.MAX;
    private Instant lastAt = Instant.MIN;
    private final RefusedAttempts attempts = new RefusedAttempts();
    private long lines;
    private @Nullable String lastLine;

    /**
     * @param by who refused it, null when the line does not say
     */
    void add(LogEvent event, @Nullable String by) {
        Instant at = event.at();
        attempts.add(at);
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
    int attempts() {
        return attempts.count();
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
