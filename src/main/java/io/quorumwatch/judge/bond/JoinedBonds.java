package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.bond.PageTimes.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the pages of members that are there with their group say of the bonds among them, each as far as it can know of the others. */
final class JoinedBonds {

    private final ClusterView view;
    private final List<MemberView> joined;
    private final PageTimes times;
    private final Duration tick;

    JoinedBonds(ClusterView view, List<MemberView> joined, PageTimes times) {
        this.view = view;
        this.joined = joined;
        this.times = times;
        this.tick = view.plan().terms().pollEvery();
    }

    /** Whether of each two of them at least one names the other, so that counts are not needed. */
    boolean everyLinkKnown() {
        for (int i = 0; i < joined.size(); i++) {
            for (int j = i + 1; j < joined.size(); j++) {
                if (edge(joined.get(i), joined.get(j)) == LinkView.UNKNOWN) {
                    return false;
                }
            }
        }
        return true;
    }

    private LinkView edge(MemberView one, MemberView other) {
        return newestWord(one, other).and(newestWord(other, one));
    }

    /** The member's word on its bond to the peer, unless the peer has had the bond back since. */
    private LinkView newestWord(MemberView member, MemberView peer) {
        LinkView link = LinkView.of(view, member, peer);
        return link == LinkView.DOWN && word(member, peer) == Word.OUTDATED ? LinkView.UNKNOWN : link;
    }

    /** Whether there is a bond between the two, as far as they say. */
    boolean has(MemberView one, MemberView other) {
        return edge(one, other) == LinkView.UP;
    }

    /** Whether the bond between two members that are there is missing, which is known once both pages can tell of it. */
    private boolean isMissing(MemberView one, MemberView other) {
        return edge(one, other) == LinkView.DOWN && tellsOf(one, other) && tellsOf(other, one);
    }

    /** Whether its page shows no bond to a peer of which it cannot tell yet, so that the next page has to say. */
    boolean cannotTellYet(MemberView member) {
        for (MemberView peer : joined) {
            if (peer != member && word(member, peer) == Word.DOUBTED) {
                LinkView link = LinkView.of(view, member, peer);
                double bonds = member.signals().get(Signal.BONDS);
                if (link == LinkView.DOWN || (link == LinkView.UNKNOWN && bonds < joined.size() - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether that is so of any of them. */
    boolean someCannotTellYet() {
        for (MemberView member : joined) {
            if (cannotTellYet(member)) {
                return true;
            }
        }
        return false;
    }

    /** Whether their counts are of one time, and may be held against one another. */
    boolean pagesAgree() {
        return times.agree(joined, tick);
    }

    /** Whether its page can tell of a bond to the peer. */
    private boolean tellsOf(MemberView member, MemberView peer) {
        return word(member, peer) == Word.STANDS;
    }

    private Word word(MemberView member, MemberView peer) {
        return times.word(view, member, peer, tick);
    }

    /** How many peers that are there its page can tell of. */
    int peers(MemberView member) {
        return peers(member, peer -> true);
    }

    private int peers(MemberView member, Predicate<MemberView> which) {
        int peers = 0;
        for (MemberView peer : joined) {
            peers += peer != member && tellsOf(member, peer) && which.test(peer) ? 1 : 0;
        }
        return peers;
    }

    /** Bonds that the member lacks to peers that are there, by its own count; {@code NaN} when it does not say. */
    double missing(MemberView member) {
        return missing(member, peer -> true);
    }

    /** The same, to those peers only; where they are merely counted, the others may be the ones that it lacks. */
    double missing(MemberView member, Predicate<MemberView> which) {
        if (namesAll(member)) {
            return links(member, LinkView.DOWN, which);
        }
        double bonds = member.signals().get(Signal.BONDS);
        return Double.isNaN(bonds) ? Double.NaN : Math.max(0, peers(member, which) - bonds);
    }

    /** Whether its page names every other one of them. */
    boolean namesAll(MemberView member) {
        return joined.size() > 1 && links(member, LinkView.UNKNOWN, peer -> true) == 0;
    }

    /** To how many of the others that are there, and that its page can tell of, the member's link is so by its own word. */
    private int links(MemberView member, LinkView state, Predicate<MemberView> which) {
        return peers(member, peer -> LinkView.of(view, member, peer) == state && which.test(peer));
    }

    /** The edges that are missing between members that are there, as {@code a->b} in the order of the configuration. */
    List<String> missingEdges() {
        List<String> edges = new ArrayList<>();
        for (int i = 0; i < joined.size(); i++) {
            for (int j = i + 1; j < joined.size(); j++) {
                if (isMissing(joined.get(i), joined.get(j))) {
                    edges.add(joined.get(i).name() + "->" + joined.get(j).name());
                }
            }
        }
        return edges.isEmpty() ? onlyEdgeThatCountsAllow() : edges;
    }

    /** The edges that one end says are there and the other says are not, as {@code a->b}: {@code a} lacks what {@code b} claims. */
    List<String> oneSidedEdges() {
        List<String> edges = new ArrayList<>();
        for (MemberView one : joined) {
            for (MemberView other : joined) {
                if (one != other && isMissing(one, other) && LinkView.of(view, other, one) == LinkView.UP) {
                    edges.add(one.name() + "->" + other.name());
                }
            }
        }
        return edges;
    }

    /** Exactly two members lack exactly one bond each, at one time: the missing edge is between them. */
    private List<String> onlyEdgeThatCountsAllow() {
        if (!pagesAgree()) {
            return List.of();
        }
        List<String> lacking = new ArrayList<>();
        for (MemberView member : joined) {
            double missing = missing(member);
            if (missing == 1) {
                lacking.add(member.name());
            } else if (missing != 0) {
                return List.of();
            }
        }
        return lacking.size() == 2 ? List.of(lacking.get(0) + "->" + lacking.get(1)) : List.of();
    }
}
