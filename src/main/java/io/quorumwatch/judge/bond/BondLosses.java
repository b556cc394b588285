package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.EventWindow;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts how often each member lost a bond to a peer that was there and had not just started: a bond that ends because one of its ends
 * ends says nothing about the network, or every rolling restart would look like flapping. The page that shows the loss may come before
 * the look that finds the port of who stopped closed, so a loss counts only once the next looks have found both ends still there.
 *
 * <p>One event takes many bonds at once, all of a member that is cut off, and they go one after the other, over as many looks as a page
 * may be old. So what is lost within that time is lost once.
 */
final class BondLosses {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** A peer's restart explains losses until its new bonds have replaced the old ones. */
    private static final Duration RESTART_EXPLAINS = Duration.ofSeconds(30);

    /** A process that is told to stop gives up its bonds first, and is not there any more within this time. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(1);

    private final Map<String, EventWindow> losses = new HashMap<>();

    /** What members have lost, and nobody knows yet whether with one of the ends. */
    private final Map<String, List<Loss>> unexplained = new HashMap<>();

    /**
     * Bonds that are gone from a member's page.
     *
     * @param askedAt when the page was asked for
     * @param at when it came
     * @param bonds how many are gone
     * @param peers to whom they may have been: to all of these where the page names peers, else to so many of them
     */
    private record Loss(Instant askedAt, Instant at, double bonds, List<String> peers) {}

    void keepOnly(Set<String> members) {
        losses.keySet().retainAll(members);
        unexplained.keySet().retainAll(members);
    }

    /** Takes in a look at the member, answered or not. */
    void read(ClusterView view, MemberView member, MemberReading reading) {
        Instant now = reading.answeredAt();
        MemberReading before = member.pageBefore();
        if (reading.restarted()) {
            unexplained.remove(member.name());
        } else if (reading.seen() && before != null) {
            Loss loss = loss(view, member, before, reading);
            if (loss.bonds() > 0) {
                unexplained
                        .computeIfAbsent(member.name(), name -> new ArrayList<>())
                        .add(loss);
            }
        }
        if (!unexplained.isEmpty()) {
            settle(view, now);
        }
    }

    private static Loss loss(ClusterView view, MemberView member, MemberReading before, MemberReading after) {
        boolean byPeer = !after.links().isEmpty() && !before.links().isEmpty();
        return byPeer ? lossByPeer(view, member, before, after) : lossByCount(view, member, before, after);
    }

    private static Loss lossByPeer(ClusterView view, MemberView member, MemberReading before, MemberReading after) {
        Instant now = after.answeredAt();
        List<String> peers = new ArrayList<>();
        for (MemberView peer : view.committee()) {
            if (peer != member && lost(view, before, after, peer.name()) && !explains(peer, now, now)) {
                peers.add(peer.name());
            }
        }
        return new Loss(after.askedAt(), now, peers.size(), peers);
    }

    private static Loss lossByCount(ClusterView view, MemberView member, MemberReading before, MemberReading after) {
        Instant now = after.answeredAt();
        double bonds = before.signals().get(Signal.BONDS) - after.signals().get(Signal.BONDS);
        if (!(bonds > 0)) {
            return new Loss(after.askedAt(), now, 0, List.of());
        }
        List<String> peers = new ArrayList<>();
        for (MemberView peer : view.committee()) {
            if (peer == member || !wasThere(peer, now)) {
                continue;
            }
            if (explains(peer, now, now)) {
                bonds--;
            } else {
                peers.add(peer.name());
            }
        }
        return new Loss(after.askedAt(), now, bonds, peers);
    }

    /** One that has been gone for long has no bond left that could be lost. */
    private static boolean wasThere(MemberView peer, Instant now) {
        MemberReading page = peer.page();
        return page != null && now.isBefore(page.answeredAt().plus(RESTART_EXPLAINS));
    }

    private static boolean lost(ClusterView view, MemberReading before, MemberReading after, String peer) {
        return LinkView.of(view, before, peer) == LinkView.UP && LinkView.of(view, after, peer) == LinkView.DOWN;
    }

    /** Counts the losses that nothing explains any more, and forgets those that something does. */
    private void settle(ClusterView view, Instant now) {
        for (Iterator<Map.Entry<String, List<Loss>>> each =
                        unexplained.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<String, List<Loss>> entry = each.next();
            MemberView member = view.member(entry.getKey());
            if (member == null || !member.joined(now)) {
                each.remove();
                continue;
            }
            entry.getValue().removeIf(loss -> isSettled(view, member, loss, now));
            if (entry.getValue().isEmpty()) {
                each.remove();
            }
        }
    }

    private boolean isSettled(ClusterView view, MemberView member, Loss loss, Instant now) {
        if (!hasGoneOn(view, member, loss)) {
            return false;
        }
        double mayBeLost = loss.bonds();
        double isLost = loss.bonds();
        for (String name : loss.peers()) {
            MemberView peer = view.member(name);
            if (peer == null || explains(peer, loss.at(), now)) {
                mayBeLost--;
                isLost--;
            } else if (!hasGoneOn(view, peer, loss)) {
                isLost--;
            }
        }
        if (isLost > 0) {
            count(member, loss, view.plan().staleAfter());
        }
        return isLost > 0 || mayBeLost <= 0;
    }

    /** Whether it was looked at so long after the loss that it would not have answered if it had been about to stop. */
    private static boolean hasGoneOn(ClusterView view, MemberView member, Loss loss) {
        MemberReading page = member.page();
        Duration tick = view.plan().terms().pollEvery();
        Duration shorter = tick.compareTo(STOPS_WITHIN) < 0 ? tick : STOPS_WITHIN;
        // Looks of one tick are asked for within half of the time to the next.
        Duration wait = STOPS_WITHIN.minus(shorter.dividedBy(2));
        return page != null && !page.askedAt().isBefore(loss.askedAt().plus(wait));
    }

    private void count(MemberView member, Loss loss, Duration oneEvent) {
        EventWindow events = losses.computeIfAbsent(member.name(), name -> new EventWindow(WINDOW));
        if (loss.at().isAfter(events.newest().plus(oneEvent))) {
            events.add(loss.at(), 1);
        }
    }

    /** Whether the peer ended, or had begun shortly before. */
    private static boolean explains(MemberView peer, Instant lostAt, Instant now) {
        Instant started = peer.startedAt();
        return !peer.joined(now) || (started != null && lostAt.isBefore(started.plus(RESTART_EXPLAINS)));
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
