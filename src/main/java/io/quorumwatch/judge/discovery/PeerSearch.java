package io.quorumwatch.judge.discovery;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One member's search for its peers since its start, as its pages and its log show it. */
final class PeerSearch {

    private @Nullable Instant startedAt;
    private @Nullable Instant failedAt;
    private @Nullable Instant endedAt;
    private @Nullable Instant foundAt;
    private @Nullable Instant withoutNeighborsSince;
    private @Nullable Instant companySince;
    private boolean logged;

    /** Its log tells of a start, perhaps of one that is known. */
    void told(Instant at) {
        if (startedAt == null || at.isAfter(startedAt.plus(BootstrapPart.SAME_START))) {
            started(at);
        }
    }

    /** The member has begun anew: what its former process found or failed at counts no more. */
    private void started(Instant at) {
        startedAt = at;
        failedAt = null;
        endedAt = null;
        foundAt = null;
        withoutNeighborsSince = null;
    }

    /** @param company whether any other member is seen: an absence of peers proves nothing without one */
    void read(MemberReading reading, boolean company) {
        Instant at = reading.answeredAt();
        if (reading.restarted() && (startedAt == null || startedAt.isBefore(at.minus(BootstrapPart.SAME_START)))) {
            started(at);
        }
        if (!reading.seen()) {
            return;
        }
        Signals signals = reading.signals();
        startedAt = startedAt == null ? at : startedAt;
        companySince = Instants.since(companySince, company, at);
        if (signals.get(Signal.BONDS) > 0
                || signals.get(Signal.CATALOG_SIZE) > 0
                || signals.get(Signal.GOSSIP_NEIGHBORS) > 0) {
            foundAt = at;
        }
        boolean alone = company && signals.isFalse(Signal.GOSSIP_NEIGHBORS);
        withoutNeighborsSince = Instants.since(withoutNeighborsSince, alone, at);
    }

    void bootstrapFailed(Instant at) {
        failedAt = at;
    }

    void discoveryEnded(Instant at) {
        endedAt = at;
    }

    void logged(boolean followed) {
        logged = followed;
    }

    /** Whether its log is read. */
    boolean logged() {
        return logged;
    }

    /** When its present process began, or was first seen; null before that. */
    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    /** When its log last said that the bootstrap has failed. */
    @Nullable
    Instant failedAt() {
        return failedAt;
    }

    /** When its log said that discovery has ended for good. */
    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    /** When a page last showed any peer, by a bond, in the catalogue or in the swarm; null while none has since the start. */
    @Nullable
    Instant foundAt() {
        return foundAt;
    }

    /** Since when its present process could have found a peer but has not; null when it has, or when there is none. */
    @Nullable
    Instant searchingSince() {
        if (foundAt != null || startedAt == null || companySince == null) {
            return null;
        }
        return Instants.later(startedAt, companySince);
    }

    /** Since when its pages have shown an empty swarm although another member is there. */
    @Nullable
    Instant withoutNeighborsSince() {
        return withoutNeighborsSince;
    }

    /** Whether the page says anything from which it can be told. */
    static boolean tells(Signals signals) {
        return signals.has(Signal.BONDS) || signals.has(Signal.CATALOG_SIZE) || signals.has(Signal.GOSSIP_NEIGHBORS);
    }
}
