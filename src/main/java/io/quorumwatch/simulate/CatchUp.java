package io.quorumwatch.simulate;

import io.quorumwatch.simulate.CommitteeEvent.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a member that is behind gets what it lacks, and how a leader serves it. The committee's group fetches only what lies after the
 * member's own last entry, so that differing entries below it stay; a collection is replaced as a whole, and taking its snapshot adds an
 * entry to its log.
 */
final class CatchUp {

    private static final long RETRY = 5_000_000;

    private final RaftNode raft;
    private final GroupNode node;
    private Timeline.@Nullable Event retry;

    CatchUp(RaftNode raft, GroupNode node) {
        this.raft = raft;
        this.node = node;
    }

    /** While it runs the member neither stands for election nor appends. */
    boolean running() {
        return retry != null;
    }

    void begin(String leader, long leaderIndex) {
        node.tell(
                Kind.SYNC_STARTED,
                Map.of(
                        "leader_pos",
                        ReplicatedLog.position(raft.term(), leaderIndex),
                        "local_pos",
                        raft.log().position(),
                        "term",
                        raft.term()));
        node.send(leader, new Message.SyncRequest(raft.term(), raft.log().lastIndex()));
        retry = node.timer(RETRY, this::abandon); // The next heartbeat begins it anew.
    }

    void abandon() {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
    }

    /** Answers a member whose log ends at the index. */
    void serve(String member, long lastIndex) {
        ReplicatedLog log = raft.log();
        boolean snapshot = node.kind().syncsBySnapshot() || lastIndex < log.base();
        long base = Math.min(snapshot ? raft.commitIndex() : lastIndex, log.lastIndex());
        if (base < log.base()) {
            return; // A leader whose own log was replaced meanwhile; the member asks again.
        }
        Object state = snapshot ? node.replica().snapshot() : null;
        node.send(
                member,
                new Message.SyncReply(raft.term(), base, state, List.copyOf(log.after(base)), raft.commitIndex()));
        if (node.kind().syncsBySnapshot()) {
            raft.propose(new Command.TakeSnapshot());
        }
    }

    void complete(Message.SyncReply reply) {
        if (!running()) {
            return;
        }
        if (reply.state() != null) {
            node.replica().restore(reply.state());
            raft.restartAt(reply.baseIndex());
        }
        if (raft.log().lastIndex() == reply.baseIndex()) {
            raft.log().append(reply.entries());
            raft.commitTo(reply.commitIndex());
            node.tell(Kind.SYNC_COMPLETED, Map.of("log_at", raft.log().position(), "term", raft.term()));
        }
        abandon();
    }
}
