package io.quorumwatch.judge.leader;

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
import org.jspecify.annotations.Nullable;

/**
 * Counts the changes of leadership in the last 15 minutes (facts/field.md 5.2): as seen from here, and as the members themselves
 * count them where they do, whichever is more, because a change between two looks is seen only by the members.
 */
final class LeaderChanges {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final EventWindow seen = new EventWindow(WINDOW);
    private final Map<String, EventWindow> counted = new HashMap<>();
    private @Nullable String lastLeader;

    void keepOnly(Set<String> members) {
        counted.keySet().retainAll(members);
    }

    void read(ClusterView view, MemberReading reading) {
        Instant now = reading.answeredAt();
        MemberView leader = view.singleLeader(now);
        if (leader != null && !leader.name().equals(lastLeader)) {
            if (lastLeader != null) {
                seen.add(now, 1);
            }
            lastLeader = leader.name();
        }
        MemberView member = view.member(reading.member());
        MemberReading before = member == null ? null : member.pageBefore();
        if (reading.seen() && before != null && !reading.restarted()) {
            double more = reading.signals().get(Signal.LEADER_CHANGES)
                    - before.signals().get(Signal.LEADER_CHANGES);
            if (more > 0) {
                counted.computeIfAbsent(reading.member(), name -> new EventWindow(WINDOW))
                        .add(now, more);
            }
        }
    }

    double count(Instant now) {
        double most = seen.count(now);
        for (EventWindow window : counted.values()) {
            most = Math.max(most, window.count(now));
        }
        return most;
    }

    Instant nextLeaving(Instant now) {
        Instant next = seen.nextLeaving(now);
        for (EventWindow window : counted.values()) {
            Instant leaving = window.nextLeaving(now);
            next = Instants.earlier(next, leaving);
        }
        return next;
    }
}
