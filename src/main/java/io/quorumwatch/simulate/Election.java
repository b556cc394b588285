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
    private int abstained;
    private int denied;

    Election(Set<String> bonded) {
        this.asked = new HashSet<>(bonded);
    }

    void count(String from, Ballot ballot) {
        if (ballot == Ballot.GRANTED && asked.contains(from)) {
            granted.add(from);
        } else if (ballot == Ballot.ABSTAINED) {
            asked.remove(from);
            abstained++;
        } else if (ballot == Ballot.DENIED) {
            denied++;
        }
    }

    /** How many take part in it, the candidate included. */
    int size() {
        return 1 + asked.size() + abstained;
    }

    /** The votes so far as mosaik prints them: granted, denied, abstained; asked, needed, and how much of that is there. */
    String votes() {
        int needed = (1 + asked.size()) / 2 + 1;
        int given = 1 + granted.size();
        return "[" + given + "+/" + denied + "-/" + abstained + "?/n=" + size() + ",q=" + needed + "/"
                + Math.min(100, 100 * given / needed) + "%]";
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
