package io.quorumwatch.judge.round;

import static io.quorumwatch.catalogue.Condition.PARTICIPANTS_ZERO;
import static io.quorumwatch.catalogue.Condition.ROUND_SLOW;
import static io.quorumwatch.catalogue.Condition.ROUND_STALL;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import io.quorumwatch.judge.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether rounds are finalized in time: {@code 3 P + D} without one is a stall, said exactly when the time is up (seed 000).
 *
 * <p>Rounds are known from the members' counters and from their logs; whichever has seen the newest decides, so that neither a lost
 * line nor a counter that stands still makes a stall, and neither hides one. Where neither is there, a replicated log that stands
 * still proves a stall, because every round is committed; one that moves proves nothing, so then the answer is unknown.
 */
public final class RoundRules implements Rules {

    private WatchPlan plan;
    private final RoundLedger counted = new RoundLedger();
    private final LoggedRounds logged = new LoggedRounds();
    private final RoundSteps steps = new RoundSteps();
    private final Attendance attendance = new Attendance();
    private final RoundPace pace;
    private final Map<String, Double> commitIndex = new HashMap<>();
    private List<String> committee;
    private @Nullable Instant lastCommitAt;
    private boolean countsRounds;
    private boolean everCountedRounds;

    public RoundRules(WatchPlan plan) {
        this.plan = plan;
        // One look's distance is what an interval can be misread by.
        Duration inTime = plan.terms()
                .roundPeriod()
                .plus(plan.terms().foldDeadline())
                .plus(plan.terms().pollEvery());
        this.pace = new RoundPace(inTime, plan.terms().roundStallLimit());
        this.committee = committee(plan);
    }

    private static List<String> committee(WatchPlan plan) {
        return plan.members().stream()
                .map(MemberConfig::name)
                .filter(plan::inCommittee)
                .toList();
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        committee = committee(changed);
        counted.keepOnly(members);
        logged.keepOnly(members);
        commitIndex.keySet().retainAll(members);
    }

    @Override
    public Concern concern() {
        return Concern.ROUND;
    }

    @Override
    public void read(ClusterView view, MemberReading reading) {
        MemberView member = view.member(reading.member());
        if (member == null || !member.inCommittee() || !reading.seen()) {
            return;
        }
        countsRounds = view.count(each ->
                        each.joined(reading.answeredAt()) && each.signals().has(Signal.ROUNDS_FINALIZED))
                > 0;
        everCountedRounds |= countsRounds;
        readCommit(reading);
        attendance.shown(reading.signals().get(Signal.PARTICIPANTS));
        if (counted.read(view, member, reading) && !logged.told()) {
            finalized(counted.lastInterval(), Double.NaN);
        }
    }

    @Override
    public void hear(ClusterView view, LogEvent event) {
        if (!plan.inCommittee(event.member())) {
            return;
        }
        steps.hear(event);
        if (logged.hear(event)) {
            finalized(logged.lastInterval(), event.number("participants"));
        }
    }

    private void finalized(@Nullable Duration interval, double participants) {
        if (interval != null) {
            pace.finalized(interval);
        }
        attendance.finalized(participants);
    }

