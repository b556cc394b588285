package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one member's log can testify to: whether it is read, how far it reaches, and whether it tells of elections and bonds. */
final class LogWitness {

    /** A start brings bonds and an election within seconds, and so does a change of bonds; their lines may be read late. */
    private static final Duration SHOWS_ITSELF = Duration.ofMinutes(1);

    private boolean followed;
    private @Nullable String lostFor;
    private @Nullable Instant lastLine;

    /** When something happened that a log at the level of elections and bonds would have told of. */
    private @Nullable Instant toldOf;

    private @Nullable Instant lastDetail;

    /** From when on it is read without a break. */
    private @Nullable Instant since;

    private boolean tellsOfBonds;

    /** A line, or what the follower says of the log. */
    void hear(LogEvent event) {
        followed = event.kind() != EventKind.LOG_LOST;
        since = Instants.since(since, followed, event.at());
        lostFor = followed ? null : Objects.requireNonNullElse(event.field("reason"), "unknown");
        if (isLine(event)) {
            lastLine = Instants.later(lastLine, event.at());
        }
        switch (event.kind()) {
            case NODE_UP, GROUP_JOINED -> {
                toldOf = Instants.later(toldOf, event.at());
                // A process that begins anew may write less.
                tellsOfBonds = false;
            }
            case BOND_FORMED, BOND_ENDED -> {
                lastDetail = Instants.later(lastDetail, event.at());
                tellsOfBonds = true;
            }
            case ELECTION_STARTED,
                    ELECTION_SEEN,
                    ELECTION_WON,
                    ELECTION_UNDECIDED,
                    VOTE_RECEIVED,
                    VOTE_CAST,
                    TERM_CHANGED,
                    FOLLOWING -> lastDetail = Instants.later(lastDetail, event.at());
            default -> {}
        }
    }

    /** Whether the log itself says it, and not the follower of the log. */
    static boolean isLine(LogEvent event) {
        return event.kind() != EventKind.LOG_FOLLOWED && event.kind() != EventKind.LOG_LOST;
    }

    /** The member's pages show that it began, or that its bonds changed. */
    void shouldTell(Instant at) {
        if (followed) {
            toldOf = at;
        }
    }

    boolean followed() {
        return followed;
    }

    /** Whether it is read, and has been since then without a break. */
    boolean readSince(Instant time) {
        return since != null && !since.isAfter(time);
    }

    /** Whether its process writes at the level of bonds, as far as it has shown. */
    boolean tellsOfBonds() {
        return tellsOfBonds;
    }

    /** Why it cannot be read any more; null when it is read, or never was. */
    @Nullable
    String lostFor() {
        return lostFor;
    }

    /** The time of the newest line that means something; null when none is known. */
    @Nullable
    Instant lastLine() {
        return lastLine;
    }

    /**
     * Whether it is silent about elections and bonds: the member began, or its bonds changed, and no such line came. In a calm committee
     * there are none to be written, which proves nothing.
     */
    boolean isQuiet(Instant now) {
        Instant happened = toldOf;
        return happened != null
                && Duration.between(happened, now).compareTo(SHOWS_ITSELF) > 0
                && (lastDetail == null || lastDetail.isBefore(happened.minus(SHOWS_ITSELF)));
    }
}
