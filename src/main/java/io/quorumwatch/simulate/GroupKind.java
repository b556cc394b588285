package io.quorumwatch.simulate;

import io.quorumwatch.bus.Word;

/**
 * The Raft groups of a zipnet server: the committee itself, and one for every replicated collection, because in mosaik a collection is a
 * group of its own with its own leader and its own counters.
 */
enum GroupKind implements Word {
    /** The rounds. Members catch up by replaying the log; only this group asks for tickets. */
    COMMITTEE,
    /** The finalized rounds' records, a vector. */
    BROADCASTS,
    /** Which servers there are, a map. */
    SERVERS,
    /** Which clients there are, a map. */
    CLIENTS;

    /** Whether members catch up by taking over a snapshot, so that the log before it is unknown to them. */
    boolean syncsBySnapshot() {
        return this != COMMITTEE;
    }
}
