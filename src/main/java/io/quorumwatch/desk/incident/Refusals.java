package io.quorumwatch.desk.incident;

import io.quorumwatch.catalogue.RefusedAttempts;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How a member was refused by its peers since it was last at peace with them, by their logs or its own. */
final class Refusals {

    /** Refused members try again at the latest after 67.5 s (facts/mosaik.md 3.4); what is older than twice that is over. */
    private static final Duration STAND = Duration.ofSeconds(150);

    private static final int MOST_PEERS = 64;

    /** Pages may show the bonds as they were for so long after a refusal. */
    private static final Duration BONDS_SHOW = Duration.ofSeconds(10);

    private final SortedSet<String> by = new TreeSet<>();
    private @Nullable Instant last;

    /** When it was last seen to have had all its bonds for a while. */
    private @Nullable Instant bondedAt;

    private RefusedAttempts attempts = new RefusedAttempts();

    /**
     * A line says that it was refused.
     *
     * @param peer by whom; null when that is not known
     */
    void add(Instant at, @Nullable String peer) {
        if (last != null && (at.isAfter(last.plus(STAND)) || isOver(last))) {
            attempts = new RefusedAttempts();
            by.clear();
        }
        last = Instants.later(last, at);
        attempts.add(at);
        if (peer != null && by.size() < MOST_PEERS) {
            by.add(peer);
        }
    }

    /** It has had all its bonds since then. */
    void bonded(Instant at, @Nullable Instant since) {
        if (since != null && !at.isBefore(since.plus(BONDS_SHOW))) {
            bondedAt = at;
        }
    }

    /** Whether what was said of it then is over: its peers have taken it back, as its bonds show long enough afterwards. */
    boolean isOver(Instant said) {
        return bondedAt != null && !bondedAt.isBefore(said.plus(BONDS_SHOW));
    }

    /** Whether it is refused at present. */
    boolean stand(Instant now) {
        return last != null && !last.isBefore(now.minus(STAND)) && !isOver(last);
    }

    /** How often, whatever the number of lines about it. */
    int attempts() {
        return attempts.count();
    }

    /** By whom. */
    SortedSet<String> by() {
        return by;
    }
}
