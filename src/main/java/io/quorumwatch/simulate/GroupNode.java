package io.quorumwatch.simulate;

import io.quorumwatch.simulate.CommitteeEvent.Kind;
import java.util.Map;
import java.util.Set;

/** One member's part in one group: its bonds, its Raft, and what the committed commands make of it. */
final class GroupNode {

    private final Universe universe;
    private final MemberProcess process;
    private final GroupKind kind;
    private final String label;
    private final Bonds bonds = new Bonds(this);
    private final Replica replica;
    private final RaftNode raft;

    long messagesSent;
    long messagesReceived;
    long bytesSent;
    long bytesReceived;

    GroupNode(Universe universe, MemberProcess process, GroupKind kind, String label, Replica replica) {
        this.universe = universe;
        this.process = process;
        this.kind = kind;
        this.label = label;
        this.replica = replica;
        this.raft = new RaftNode(this);
    }

    void join() {
        tell(Kind.JOINING, Map.of());
        raft.start();
    }

    GroupKind kind() {
        return kind;
    }

    /** The group's short id. */
    String label() {
        return label;
    }

    Bonds bonds() {
        return bonds;
    }

    RaftNode raft() {
        return raft;
    }

    Replica replica() {
        return replica;
    }

    Set<String> bonded() {
        return bonds.peers();
    }

    long now() {
        return universe.timeline.now();
    }

    long between(long least, long most) {
        return universe.between(least, most);
    }

    void after(long micros, Runnable action) {
        universe.timeline.after(micros, process, action);
    }

    Timeline.Event timer(long micros, Runnable action) {
        return universe.timeline.timer(micros, process, action);
    }

    /** Sends over the bond to the peer; without one nothing is sent. */
    void send(String peer, Message message) {
        BondEnd end = bonds.end(peer);
        if (end != null) {
            messagesSent++;
            bytesSent += message.bytes();
            process.sent(message.bytes());
            universe.send(process.name(), end, kind, message);
        }
    }

    void receive(String from, long bond, Message message) {
        BondEnd end = bonds.end(from);
        if (end == null || end.bond != bond) {
            return; // The connection that it came over is gone.
        }
        messagesReceived++;
        bytesReceived += message.bytes();
        process.received(message.bytes());
        end.heardAt = now();
        if (message instanceof Message.Close close) {
            bonds.closedByPeer(end, close.reason());
        } else {
            raft.receive(from, message);
        }
    }

    void bondEstablished(String peer, long bond) {
        process.connectionOpened();
        tell(Kind.BOND_ESTABLISHED, Map.of("id", Identities.bond(bond), "peer", Identities.peer(peer)));
    }

    void bondLost(BondEnd end, BondEnd.Reason reason) {
        String peer = end.peer;
        if (reason != BondEnd.Reason.ALREADY_BONDED) { // mosaik is silent about that one.
            tell(
                    Kind.BOND_TERMINATED,
                    Map.of("id", Identities.bond(end.bond), "peer", Identities.peer(peer), "reason", reason.text()));
        }
        if (reason == BondEnd.Reason.NOT_ALLOWED) {
            refusedBy(peer);
        }
        raft.bondLost(peer);
        universe.bonding.later(process.name(), peer, kind);
    }

    void heartbeatFailed(String peer) {
        tell(Kind.HEARTBEAT_FAILED, Map.of("peer", Identities.peer(peer)));
    }

    /** The peer does not let this member into the group; only the refused side says so loudly. */
    void refusedBy(String peer) {
        if (universe.faults.isOn(Fault.EXPIRE_TICKET, process.name())) {
            tell(Kind.REFUSED_AS_UNAUTHORIZED, Map.of("peer", Identities.peer(peer)));
        }
    }

    /** This member does not let the peer into the group; it says so quietly. */
    void rejects(String peer) {
        tell(Kind.PEER_REJECTED, Map.of("peer", Identities.peer(peer)));
    }

    /** The peer's ticket has run out: the bond to it ends. */
    void expels(String peer) {
        if (bonds.end(peer) != null) {
            tell(Kind.TICKET_EXPIRED, Map.of("peer", Identities.peer(peer)));
        }
        bonds.terminate(peer, BondEnd.Reason.NOT_ALLOWED);
    }

    void tell(Kind what, Map<String, Object> fields) {
        universe.tell(process.name(), what, label, fields);
    }

    String member() {
        return process.name();
    }
}
