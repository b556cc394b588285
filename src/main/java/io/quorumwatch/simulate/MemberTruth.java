package io.quorumwatch.simulate;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is true of a member, whatever its page says: the answer sheet for tests.
 *
 * @param member its name
 * @param running whether its process is there
 * @param paused whether the process is frozen
 * @param leads whether it leads the committee group in its own opinion
 * @param term its term in the committee group
 * @param bondedTo the peers that it is really bonded to in the committee group
 * @param commitIndex its commit index in the committee group, 0 before the first commit
 * @param roundsFinalized the rounds that this process has seen finalized
 */
public record MemberTruth(
        String member,
        boolean running,
        boolean paused,
        boolean leads,
        long term,
        SortedSet<String> bondedTo,
        long commitIndex,
        long roundsFinalized) {

    public MemberTruth {
        bondedTo = Collections.unmodifiableSortedSet(new TreeSet<>(bondedTo));
    }

    static MemberTruth of(MemberProcess process) {
        RaftNode raft = process.group(GroupKind.COMMITTEE).raft();
        return new MemberTruth(
                process.name(),
                true,
                process.asleep(),
                raft.leads(),
                raft.term(),
                new TreeSet<>(process.group(GroupKind.COMMITTEE).bonded()),
                raft.commitIndex(),
                process.rounds().finalized());
    }

    static MemberTruth gone(String member) {
        return new MemberTruth(member, false, false, false, 0, Collections.emptySortedSet(), 0, 0);
    }
}