    private void readCommit(MemberReading reading) {
        double index = reading.signals().get(Signal.COMMIT_INDEX);
        if (Double.isNaN(index)) {
            return;
        }
        Double before = commitIndex.put(reading.member(), index);
        if (before == null || index > before) {
            lastCommitAt = reading.answeredAt();
        }
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        if (!plan.terms().expectsRounds()) {
            return;
        }
        Supplier<Map<String, Object>> evidence = () -> evidence(now);
        assessStall(now, view, findings, evidence);
        if (!countsRounds && !logged.told()) {
            findings.isUnknown(ROUND_SLOW, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (pace.slowRounds() >= plan.limit(Limit.SLOW_ROUNDS)) {
            findings.isTrue(ROUND_SLOW, null, now, evidence);
        } else {
            findings.isFalse(ROUND_SLOW, null, evidence);
        }
        Instant expectedFrom = participantsFrom();
        if (!attendance.known()) {
            findings.isUnknown(PARTICIPANTS_ZERO, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (expectedFrom != null
                && !now.isBefore(expectedFrom)
                && attendance.emptyRounds() >= plan.limit(Limit.EMPTY_ROUNDS)) {
            findings.isTrue(PARTICIPANTS_ZERO, null, now, evidence);
        } else {
            findings.isFalse(PARTICIPANTS_ZERO, null, evidence);
        }
    }

    private void assessStall(Instant now, ClusterView view, Findings findings, Supplier<Map<String, Object>> evidence) {
        Instant deadline = deadline();
        boolean logsTell = logsTell(now, view);
        UnknownReason blind = logsTell ? null : blind(now, view);
        if (blind != null) {
            findings.isUnknown(ROUND_STALL, null, blind, evidence);
        } else if (!logsTell && everCountedRounds && !countsRounds) {
            findings.isUnknown(ROUND_STALL, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (deadline != null && !now.isBefore(deadline)) {
            findings.isTrue(ROUND_STALL, null, deadline, evidence);
        } else if (logsTell || countsRounds) {
            findings.isFalse(ROUND_STALL, null, evidence);
        } else {
            findings.isUnknown(ROUND_STALL, null, UnknownReason.NO_SIGNAL, evidence);
        }
    }

    /**
     * Whether the logs that are read would show a round if there were one: those of living members, together with the members that
     * are known to be gone, are a majority.
     */
    private boolean logsTell(Instant now, ClusterView view) {
        if (!logged.told()) {
            return false;
        }
        int telling = view.count(member -> logged.follows(member.name()) && member.sight(now) != Sight.GONE);
        int gone = view.count(member -> member.sight(now) == Sight.GONE);
        return telling > 0 && telling + gone >= plan.terms().majority();
    }

    /** When the committee will count as stuck; null while the watch has not begun. */
    private @Nullable Instant deadline() {
        boolean told = countsRounds || logged.told();
        Instant last = told ? later(counted.lastFinalizedAt(), logged.lastFinalizedAt()) : lastCommitAt;
        Instant from = last == null ? later(counted.begunAt(), logged.begunAt()) : last;
        return from == null ? null : from.plus(plan.terms().roundStallLimit());
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    /** A majority must be accounted for, seen or known to be gone: an unseen majority may finalize what it likes. */
    private @Nullable UnknownReason blind(Instant now, ClusterView view) {
        int accounted = view.count(member -> member.joined(now) || member.sight(now) == Sight.GONE);
        if (counted.begunAt() != null && accounted >= plan.terms().majority()) {
            return null;
        }
        if (!view.allLooked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        return view.count(member -> member.seen(now)) >= plan.terms().majority()
                ? UnknownReason.BOOTING
                : UnknownReason.MAJORITY_UNSEEN;
    }

    /** Since when somebody should be in the rounds; null when nobody need be. */
    private @Nullable Instant participantsFrom() {
        Instant begun = logged.begunAt() == null ? counted.begunAt() : logged.begunAt();
        return plan.expectsParticipants() ? attendance.expectedFrom(begun) : null;
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant next = Instant.MAX;
        if (plan.terms().expectsRounds()) {
            for (Instant due : Arrays.asList(deadline(), participantsFrom())) {
                next = due != null && due.isAfter(now) && due.isBefore(next) ? due : next;
            }
        }
        return next;
    }

    private Map<String, Object> evidence(Instant now) {
        Instant last = later(counted.lastFinalizedAt(), logged.lastFinalizedAt());
        Duration interval = logged.told() ? logged.lastInterval() : counted.lastInterval();
        Evidence evidence = new Evidence()
                .number(Figures.ROUNDS_FINALIZED, Math.max(counted.total(), logged.total()))
                .with(Figures.LAST_FINALIZED_AT, last)
                .number(Figures.PARTICIPANTS, attendance.participants())
                .seconds("stalls_after_seconds", plan.terms().roundStallLimit());
        if (last != null) {
            evidence = evidence.seconds(Figures.LAST_FINALIZED_SECONDS_AGO, Duration.between(last, now));
        }
        if (interval != null) {
            evidence = evidence.seconds(Figures.INTERVAL_SECONDS, interval)
                    .seconds("interval_p95_seconds", pace.percentile());
        }
        disagreement(evidence);
        steps.describe(evidence, committee);
        return evidence.get();
    }

    /** Logs and counters must not differ by more than a round or two for long; where they do, a person should know. */
    private void disagreement(Evidence evidence) {
        Instant byCounter = counted.lastFinalizedAt();
        Instant byLog = logged.lastFinalizedAt();
        if (!countsRounds || byCounter == null || byLog == null) {
            return;
        }
        Duration apart = Duration.between(byCounter, byLog).abs();
        if (apart.compareTo(plan.terms().roundStallLimit()) > 0) {
            var unused = evidence.with("last_finalized_by_counter", byCounter).with("last_finalized_by_log", byLog);
        }
    }
}
