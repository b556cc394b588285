package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
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
 * of a bond to it, and counts from before and after a change show an edge that nobody lacks.
 */
final class PageTimes {

    /** Since when each member has been there with its group without a break. */
    private final Map<String, Instant> thereSince = new HashMap<>();

    /** When the page was asked for on which each member said something else of its bonds. */
    private final Map<String, Instant> changedAt = new HashMap<>();

    void keepOnly(Set<String> members) {
        thereSince.keySet().retainAll(members);
        changedAt.keySet().retainAll(members);
    }

    void read(MemberView member, MemberReading reading, Instant now) {
        String name = member.name();
        if (!member.joined(now)) {
            thereSince.remove(name);
            changedAt.remove(name);
        } else if (reading.seen()) {
            if (reading.restarted() || !thereSince.containsKey(name)) {
                thereSince.put(name, reading.answeredAt());
                changedAt.put(name, reading.askedAt());
            } else if (saysOther(member.pageBefore(), reading)) {
                changedAt.put(name, reading.askedAt());
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

    /** Whether the member's page can tell of a bond to the peer: it is not older than the peer's being there. */
    boolean tellsOf(MemberView member, MemberView peer, Duration tick) {
        return !askedBefore(member, thereSince.getOrDefault(peer.name(), Instant.MIN), tick);
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
