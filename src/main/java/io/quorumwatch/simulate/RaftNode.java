package io.quorumwatch.simulate;

import io.quorumwatch.simulate.CommitteeEvent.Kind;
import io.quorumwatch.simulate.Message.Ballot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One member's Raft in one group, with mosaik's own rules (facts, sections 3.1 and 3.4): elections count the bonded only, a higher term
 * always wins, a lower one is ignored without an answer, and a follower of a leader with an older log keeps its commit index and waits.
 */
final class RaftNode {

    private static final long ELECTION_TIMEOUT = 2_000_000;
    private static final long ELECTION_JITTER = 500_000;
    /** Added before the very first election of a process, while it knows of no term. */
    private static final long BOOTSTRAP_DELAY = 3_000_000;

    private final GroupNode node;
    private final ReplicatedLog log = new ReplicatedLog();
    private final RaftFigures figures = new RaftFigures();
    private final CatchUp catchUp;
    private long term;
    private long commitIndex;
    private @Nullable String votedFor;
    private @Nullable String leader;
    private @Nullable Election election;
    private @Nullable Leadership leadership;
    private Timeline.@Nullable Event electionTimer;

    RaftNode(GroupNode node) {
        this.node = node;
        this.catchUp = new CatchUp(this, node);
    }

    void start() {
        waitForLeader();
    }

    boolean leads() {
        return leadership != null;
    }

    long term() {
        return term;
    }

    long commitIndex() {
        return commitIndex;
    }

    ReplicatedLog log() {
        return log;
    }

    RaftFigures figures() {
        return figures;
    }

    boolean catchingUp() {
        return catchUp.running();
    }

    /** Whether there is somebody to propose to: the leader that this member hears, or itself. */
    boolean hearsLeader() {
        return leader != null;
    }

    /** Hands the command to the leader, if there is one. It may still be lost with the leader. */
    void propose(Command command) {
        if (leadership != null) {
            leadership.propose(command);
        } else if (leader != null) {
            node.send(leader, new Message.Forward(command));
        }
    }

    void receive(String from, Message message) {
        if (message instanceof Message.Append append) {
            receiveAppend(from, append);
        } else if (message instanceof Message.RequestVote request) {
            receiveRequest(from, request);
        } else if (message instanceof Message.Vote vote) {
            if (election != null && vote.term() == term) {
                election.count(from, vote.ballot());
                leadWhenWon(election);
            }
        } else if (message instanceof Message.Acknowledge acknowledge) {
            if (leadership != null && acknowledge.term() == term) {
                leadership.acknowledged(from, acknowledge.matchIndex());
            }
        } else if (message instanceof Message.Forward forward) {
            if (leadership != null) {
                leadership.propose(forward.command());
            }
        } else if (message instanceof Message.SyncRequest request) {
            if (leadership != null && request.term() == term) {
                catchUp.serve(from, request.lastIndex());
            }
        } else if (message instanceof Message.SyncReply reply) {
            if (reply.term() == term) {
                catchUp.complete(reply);
            }
        }
    }

    void bondLost(String peer) {
        if (leadership != null) {
            leadership.bondLost(peer);
        } else if (election != null) {
            election.bondLost(peer);
            leadWhenWon(election);
        } else if (peer.equals(leader)) {
            leader = null;
            catchUp.abandon();
        }
    }

    /** Commits and applies up to the index as far as the log goes. */
    void commitTo(long index) {
        long target = Math.min(index, log.lastIndex());
        if (target <= commitIndex) {
            return;
        }
        while (commitIndex < target) {
            commitIndex++;
            node.replica().apply(log.entry(commitIndex).command(), !catchUp.running());
        }
        figures.committed(commitIndex);
        log.compact(commitIndex);
    }

    /** Begins anew after an index that a snapshot stands for; the gauge does not notice. */
    void restartAt(long index) {
        log.restart(index, term);
        commitIndex = index;
    }

    private void waitForLeader() {
        if (electionTimer != null) {
            electionTimer.cancel();
        }
        long bootstrap = term == 0 ? BOOTSTRAP_DELAY : 0;
        electionTimer = node.timer(bootstrap + ELECTION_TIMEOUT + node.between(0, ELECTION_JITTER), this::timedOut);
    }

