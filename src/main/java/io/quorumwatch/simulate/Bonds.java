package io.quorumwatch.simulate;

import io.quorumwatch.simulate.BondEnd.Reason;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One member's bonds in one group, with mosaik's heartbeat: a ping every 350 to 500 ms; a tick that finds more than 650 ms of silence is
 * a missed one, the first tick of a bond never; ten missed ones end the bond. That is 3.9 to 5.5 s of silence (facts, section 5.1).
 */
final class Bonds {

    private static final long LEAST_TICK = 350_000;
    private static final long MOST_TICK = 500_000;
    private static final long SILENCE = 650_000;
    private static final int MISSED_BEFORE_DEATH = 10;

    private final GroupNode node;
    private final SortedMap<String, BondEnd> ends = new TreeMap<>();
    private int gauge;

    Bonds(GroupNode node) {
        this.node = node;
    }

    /** The peers that are really bonded. */
    Set<String> peers() {
        return ends.keySet();
    }

    @Nullable
    BondEnd end(String peer) {
        return ends.get(peer);
    }

    /** What {@code mosaik_groups_bonds_active} says: the number of bonds when one was last added or removed with notice. */
    int gauge() {
        return gauge;
    }

    void establish(String peer, long bond) {
        BondEnd replaced = ends.get(peer);
        if (replaced != null) {
            stop(replaced);
        }
        BondEnd end = new BondEnd(peer, bond, node.now());
        ends.put(peer, end);
        gauge = ends.size();
        scheduleTick(end);
        node.bondEstablished(peer, bond);
    }

    /** mosaik removes a doubled bond without writing the gauge (facts, section 2.0), which then stays too high. */
    void dropUnnoticed(String peer) {
        BondEnd end = ends.remove(peer);
        if (end != null) {
            stop(end);
            node.bondLost(end, Reason.ALREADY_BONDED);
        }
    }

    /** Ends the bond from this side and tells the peer, if that still hears it. */
    void terminate(String peer, Reason reason) {
        BondEnd end = ends.get(peer);
        if (end != null) {
            node.send(peer, new Message.Close(reason));
            remove(end, reason);
        }
    }

    void terminateAll(Reason reason) {
        List.copyOf(ends.keySet()).forEach(peer -> terminate(peer, reason));
    }

    void closedByPeer(BondEnd end, Reason reason) {
        remove(end, reason);
    }

    private void remove(BondEnd end, Reason reason) {
        ends.remove(end.peer);
        gauge = ends.size();
        stop(end);
        node.bondLost(end, reason);
    }

    private static void stop(BondEnd end) {
        if (end.nextTick != null) {
            end.nextTick.cancel();
        }
    }

    private void scheduleTick(BondEnd end) {
        end.nextTick = node.timer(node.between(LEAST_TICK, MOST_TICK), () -> tick(end));
    }

    private void tick(BondEnd end) {
        boolean silent = node.now() - end.heardAt > SILENCE;
        end.missedTicks = silent && end.ticked ? end.missedTicks + 1 : 0;
        end.ticked = true;
        if (end.missedTicks >= MISSED_BEFORE_DEATH) {
            node.heartbeatFailed(end.peer);
            terminate(end.peer, Reason.TIMEOUT);
        } else {
            node.send(end.peer, Message.Ping.INSTANCE);
            scheduleTick(end);
        }
    }
}
