package io.quorumwatch.desk.health;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One member as it was seen last.
 *
 * @param name its configured name
 * @param role its configured role
 * @param state what it is in its committee
 * @param last the last look, also a failed one; null before the first
 * @param lastSeen the last look that gave a page; null when there was none
 */
public record MemberView(
        String name,
        String role,
        MemberState state,
        @Nullable MemberReading last,
        @Nullable MemberReading lastSeen) {

    /** Whether the last look gave a page. */
    public boolean up() {
        return last != null && last.seen();
    }

    /** Whether it counts for the majority: it is of the committee, and does not merely learn. */
    public boolean votes() {
        return ofTheCommittee() && !signals().isTrue(Signal.LEARNER);
    }

    /** Whether it is of the committee, and merely learns. */
    boolean learns() {
        return ofTheCommittee() && signals().isTrue(Signal.LEARNER);
    }

    private boolean ofTheCommittee() {
        return role.equals("committee") || role.equals("member");
    }

    /** What its last page said; empty when there was none. */
    public Signals signals() {
        return lastSeen == null ? Signals.NONE : lastSeen.signals();
    }

    /** How many living bonds it has, by its page's peers or else by its count; {@code NaN} when neither is told. */
    public double bonds() {
        if (lastSeen == null) {
            return Double.NaN;
        }
        Map<String, Boolean> links = lastSeen.links();
        return links.isEmpty()
                ? signals().get(Signal.BONDS)
                : links.values().stream().filter(up -> up).count();
    }

    /** Whether it has a bond to that member; true also when its page does not tell, as any of its bonds may be that one. */
    boolean mayBeBondedTo(MemberView peer) {
        if (lastSeen == null) {
            return true;
        }
        Boolean byName = lastSeen.links().get(peer.name());
        String identity = peer.lastSeen == null ? null : peer.lastSeen.identity();
        Boolean byIdentity = identity == null ? null : lastSeen.links().get(identity);
        return byName != null ? byName : byIdentity == null || byIdentity;
    }
}
