package io.quorumwatch.judge.panel;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernJudge;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All judges of one cluster, asked in a fixed order: the pure whole of what the verticles do one by one. */
public final class JudgePanel {

    private final List<ConcernJudge> judges;
    private Instant latest = Instant.MIN;

    public JudgePanel(WatchPlan plan) {
        judges = Concerns.of(plan).stream()
                .map(rules -> new ConcernJudge(plan, rules))
                .toList();
    }

    /** Takes the reading in and returns what it changes. */
    public List<Verdict> read(MemberReading reading) {
        List<Verdict> changes = new ArrayList<>();
        for (ConcernJudge judge : judges) {
            judge.read(reading);
            changes.addAll(judge.judge(notBefore(reading.answeredAt())));
        }
        return changes;
    }

    /**
     * Takes in what a log says and returns what it changes, at the time it was written; a line that comes late changes things now, and
     * not in the past.
     */
    public List<Verdict> hear(LogEvent event) {
        List<Verdict> changes = new ArrayList<>();
        for (ConcernJudge judge : judges) {
            if (judge.hearsEvents()) {
                judge.hear(event);
                changes.addAll(judge.judge(notBefore(event.at())));
            }
        }
        return changes;
    }

    private Instant notBefore(Instant at) {
        latest = Instants.later(latest, at);
        return latest;
    }

    /** Lets time pass until {@code now} and returns what that changes. */
    public List<Verdict> judge(Instant now) {
        List<Verdict> changes = new ArrayList<>();
        for (ConcernJudge judge : judges) {
            changes.addAll(judge.judge(notBefore(now)));
        }
        return changes;
    }

    /** What stands at this time, changed or not. */
    public List<Verdict> standing(Instant now) {
        List<Verdict> standing = new ArrayList<>();
        for (ConcernJudge judge : judges) {
            standing.addAll(judge.heartbeat(now));
        }
        return standing;
    }

    /** From now on the agent doubts its own eyes. */
    public void doubt(AgentDoubt doubt) {
        judges.forEach(judge -> judge.doubt(doubt));
    }

    /** The next time after {@code now} at which anything may change without a new reading; {@link Instant#MAX} for never. */
    public Instant nextChange(Instant now) {
        Instant next = Instant.MAX;
        for (ConcernJudge judge : judges) {
            Instant change = judge.nextChange(now);
            next = Instants.earlier(next, change);
        }
        return next;
    }
}
