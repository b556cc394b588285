package io.quorumwatch.judge.leader;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import java.time.Instant;
import java.util.Map;

/**
 * Whether a member that we do not see may lead those that we see. A time-out proves nothing of whoever does not answer us, and one that
 * has a vote but is not configured is never asked at all. A log that stands still is no proof either: nothing may have been written.
 */
final class HiddenLeader {

    private HiddenLeader() {}

    /** Whether somebody hidden may lead, and no majority of those who are seen is known to follow nobody. */
    static boolean isPossible(Instant now, ClusterView view) {
        return (view.hidden(now) != null || view.unnamed() > 0)
                && !view.isMajority(member -> member.joined(now) && followsNobody(now, view, member));
    }

    /** Leaders are heard over bonds, so one whose every bond is to somebody who is seen follows nobody else. */
    private static boolean followsNobody(Instant now, ClusterView view, MemberView member) {
        return member.signals().isFalse(Signal.HEARS_LEADER)
                || member.signals().get(Signal.BONDS) <= bondsWithSeen(now, view, member);
    }

    private static int bondsWithSeen(Instant now, ClusterView view, MemberView member) {
        MemberReading page = member.page();
        int bonds = 0;
        if (page != null) {
            for (Map.Entry<String, Boolean> link : page.links().entrySet()) {
                MemberView peer = view.member(link.getKey());
                bonds += link.getValue() && peer != null && peer.joined(now) ? 1 : 0;
            }
        }
        return bonds;
    }
}
