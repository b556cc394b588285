package io.quorumwatch.simulate;

import java.util.OptionalLong;

/** The Raft metrics of one group as mosaik writes them, with their oddities (facts, section 2.0). A counter at 0 is not exported yet. */
final class RaftFigures {

    private static final int MOST_VOTERS = 5;

    private long elections;
    private long leaderChanges;
    private OptionalLong committed = OptionalLong.empty();
    private OptionalLong committeeSize = OptionalLong.empty();

    void electionStarted() {
        elections++;
    }

    void electionWon() {
        leaderChanges++;
    }

    /** Not a leader change at all: mosaik counts every {@code AppendEntries} that a follower receives. */
    void appendReceived() {
        leaderChanges++;
    }

    /** With the {@code AppendEntries} that caused it, stepping down counts three. */
    void steppedDown() {
        leaderChanges += 2;
    }

    /** Written only when the index advances; a snapshot does not write it. */
    void committed(long index) {
        committed = OptionalLong.of(index);
    }

    /** Written only by a leader, and never taken back. */
    void committee(int size) {
        committeeSize = OptionalLong.of(size);
    }

    long elections() {
        return elections;
    }

    long leaderChanges() {
        return leaderChanges;
    }

    OptionalLong committed() {
        return committed;
    }

    OptionalLong committeeSize() {
        return committeeSize;
    }

    /** At most five voters, and an odd number when there are more than two. */
    static int voters(int size) {
        int voters = Math.min(size, MOST_VOTERS);
        return voters > 2 && voters % 2 == 0 ? voters - 1 : voters;
    }
}
