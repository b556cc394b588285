package io.quorumwatch.simulate;

import io.quorumwatch.simulate.Command.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What travels over a bond. Sizes are those seen on running committees, rounded: they only have to make the byte counters move alike. */
sealed interface Message {

    int bytes();

    /** The bond's heartbeat. */
    record Ping() implements Message {
        static final Ping INSTANCE = new Ping();

        @Override
        public int bytes() {
            return 4;
        }
    }

    /** The other end has ended the bond. */
    record Close(BondEnd.Reason reason) implements Message {
        @Override
        public int bytes() {
            return 6;
        }
    }

    /** A leader's {@code AppendEntries}; a heartbeat when there are no entries, and then nobody answers it. */
    record Append(long term, long previousIndex, List<Entry> entries, long commitIndex) implements Message {
        @Override
        public int bytes() {
            return 39 + 34 * entries.size();
        }
    }

    record Acknowledge(long term, long matchIndex) implements Message {
        @Override
        public int bytes() {
            return 22;
        }
    }

    record RequestVote(long term, long lastTerm, long lastIndex) implements Message {
        @Override
        public int bytes() {
            return 28;
        }
    }

    record Vote(long term, Ballot ballot) implements Message {
        @Override
        public int bytes() {
            return 24;
        }
    }

    /** A vote; an abstention shrinks the number of those that are counted. */
    enum Ballot {
        GRANTED,
        DENIED,
        ABSTAINED
    }

    /** A follower hands a command to its leader. */
    record Forward(Command command) implements Message {
        @Override
        public int bytes() {
            return 58;
        }
    }

    record SyncRequest(long term, long lastIndex) implements Message {
        @Override
        public int bytes() {
            return 26;
        }
    }

    /**
     * What a member that is behind needs.
     *
     * @param baseIndex the entries begin after this index
     * @param state the replica at {@code baseIndex}, or null when the entries continue the member's own log
     */
    record SyncReply(long term, long baseIndex, @Nullable Object state, List<Entry> entries, long commitIndex)
            implements Message {
        @Override
        public int bytes() {
            return 40 + 34 * entries.size();
        }
    }
}
