package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Timing;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The members of the committee that do not answer us and are not known to be gone, as the others' bonds show them.
 *
 * <p>One that somebody has a bond to is there, and a bond that another lacks to it is lost all the same, although its own page cannot
 * be read. One that nobody has a bond to may have died in a way that closes no port, or have lost all its bonds: it counts as there
 * for no longer than anything has to be calm at least before it clears, and then its own conditions speak for it.
 */
final class HiddenMembers {

    private final ClusterView view;
    private final Instant now;
    private final BondShape shape;
    private final List<MemberView> hidden = new ArrayList<>(0);

    HiddenMembers(ClusterView view, Instant now, BondShape shape) {
        this.view = view;
        this.now = now;
        this.shape = shape;
        for (MemberView member : view.committee()) {
            if (member.sight(now) == Sight.UNSEEN) {
                hidden.add(member);
            }
        }
    }

    /** Whether nobody is hidden. */
    boolean none() {
        return hidden.isEmpty();
    }

    /** Whether the member says that it has no bond to one of them. */
    boolean lackedBy(MemberView member) {
        return hidden.stream().anyMatch(peer -> LinkView.of(view, member, peer) == LinkView.DOWN);
    }

    /** Why it cannot be seen whether the member lacks a bond to one of them. */
    UnknownReason whyOf(MemberView member) {
        return why(hidden.stream().anyMatch(peer -> mayBeThere(peer) && mayLack(member, peer)));
    }

    /** Why it cannot be seen whether this one of them lacks a bond. */
    UnknownReason whyAbout(MemberView peer) {
        return why(mayBeThere(peer) && mayBeLacked(peer));
    }

    /** Why it cannot be seen whether there is an edge missing to any of them. */
    UnknownReason why() {
        return why(hidden.stream().anyMatch(peer -> mayBeThere(peer) && mayBeLacked(peer)));
    }

    private UnknownReason why(boolean mayStand) {
        if (!view.allLooked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        return mayStand ? UnknownReason.MEMBER_HIDDEN : UnknownReason.MEMBER_UNSEEN;
    }

    private boolean mayBeLacked(MemberView peer) {
        return shape.joined().stream().anyMatch(member -> mayLack(member, peer));
    }

    private boolean mayLack(MemberView member, MemberView peer) {
        LinkView link = LinkView.of(view, member, peer);
        return link == LinkView.DOWN || (link == LinkView.UNKNOWN && shape.mayLackByCount(member));
    }

    private boolean mayBeThere(MemberView peer) {
        Instant failing = peer.failingSince();
        return peer.sight(now) == Sight.UNSEEN
                && (failing == null || now.isBefore(failing.plus(Timing.LEAST_CALM)) || hasABond(peer));
    }

    /** Who names no peers has a bond to somebody hidden when it counts more than it can have to those who are seen. */
    private boolean hasABond(MemberView peer) {
        for (MemberView member : shape.joined()) {
            LinkView link = LinkView.of(view, member, peer);
            double bonds = member.signals().get(Signal.BONDS);
            if (link == LinkView.UP
                    || (link == LinkView.UNKNOWN && bonds > shape.joined().size() - 1)) {
                return true;
            }
        }
        return false;
    }
}
