package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.EventWindow;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts how often each member lost a bond to a peer that was there and had not just started: a bond that ends because its peer
 * ends says nothing about the network, or every rolling restart would look like flapping.
 *
 * <p>One event takes many bonds at once, all of a member that is cut off, and they go one after the other, over as many looks as a page
 * may be old. So what is lost within that time is lost once.
 */
final class BondLosses {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** A peer's restart explains losses until its new bonds have replaced the old ones. */
    private static final Duration RESTART_EXPLAINS = Duration.ofSeconds(30);

    private final Map<String, EventWindow> losses = new HashMap<>();

    void keepOnly(Set<String> members) {
        losses.keySet().retainAll(members);
    }

    void read(ClusterView view, MemberView member, MemberReading reading) {
        MemberReading before = member.pageBefore();
        if (before == null || reading.restarted()) {
            return;
        }
        Instant now = reading.answeredAt();
        double lost = reading.links().isEmpty() || before.links().isEmpty()
                ? lostByCount(view, member, before, reading, now)
                : lostByPeer(view, member, before, reading, now);
        if (lost > 0) {
            EventWindow events = losses.computeIfAbsent(member.name(), name -> new EventWindow(WINDOW));
            if (now.isAfter(events.newest().plus(view.plan().staleAfter()))) {
                events.add(now, 1);
            }
        }
    }

    private static double lostByPeer(
            ClusterView view, MemberView member, MemberReading before, MemberReading after, Instant now) {
        int lost = 0;
        for (MemberView peer : view.committee()) {
            if (peer != member
                    && !explains(peer, now)
                    && LinkView.of(view, before, peer.name()) == LinkView.UP
                    && LinkView.of(view, after, peer.name()) == LinkView.DOWN) {
                lost++;
            }
        }
        return lost;
    }

    private static double lostByCount(
            ClusterView view, MemberView member, MemberReading before, MemberReading after, Instant now) {
        double fewer = before.signals().get(Signal.BONDS) - after.signals().get(Signal.BONDS);
        return fewer - view.count(peer -> peer != member && explains(peer, now));
    }

    private static boolean explains(MemberView peer, Instant now) {
        Instant started = peer.startedAt();
        return !peer.joined(now) || (started != null && now.isBefore(started.plus(RESTART_EXPLAINS)));
    }

    double count(MemberView member, Instant now) {
        EventWindow window = losses.get(member.name());
        return window == null ? 0 : window.count(now);
    }

    Instant nextLeaving(Instant now) {
        Instant next = Instant.MAX;
        for (EventWindow window : losses.values()) {
            Instant leaving = window.nextLeaving(now);
            next = Instants.earlier(next, leaving);
        }
        return next;
    }
}
