package io.quorumwatch.simulate;

import io.quorumwatch.simulate.Command.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One leadership: heartbeats every 500 ms, appends, and commits by a majority of those who are bonded now. Nothing makes it end but a
 * higher term or another leader of the same term: a leader that is cut off leads on.
 */
final class Leadership {

    private static final long HEARTBEAT = 500_000;

    /** Commands that arrive within this time are appended together. */
    private static final long GATHERING = 1_500;

    private final RaftNode raft;
    private final GroupNode node;
    private final Map<String, Long> matches = new HashMap<>();
    private final List<Command> gathered = new ArrayList<>();
    private Timeline.@Nullable Event nextHeartbeat;
    private boolean ended;

    Leadership(RaftNode raft, GroupNode node) {
        this.raft = raft;
        this.node = node;
    }

    void end() {
        ended = true;
        if (nextHeartbeat != null) {
            nextHeartbeat.cancel();
        }
    }

    void propose(Command command) {
        gathered.add(command);
        if (gathered.size() == 1) {
            node.after(GATHERING, this::append);
        }
    }

    private void append() {
        if (ended) {
            return;
        }
        List<Entry> entries = gathered.stream()
                .map(command -> new Entry(raft.term(), command))
                .toList();
        gathered.clear();
        long previous = raft.log().lastIndex();
        raft.log().append(entries);
        broadcast(previous, entries);
        writeCommittee();
        advance();
    }

    void heartbeat() {
        if (!ended) {
            broadcast(raft.log().lastIndex(), List.of());
        }
    }

    private void broadcast(long previousIndex, List<Entry> entries) {
        Message append = new Message.Append(raft.term(), previousIndex, entries, raft.commitIndex());
        for (String peer : List.copyOf(node.bonded())) {
            node.send(peer, append);
        }
        if (nextHeartbeat != null) {
            nextHeartbeat.cancel();
        }
        nextHeartbeat = node.timer(HEARTBEAT, this::heartbeat);
    }

    void acknowledged(String from, long matchIndex) {
        matches.put(from, matchIndex);
        writeCommittee();
        advance();
    }

    void bondLost(String peer) {
        matches.remove(peer);
        advance();
    }

    /** Commits what a majority of the voters has, and tells them at once. */
    private void advance() {
        int voters = RaftFigures.voters(1 + node.bonded().size());
        int needed = voters / 2 + 1;
        List<Long> indices = new ArrayList<>(matches.values());
        indices.add(raft.log().lastIndex());
        if (indices.size() >= needed) {
            indices.sort(Collections.reverseOrder());
            long before = raft.commitIndex();
            raft.commitTo(indices.get(needed - 1));
            if (raft.commitIndex() > before) {
                heartbeat();
            }
        }
    }

    /** The committee as this leader sees it: those who answered it since it was elected and are still there. */
    private void writeCommittee() {
        Set<String> answered = new HashSet<>(matches.keySet());
        answered.retainAll(node.bonded());
        raft.figures().committee(1 + answered.size());
    }
}
