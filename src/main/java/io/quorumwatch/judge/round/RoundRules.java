package io.quorumwatch.judge.round;

import static io.quorumwatch.catalogue.Condition.PARTICIPANTS_ZERO;
import static io.quorumwatch.catalogue.Condition.ROUND_SLOW;
import static io.quorumwatch.catalogue.Condition.ROUND_STALL;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import io.quorumwatch.judge.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether rounds are finalized in time: {@code 3 P + D} without one is a stall, said exactly when the time is up (seed 000).
 *
 * <p>Where no member counts rounds, a log that stands still proves a stall, because every round is committed; a log that moves
 * proves nothing, so then the answer is unknown.
 */
public final class RoundRules implements Rules {

    private WatchPlan plan;
    private final RoundLedger rounds = new RoundLedger();
    private final RoundPace pace;
    private final Map<String, Double> commitIndex = new HashMap<>();
    private @Nullable Instant lastCommitAt;
    private boolean countsRounds;
    private boolean everCountedRounds;
    private double participants = Double.NaN;
    private int emptyRounds;

    public RoundRules(WatchPlan plan) {
        this.plan = plan;
        // One look's distance is what an interval can be misread by.
        Duration inTime = plan.terms()
                .roundPeriod()
                .plus(plan.terms().foldDeadline())
                .plus(plan.terms().pollEvery());
        this.pace = new RoundPace(inTime, plan.terms().roundStallLimit());
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        rounds.keepOnly(members);
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
        double newest = reading.signals().get(Signal.PARTICIPANTS);
        participants = Double.isNaN(newest) ? participants : newest;
        if (rounds.read(view, member, reading)) {
            if (rounds.lastInterval() != null) {
                pace.finalized(rounds.lastInterval());
            }
            emptyRounds = participants == 0 ? emptyRounds + 1 : 0;
        }
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
        UnknownReason blind = blind(now, view);
        assessStall(now, blind, findings, evidence);
        if (!countsRounds) {
            findings.isUnknown(ROUND_SLOW, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (pace.slowRounds() >= plan.limit(Limit.SLOW_ROUNDS)) {
            findings.isTrue(ROUND_SLOW, null, now, evidence);
        } else {
            findings.isFalse(ROUND_SLOW, null, evidence);
        }
        if (Double.isNaN(participants)) {
            findings.isUnknown(PARTICIPANTS_ZERO, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (emptyRounds >= plan.limit(Limit.EMPTY_ROUNDS)) {
            findings.isTrue(PARTICIPANTS_ZERO, null, now, evidence);
        } else {
            findings.isFalse(PARTICIPANTS_ZERO, null, evidence);
        }
    }

    private void assessStall(
            Instant now, @Nullable UnknownReason blind, Findings findings, Supplier<Map<String, Object>> evidence) {
        Instant deadline = deadline();
        if (blind != null) {
            findings.isUnknown(ROUND_STALL, null, blind, evidence);
        } else if (everCountedRounds && !countsRounds) {
            findings.isUnknown(ROUND_STALL, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (deadline != null && !now.isBefore(deadline)) {
            findings.isTrue(ROUND_STALL, null, deadline, evidence);
        } else if (countsRounds) {
            findings.isFalse(ROUND_STALL, null, evidence);
        } else {
            findings.isUnknown(ROUND_STALL, null, UnknownReason.NO_SIGNAL, evidence);
        }
    }

    /** When the committee will count as stuck; null while the watch has not begun. */
    private @Nullable Instant deadline() {
        Instant last = countsRounds ? rounds.lastFinalizedAt() : lastCommitAt;
        Instant from = last == null ? rounds.begunAt() : last;
        return from == null ? null : from.plus(plan.terms().roundStallLimit());
    }

    /** A majority must be accounted for, seen or known to be gone: an unseen majority may finalize what it likes. */
    private @Nullable UnknownReason blind(Instant now, ClusterView view) {
        int accounted = view.count(member -> member.joined(now) || member.sight(now) == Sight.GONE);
        if (rounds.begunAt() != null && accounted >= plan.terms().majority()) {
            return null;
        }
        if (!view.allLooked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        return view.count(member -> member.seen(now)) >= plan.terms().majority()
                ? UnknownReason.BOOTING
                : UnknownReason.MAJORITY_UNSEEN;
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant deadline = plan.terms().expectsRounds() ? deadline() : null;
        return deadline == null || !deadline.isAfter(now) ? Instant.MAX : deadline;
    }

    private Map<String, Object> evidence(Instant now) {
        Instant last = rounds.lastFinalizedAt();
        Duration interval = rounds.lastInterval();
        Evidence evidence = new Evidence()
                .number(Figures.ROUNDS_FINALIZED, rounds.total())
                .with(Figures.LAST_FINALIZED_AT, last)
                .number(Figures.PARTICIPANTS, participants)
                .seconds("stalls_after_seconds", plan.terms().roundStallLimit());
        if (last != null) {
            evidence = evidence.seconds(Figures.LAST_FINALIZED_SECONDS_AGO, Duration.between(last, now));
        }
        return interval == null
                ? evidence.get()
                : evidence.seconds(Figures.INTERVAL_SECONDS, interval)
                        .seconds("interval_p95_seconds", pace.percentile())
                        .get();
    }
}
