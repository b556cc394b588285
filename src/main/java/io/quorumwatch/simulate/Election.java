package io.quorumwatch.simulate;

import io.quorumwatch.simulate.Message.Ballot;
import java.util.HashSet;
import java.util.Set;

/**
 * One election from the candidate's side. There is no fixed quorum: only those are asked who are bonded now, and those who abstain or
 * lose their bond are not counted. A member without bonds needs one vote, its own.
 */
final class Election {

    private final Set<String> asked;
    private final Set<String> granted = new HashSet<>();

    Election(Set<String> bonded) {
        this.asked = new HashSet<>(bonded);
    }

    void count(String from, Ballot ballot) {
        if (ballot == Ballot.GRANTED && asked.contains(from)) {
            granted.add(from);
        } else if (ballot == Ballot.ABSTAINED) {
            asked.remove(from);
        }
    }

    void bondLost(String peer) {
        asked.remove(peer);
        granted.remove(peer);
    }

    boolean won() {
        int counted = 1 + asked.size();
        return 1 + granted.size() >= counted / 2 + 1;
    }
}