    private void timedOut() {
        if (catchUp.running()) {
            waitForLeader();
        } else {
            if (election != null) {
                node.tell(
                        Kind.QUORUM_NOT_REACHED,
                        Map.of("term", term, "committee_size", election.size(), "votes", election.votes()));
            }
            stand();
        }
    }

    private void stand() {
        endLeadership();
        term++;
        votedFor = node.member();
        leader = null;
        figures.electionStarted();
        node.tell(Kind.ELECTION_STARTED, Map.of("term", term, "log", log.position()));
        Election standing = new Election(node.bonded());
        election = standing;
        waitForLeader();
        for (String peer : List.copyOf(node.bonded())) {
            node.send(peer, new Message.RequestVote(term, log.lastTerm(), log.lastIndex()));
        }
        leadWhenWon(standing);
    }

    private void leadWhenWon(Election standing) {
        if (standing.won()) {
            election = null;
            if (electionTimer != null) {
                electionTimer.cancel();
            }
            leader = node.member();
            figures.electionWon();
            node.tell(Kind.ELECTION_WON, Map.of("term", term, "votes", standing.votes()));
            leadership = new Leadership(this, node);
            leadership.heartbeat();
        }
    }

    private void receiveAppend(String from, Message.Append append) {
        if (append.term() < term) {
            return; // Stale messages are not answered, so an old leader never learns of the new one.
        }
        if (leadership != null && append.term() == term) {
            node.tell(
                    Kind.RIVAL_LEADER,
                    Map.of(
                            "term",
                            term,
                            "other_leader",
                            Identities.peer(from),
                            "other_leader_log",
                            ReplicatedLog.position(append.term(), append.previousIndex()),
                            "local_log",
                            log.position()));
            stand();
            return;
        }
        follow(from, append.term());
        figures.appendReceived();
        waitForLeader();
        if (catchUp.running()) {
            return;
        }
        if (append.previousIndex() > log.lastIndex()) {
            catchUp.begin(from, append.previousIndex());
            return;
        }
        if (!append.entries().isEmpty()) {
            log.truncateAfter(append.previousIndex());
            log.append(append.entries());
            node.send(from, new Message.Acknowledge(term, log.lastIndex()));
        }
        commitTo(append.commitIndex());
    }

    private void follow(String from, long newTerm) {
        if (newTerm > term || election != null) {
            figures.steppedDown();
            node.tell(Kind.FOLLOWING, Map.of("leader", Identities.peer(from), "old_term", term, "new_term", newTerm));
        }
        if (newTerm > term) {
            term = newTerm;
            votedFor = from;
        }
        endLeadership();
        election = null;
        leader = from;
    }

    private void receiveRequest(String from, Message.RequestVote request) {
        if (request.term() <= term && (request.term() < term || election != null || leadership != null)) {
            return;
        }
        if (request.term() > term) {
            node.tell(Kind.STEPPING_DOWN, Map.of("old_term", term, "new_term", request.term()));
            term = request.term();
            votedFor = null;
            leader = null;
            election = null;
            endLeadership();
            catchUp.abandon();
            waitForLeader();
        }
        Ballot ballot = ballot(from, request);
        if (ballot == Ballot.GRANTED) {
            votedFor = from;
            waitForLeader();
        }
        node.send(from, new Message.Vote(term, ballot));
    }

    private Ballot ballot(String from, Message.RequestVote request) {
        if (votedFor != null && !votedFor.equals(from)) {
            return Ballot.DENIED;
        }
        int theirs = Long.compare(request.lastTerm(), log.lastTerm());
        int difference = theirs != 0 ? theirs : Long.compare(request.lastIndex(), log.lastIndex());
        if (difference < 0) {
            return Ballot.DENIED;
        }
        return difference > 0 ? Ballot.ABSTAINED : Ballot.GRANTED;
    }

    private void endLeadership() {
        if (leadership != null) {
            leadership.end();
            leadership = null;
        }
    }
}
