package io.quorumwatch.judge.raft;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commit indices of all members over time; shared by the rules of this concern. */
final class CommitLedger {

    private final Map<String, CommitSeries> series = new HashMap<>();
    private @Nullable Instant lastAdvance;

    void read(MemberReading reading) {
        CommitSeries commits = of(reading.member());
        if (reading.restarted()) {
            commits.clear();
        }
        double index = reading.signals().get(Signal.COMMIT_INDEX);
        if (reading.seen() && !Double.isNaN(index)) {
            double before = commits.lastIndex();
            commits.add(reading.askedAt(), reading.answeredAt(), index);
            if (index > before) {
                lastAdvance = reading.answeredAt();
            }
        }
    }

    void keepOnly(Set<String> members) {
        series.keySet().retainAll(members);
    }

    /** The member's series; empty for one that has not been read. */
    CommitSeries of(String member) {
        return series.computeIfAbsent(member, name -> new CommitSeries());
    }

    /** When any member's index was last seen to move up; null when none ever was. */
    @Nullable
    Instant lastAdvance() {
        return lastAdvance;
    }
}
