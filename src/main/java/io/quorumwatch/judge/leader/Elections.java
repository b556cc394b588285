package io.quorumwatch.judge.leader;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.EventWindow;
import io.quorumwatch.judge.MemberView;
import java.time.Duration;
import java.time.Instant;

/** Counts the elections that members start. */
final class Elections {

    private final EventWindow started = new EventWindow(Duration.ofMinutes(15));
    private boolean known;

    void read(MemberView member, MemberReading reading) {
        double now = reading.signals().get(Signal.ELECTIONS);
        if (Double.isNaN(now)) {
            return;
        }
        known = true;
        MemberReading before = member.pageBefore();
        if (before == null || reading.restarted() || !before.signals().isTrue(Signal.IN_GROUP)) {
            return;
        }
        // The series does not exist before the first election (facts/mosaik.md 2.0).
        double earlier =
                before.signals().has(Signal.ELECTIONS) ? before.signals().get(Signal.ELECTIONS) : 0;
        if (now > earlier) {
            started.add(reading.answeredAt(), now - earlier);
        }
    }

    /** Whether any member has ever said how many elections it started. */
    boolean known() {
        return known;
    }

    double since(Instant after) {
        return started.countSince(after);
    }
}
