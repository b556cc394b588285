package io.quorumwatch.judge.raft;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which members can follow the leader that we see. There may be another one that we do not see: whom one side of a partition follows,
 * the other side cannot, and a port that refuses us is no dead process while others still have a bond to it.
 */
final class Followers {

    private Followers() {}

    /** Why somebody may lead whom we do not see; null when nobody can. */
    static @Nullable UnknownReason hidden(Instant now, ClusterView view) {
        UnknownReason hidden = view.hidden(now);
        if (hidden != null) {
            return hidden;
        }
        return view.unnamed() > 0 || bondsToTheGone(now, view) ? UnknownReason.MEMBER_UNSEEN : null;
    }

    /** Whether somebody has a bond to a member that refuses us. One who names no peers has, when it counts more than others answer. */
    private static boolean bondsToTheGone(Instant now, ClusterView view) {
        int answering = view.count(member -> member.sight(now) != Sight.GONE);
        if (answering == view.committee().size()) {
            return false;
        }
        return view.count(member -> member.joined(now)
                        && (member.signals().get(Signal.BONDS) > answering - 1 || namesOneGone(member, now, view)))
                > 0;
    }

    private static boolean namesOneGone(MemberView member, Instant now, ClusterView view) {
        return view.count(peer -> peer.sight(now) == Sight.GONE && Boolean.TRUE.equals(link(member, peer))) > 0;
    }

    /**
     * Those whom the leader leads, as far as bonds tell. Where one end says that there is none, there is none; where fewer bonds are
     * counted than there are followers, some of them follow another one, and nobody knows which.
     */
    static List<MemberView> of(MemberView leader, Instant now, ClusterView view) {
        List<MemberView> followers = view.committee().stream()
                .filter(member -> follows(member, leader, now) && !isCut(member, leader))
                .toList();
        return leader.signals().get(Signal.BONDS) < followers.size() ? List.of() : followers;
    }

    /** Whether somebody hears a leader, but cannot hear this one. */
    static boolean hasStranger(MemberView leader, Instant now, ClusterView view) {
        return view.count(member -> follows(member, leader, now))
                > of(leader, now, view).size();
    }

    private static boolean follows(MemberView member, MemberView leader, Instant now) {
        return member != leader && member.joined(now);
    }

    private static boolean isCut(MemberView member, MemberView leader) {
        return Boolean.FALSE.equals(link(member, leader)) || Boolean.FALSE.equals(link(leader, member));
    }

    /** Whether the member's page says that it has a bond to the peer; one that names others, and not this one, says no. */
    private static @Nullable Boolean link(MemberView member, MemberView peer) {
        MemberReading page = member.page();
        Map<String, Boolean> links = page == null ? Map.of() : page.links();
        Boolean byName = links.get(peer.name());
        String identity = peer.page() == null ? null : peer.page().identity();
        if (byName != null || identity == null || links.isEmpty()) {
            return byName;
        }
        // It may have been read before anybody knew whose identity it names.
        return links.getOrDefault(identity, false);
    }
}
