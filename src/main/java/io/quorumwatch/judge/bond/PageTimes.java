package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which pages may be held against one another. The answers of one tick come one after the other, so there is always a moment
 * in which some members have said how things are and others only how they were: a page that is older than a peer's start knows nothing
 * of a bond to it, or of one that the peer has had back since, and counts from before and after a change show an edge that nobody lacks.
 * A member that does not answer leaves such a page lying for as long as it is believed, which is longer than most holds have left.
 */
final class PageTimes {

    /** What a page is worth that shows no bond to a peer. */
    enum Word {
        /** It is as good as any. */
        STANDS,
        /** The peer has begun since, or has another word while the member misses look after look: the next page has to tell. */
        DOUBTED,
        /** The peer has said since that it has the bond. */
        OUTDATED
    }

    /** Since when each member has been there with its group without a break. */
    private final Map<String, Instant> thereSince = new HashMap<>();

    /** When the page was asked for on which each member said something else of its bonds. */
    private final Map<String, Instant> changedAt = new HashMap<>();

    /** When the page was asked for on which each member last had more bonds than on the one before. */
    private final Map<String, Instant> roseAt = new HashMap<>();

    /**
     * When the page was asked for on which each member first said that a bond is up which its peer, by its name, said was down. Kept for
     * as long as that is the peer's last page.
     */
    private final Map<String, Map<String, Instant>> restoredAt = new HashMap<>();

    void keepOnly(Set<String> members) {
        thereSince.keySet().retainAll(members);
        changedAt.keySet().retainAll(members);
        roseAt.keySet().retainAll(members);
        restoredAt.keySet().retainAll(members);
        restoredAt.values().forEach(peers -> peers.keySet().retainAll(members));
    }

    void read(ClusterView view, MemberView member, MemberReading reading, Instant now) {
        String name = member.name();
        if (reading.seen()) {
            restoredAt.values().forEach(peers -> {
                Instant restored = peers.get(name);
                if (restored != null && !reading.askedAt().isBefore(restored)) {
                    peers.remove(name);
                }
            });
            restoredAt.values().removeIf(Map::isEmpty);
        }
        if (!member.joined(now)) {
            thereSince.remove(name);
            changedAt.remove(name);
            roseAt.remove(name);
            restoredAt.remove(name);
        } else if (reading.seen()) {
            readRestored(view, member, reading);
            if (reading.restarted() || !thereSince.containsKey(name)) {
                thereSince.put(name, reading.answeredAt());
                changedAt.put(name, reading.askedAt());
            } else if (saysOther(member.pageBefore(), reading)) {
                changedAt.put(name, reading.askedAt());
            }
        }
    }

    private void readRestored(ClusterView view, MemberView member, MemberReading page) {
        MemberReading before = member.pageBefore();
        if (before == null) {
            return;
        }
        if (page.signals().get(Signal.BONDS) > before.signals().get(Signal.BONDS)) {
            roseAt.put(member.name(), page.askedAt());
        }
        if (page.links().equals(before.links())) {
            return;
        }
        for (MemberView peer : view.committee()) {
            if (peer != member
                    && LinkView.of(view, page, peer.name()) == LinkView.UP
                    && LinkView.of(view, before, peer.name()) == LinkView.DOWN
                    && LinkView.of(view, peer, member) == LinkView.DOWN) {
                restoredAt
                        .computeIfAbsent(member.name(), name -> new HashMap<>())
                        .put(peer.name(), page.askedAt());
            }
        }
    }

    private static boolean saysOther(@Nullable MemberReading before, MemberReading after) {
        return before == null
                || Double.compare(
                                before.signals().get(Signal.BONDS),
                                after.signals().get(Signal.BONDS))
                        != 0;
    }

    /**
     * What the member's last page is worth where it shows no bond to the peer, or may not.
     *
     * <p>A bond needs both ends, so an end that has it back is believed against an older page of the other. A member that only counts its
     * bonds says nothing of any one of them unless it has them all.
     */
    Word word(ClusterView view, MemberView member, MemberView peer, Duration tick) {
        if (askedBefore(member, thereSince.getOrDefault(peer.name(), Instant.MIN), tick)) {
            return Word.DOUBTED;
        }
        LinkView link = LinkView.of(view, member, peer);
        if (link == LinkView.UP) {
            return Word.STANDS;
        }
        boolean older = isOlderThan(member, restored(member, peer, link));
        boolean peerHasIt =
                link == LinkView.UNKNOWN ? hasAllBonds(view, peer) : LinkView.of(view, peer, member) == LinkView.UP;
        if (older && peerHasIt) {
            return Word.OUTDATED;
        }
        // One look may be lost on the way; a member that misses more may be about to be taken for unseen.
        boolean lastWord = peerHasIt && member.failures() > 1 && isOfAnEarlierTick(member, peer, tick);
        return lastWord ? Word.DOUBTED : Word.STANDS;
    }

    /** When the page was asked for that first said what the member's page may be too old to say. */
    private @Nullable Instant restored(MemberView member, MemberView peer, LinkView link) {
        return switch (link) {
            case UP -> null;
            case DOWN -> restoredAt.getOrDefault(peer.name(), Map.of()).get(member.name());
            case UNKNOWN -> roseAt.get(peer.name());
        };
    }

    private static boolean isOlderThan(MemberView member, @Nullable Instant time) {
        MemberReading page = member.page();
        return page != null && time != null && page.askedAt().isBefore(time);
    }

    private static boolean isOfAnEarlierTick(MemberView member, MemberView peer, Duration tick) {
        MemberReading page = peer.page();
        return page != null && askedBefore(member, page.askedAt(), tick);
    }

    private static boolean hasAllBonds(ClusterView view, MemberView member) {
        return member.signals().get(Signal.BONDS) >= view.plan().terms().committeeSize() - 1;
    }

    /** Whether no page of these members is older than what another says. */
    boolean agree(List<MemberView> members, Duration tick) {
        Instant newest = Instant.MIN;
        for (MemberView member : members) {
            newest = Instants.later(newest, changedAt.getOrDefault(member.name(), Instant.MIN));
        }
        for (MemberView member : members) {
            if (askedBefore(member, newest, tick)) {
                return false;
            }
        }
        return true;
    }

    /** Looks of one tick are asked for within half of the time to the next. */
    private static boolean askedBefore(MemberView member, Instant time, Duration tick) {
        MemberReading page = member.page();
        if (page == null) {
            return true;
        }
        Instant asked = page.askedAt();
        // Asked several times for each pair at each look, and mostly no. Dividing a Duration goes by BigDecimal.
        return asked.isBefore(time) && asked.plusNanos(tick.toNanos() / 2).isBefore(time);
    }
}
