package io.quorumwatch.judge.bond;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a majority is seen to act, where no leader commits without one ({@link Signal#MAJORITY_INDEX}). What a look shows holds until
 * the next one has come, and for no longer: what is lost just after it shall not be told later for it.
 */
final class ActingMajority {

    private @Nullable MemberView leader;
    private Instant until = Instant.MIN;

    /** Takes in a look at one of the committee. */
    void read(MemberView member, MemberReading reading, Duration pollEvery) {
        MemberReading before = member.pageBefore();
        if (reading.seen() && before != null && !reading.restarted() && hasCommitted(before, reading)) {
            leader = member;
            until = reading.answeredAt().plusMillis(pollEvery.toMillis() * 3 / 2);
        }
    }

    private static boolean hasCommitted(MemberReading before, MemberReading after) {
        return before.signals().isTrue(Signal.LEADS)
                && after.signals().isTrue(Signal.LEADS)
                && after.signals().get(Signal.MAJORITY_INDEX) > before.signals().get(Signal.MAJORITY_INDEX);
    }

    /** Until when a leader that is not known to be gone proves it, unless the next look renews that; null when none does. */
    @Nullable
    Instant provenUntil(Instant now, ClusterView view) {
        MemberView last = leader;
        boolean proven = last != null
                && now.isBefore(until)
                && view.member(last.name()) == last
                && last.sight(now) != Sight.GONE;
        return proven ? until : null;
    }
}
