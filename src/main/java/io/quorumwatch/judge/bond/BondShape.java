package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The picture of the committee's bonds at one instant: which members are there, what they say of their bonds, and how large the
 * largest connected fragment can be.
 *
 * <p>With links by peer the picture is exact. With mere counts it is what the counts prove: a member with {@code c} bonds sits in
 * a fragment of at least {@code c + 1} members, a member with fewer bonds than it has reachable peers lacks an edge to one of
 * them, and counts that split the members exactly into groups of {@code c + 1} show a clean partition (facts/mosaik.md 3.2).
 *
 * <p>A member whose port refuses is gone, unless another one goes on naming a link to it for {@link #LINGERS}, or all others count it:
 * then merely its page is gone, and it is a member that is not seen.
 */
final class BondShape {

    /** So long after a process has ended no peer shows a link to it any more; mosaik takes up to six seconds (facts/mosaik.md 10). */
    private static final Duration LINGERS = Duration.ofSeconds(10);

    private final ClusterView view;
    private final PageTimes times;
    private final Instant now;
    private final List<MemberView> members;
    private final int size;
    private final List<MemberView> joined = new ArrayList<>();
    private final JoinedBonds bonds;
    private final int gone;
    private final int unseen;
    private final int booting;
    private final boolean byPeer;
    private final boolean known;

    /** The picture of the whole committee. */
    BondShape(ClusterView view, PageTimes times, Instant now) {
        this(view, view.committee(), view.plan().terms().committeeSize(), times, now);
    }

    private BondShape(ClusterView view, List<MemberView> members, int size, PageTimes times, Instant now) {
        this.view = view;
        this.times = times;
        this.now = now;
        this.members = members;
        this.size = size;
        int away = 0;
        int hidden = size - members.size();
        int waiting = 0;
        for (MemberView member : members) {
            Sight sight = member.sight(now);
            if (member.joined(now)) {
                joined.add(member);
            } else if (isGone(member)) {
                away++;
            } else if (sight == Sight.SEEN) {
                waiting++;
            } else {
                hidden++;
            }
        }
        int there = away == 0 ? 0 : goneAndCounted(away);
        this.gone = away - there;
        this.unseen = Math.max(0, hidden) + there;
        this.booting = waiting;
        this.bonds = new JoinedBonds(view, joined, times);
        this.byPeer = joined.size() > 1 && bonds.everyLinkKnown();
        this.known =
                byPeer || joined.stream().anyMatch(member -> member.signals().has(Signal.BONDS));
    }

    /** The same without those who merely learn: none of them makes a majority, or is missed in one. */
    BondShape ofVoters() {
        List<MemberView> committee = view.committee();
        List<MemberView> voters = new ArrayList<>(committee.size());
        for (MemberView member : committee) {
            if (!member.learns()) {
                voters.add(member);
            }
        }
        return voters.size() == committee.size() ? this : new BondShape(view, voters, view.votes(), times, now);
    }

    /** How many members there are to be, seen or not. */
    int size() {
        return size;
    }

    /** Members of the committee that are seen with their group. */
    List<MemberView> joined() {
        return joined;
    }

    /** What these say of their bonds to one another. */
    JoinedBonds bonds() {
        return bonds;
    }

    /** Members whose process is known not to be there. */
    int gone() {
        return gone;
    }

    /** Members that are not known to be gone; there may be more than there are votes while some are replaced. */
    int left() {
        return Math.max(size, members.size()) - gone;
    }

    /** Members of which nothing is known, those that nobody configured included. */
    int unseen() {
        return unseen;
    }

    /** Members that answer but have not joined their group. */
    int booting() {
        return booting;
    }

    /** Whether anybody says anything about bonds. */
    boolean known() {
        return known;
    }

    /** Whether some of the bonds that it counts may be to members that are not seen, so that it may lack as many to those that are. */
    boolean mayLackByCount(MemberView member) {
        if (unseen == 0) {
            return false;
        }
        double count = member.signals().get(Signal.BONDS);
        return !bonds.namesAll(member) && bonds.peers(member) > Math.max(0, count - unseen);
    }

    /** The sizes of the connected fragments, largest first, as far as they are proven; one fragment when no split is. */
    List<Integer> fragments() {
        if (bonds.someCannotTellYet()) {
            return List.of(joined.size());
        }
        return byPeer ? fragmentsOfEdges() : fragmentsOfCounts();
    }

    private List<Integer> fragmentsOfEdges() {
        return Fragments.ofEdges(joined.size(), (i, j) -> bonds.has(joined.get(i), joined.get(j)));
    }

    private List<Integer> fragmentsOfCounts() {
        boolean agree = bonds.pagesAgree();
        int[] counts = new int[joined.size()];
        for (int i = 0; i < counts.length; i++) {
            double count = joined.get(i).signals().get(Signal.BONDS);
            if (Double.isNaN(count) || unseen > 0 || !agree) {
                return List.of(joined.size());
            }
            counts[i] = (int) count;
        }
        return Fragments.ofCounts(counts);
    }

    /** How many members the largest connected fragment can have at most, unseen members included that it may hold. */
    int largestFragment() {
        if (joined.isEmpty()) {
            return 0;
        }
        if (byPeer) {
            return fragmentsOfEdges().get(0) + unseenLinked();
        }
        int largest = 0;
        for (MemberView member : joined) {
            double count = member.signals().get(Signal.BONDS);
            int alive = joined.size() + unseen;
            largest = Math.max(largest, Double.isNaN(count) ? alive : Math.min((int) count + 1, alive));
        }
        return largest;
    }

    /**
     * Unseen members that somebody we see still has a link to. One that was never seen has no name yet, so a link to an identity that
     * is nobody's may be to it.
     */
    private int unseenLinked() {
        if (unseen == 0) {
            return 0;
        }
        Set<String> linked = new HashSet<>();
        for (MemberView each : joined) {
            Map<String, Boolean> links =
                    each.page() == null ? Map.of() : each.page().links();
            for (Map.Entry<String, Boolean> link : links.entrySet()) {
                if (link.getValue() && mayBeUnseen(link.getKey())) {
                    linked.add(link.getKey());
                }
            }
        }
        return Math.min(linked.size(), unseen);
    }

    private boolean mayBeUnseen(String name) {
        MemberView member = view.member(name);
        return member == null || (members.contains(member) && member.sight(now) != Sight.SEEN && !isGone(member));
    }

    private boolean isGone(MemberView member) {
        return member.sight(now) == Sight.GONE && !isStillLinked(member);
    }

    /** So many of those that are gone all others count among their bonds, long after: who dies is counted no more within seconds. */
    private int goneAndCounted(int away) {
        Instant lingeredUntil = Instant.MIN;
        int mayBeCounted = Math.max(
                0, view.plan().terms().committeeSize() - view.committee().size());
        for (MemberView member : view.committee()) {
            Instant failing = member.failingSince();
            if (!isGone(member)) {
                mayBeCounted++;
            } else if (failing != null) {
                lingeredUntil = Instants.later(lingeredUntil, failing.plus(LINGERS));
            }
        }
        double surplus = joined.isEmpty() ? 0 : away;
        for (MemberView member : joined) {
            MemberReading page = member.page();
            boolean tells =
                    page != null && page.links().isEmpty() && !page.askedAt().isBefore(lingeredUntil);
            double beyond = tells ? member.signals().get(Signal.BONDS) - (mayBeCounted - 1) : 0;
            surplus = beyond > 0 ? Math.min(surplus, beyond) : 0;
        }
        return (int) surplus;
    }

    private boolean isStillLinked(MemberView member) {
        Instant failing = member.failingSince();
        if (failing == null) {
            return false;
        }
        Instant lingeredUntil = failing.plus(LINGERS);
        for (MemberView peer : view.committee()) {
            MemberReading page = peer.page();
            if (page != null
                    && peer.joined(now)
                    && !page.askedAt().isBefore(lingeredUntil)
                    && LinkView.of(view, page, member.name()) == LinkView.UP) {
                return true;
            }
        }
        return false;
    }
}
