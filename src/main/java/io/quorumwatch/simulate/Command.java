package io.quorumwatch.simulate;

/** What is replicated: the commands of the committee's rounds and of the collections. */
sealed interface Command {

    /** The leader opens a round. */
    record OpenRound(long round) implements Command {}

    /** A member's share of a round; the round is finalized when every member's share is there. */
    record Partial(long round, String member) implements Command {}

    /** The record of a finalized round is appended to the broadcasts. */
    record Publish(long round) implements Command {}

    /** A server or a client enters its registry. */
    record Register(String name) implements Command {}

    /** Somebody asked for a snapshot; mosaik puts that into the log of the collection, so that all take it at the same index. */
    record TakeSnapshot() implements Command {}

    /**
     * An entry of the log.
     *
     * @param term the term of the leader that appended it
     */
    record Entry(long term, Command command) {}
}
