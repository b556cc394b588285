package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import java.util.Map;

/** What one member says about its link to one peer. */
enum LinkView {
    UP,
    DOWN,
    UNKNOWN;

    /** What the member's last page says about its link to the peer. */
    static LinkView of(ClusterView view, MemberView member, MemberView peer) {
        MemberReading page = member.page();
        return page == null ? UNKNOWN : of(view, page, peer.name());
    }

    /** What the page says about its member's link to the peer. */
    static LinkView of(ClusterView view, MemberReading page, String peer) {
        Map<String, Boolean> links = page.links();
        if (links.isEmpty()) {
            return UNKNOWN;
        }
        Boolean up = links.get(peer);
        if (up != null) {
            return up ? UP : DOWN;
        }
        // A peer that is not named has no link, unless it may be one of those whose names are not known yet.
        for (String name : links.keySet()) {
            if (view.member(name) == null) {
                return UNKNOWN;
            }
        }
        return DOWN;
    }

    /** Both ends' word on one link: down when either says so, because a bond needs both directions. */
    LinkView and(LinkView other) {
        if (this == DOWN || other == DOWN) {
            return DOWN;
        }
        return this == UP || other == UP ? UP : UNKNOWN;
    }
}
