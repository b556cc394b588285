package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which members have had all their bonds since they last joined, because a bond that was lost and a bond that has not
 * been made yet look the same. Members of a small universe need up to 67.5 s to find one another (facts/mosaik.md 3.4).
 */
final class SettledBonds {

    private static final Duration TO_FIND_ONE_ANOTHER = Duration.ofSeconds(60);

    private final Set<String> settled = new HashSet<>();

    /** The most bonds that members have had since they last joined, of those that have not had all. */
    private final Map<String, Double> most = new HashMap<>();

    void keepOnly(Set<String> members) {
        settled.retainAll(members);
        most.keySet().retainAll(members);
    }

    void read(ClusterView view, MemberView member, Instant now) {
        if (!member.joined(now)) {
            if (member.sight(now) != MemberView.Sight.UNSEEN) {
                forget(member);
            }
            return;
        }
        if (member.page() != null && member.page().restarted()) {
            forget(member);
        }
        double bonds = member.signals().get(Signal.BONDS);
        // Not against those who are there: while members come up one by one, each has a bond to everybody for a moment.
        if (bonds >= view.committee().size() - 1) {
            settled.add(member.name());
            most.remove(member.name());
        } else if (bonds > most.getOrDefault(member.name(), 0.0)) {
            most.put(member.name(), bonds);
        }
    }

    private void forget(MemberView member) {
        settled.remove(member.name());
        most.remove(member.name());
    }

    /** Whether a bond that the member lacks counts as lost rather than as not yet made. */
    boolean settled(MemberView member, Instant now) {
        Instant joined = member.joinedAt();
        return joined == null || settled.contains(member.name()) || !now.isBefore(joined.plus(TO_FIND_ONE_ANOTHER));
    }

    /** Whether its peers may lack bonds to it that are not made yet: it has just joined, and has not lost any since. */
    boolean stillBonds(MemberView member, Instant now) {
        return !settled(member, now) && !(member.signals().get(Signal.BONDS) < most.getOrDefault(member.name(), 0.0));
    }

    /** When the youngest member's grace ends; {@link Instant#MAX} when no grace is running. */
    Instant nextSettled(ClusterView view, Instant now) {
        Instant next = Instant.MAX;
        for (MemberView member : view.committee()) {
            Instant joined = member.joinedAt();
            if (joined != null && !settled(member, now)) {
                Instant end = joined.plus(TO_FIND_ONE_ANOTHER);
                next = Instants.earlier(next, end);
            }
        }
        return next;
    }
}
