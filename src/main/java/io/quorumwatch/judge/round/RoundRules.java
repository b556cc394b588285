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
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
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
    private final KnownRounds rounds;
    private final RoundSteps steps = new RoundSteps();
    private final Attendance attendance = new Attendance();
    private final RoundPace pace;
    private List<String> committee;

    public RoundRules(WatchPlan plan) {
        this.plan = plan;
        // One look's distance is what an interval can be misread by.
        Duration inTime = plan.terms()
                .roundPeriod()
                .plus(plan.terms().foldDeadline())
                .plus(plan.terms().pollEvery());
        this.rounds =
                new KnownRounds(plan.terms().roundPeriod(), inTime, plan.terms().roundStallLimit(), plan.staleAfter());
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
        rounds.keepOnly(members);
    }

    @Override
    public Concern concern() {
        return Concern.ROUND;
    }

    @Override
    public void read(ClusterView view, MemberReading reading) {
        MemberView member = view.member(reading.member());
        if (member == null || !member.inCommittee()) {
            return;
        }
        rounds.looked(reading);
        if (!reading.seen()) {
            return;
        }
        attendance.shown(reading.signals().get(Signal.PARTICIPANTS));
        if (rounds.read(view, member, reading)) {
            finalized(rounds.countedInterval(), Double.NaN);
        }
    }

    @Override
    public boolean hearsEvents() {
        return true;
    }

    @Override
    public void hear(ClusterView view, LogEvent event) {
        if (!plan.inCommittee(event.member())) {
            return;
        }
        steps.hear(event);
        if (rounds.hear(event)) {
            finalized(rounds.loggedInterval(), event.number("participants"));
        }
    }

    private void finalized(@Nullable Duration interval, double participants) {
        if (interval != null) {
            pace.finalized(interval);
        }
        attendance.finalized(participants);
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        if (!plan.terms().expectsRounds()) {
            return;
        }
        Supplier<Map<String, Object>> evidence = () -> evidence(now);
        assessStall(now, view, findings, evidence);
        UnknownReason untold = untold(now, view);
        if (untold != null) {
            findings.isUnknown(ROUND_SLOW, null, untold, evidence);
        } else if (pace.slowRounds() >= plan.limit(Limit.SLOW_ROUNDS)) {
            findings.isTrue(ROUND_SLOW, null, now, evidence);
        } else {
            findings.isFalse(ROUND_SLOW, null, evidence);
        }
        Instant expectedFrom = participantsFrom();
        UnknownReason unattended = attendance.known() ? untold : UnknownReason.NO_SIGNAL;
        if (unattended != null) {
            findings.isUnknown(PARTICIPANTS_ZERO, null, unattended, evidence);
        } else if (expectedFrom != null
                && !now.isBefore(expectedFrom)
                && attendance.emptyRounds() >= plan.limit(Limit.EMPTY_ROUNDS)) {
            findings.isTrue(PARTICIPANTS_ZERO, null, now, evidence);
        } else {
            findings.isFalse(PARTICIPANTS_ZERO, null, evidence);
        }
    }

    private void assessStall(Instant now, ClusterView view, Findings findings, Supplier<Map<String, Object>> evidence) {
        if (rounds.loggedWithin(now)) {
            // One line is proof enough, wherever it stands.
            findings.isFalse(ROUND_STALL, null, evidence);
        } else if (logsTell(now, view)) {
            assessByLogs(now, view, findings, evidence);
        } else {
            assessByPages(now, view, findings, evidence);
        }
    }

    private void assessByLogs(
            Instant now, ClusterView view, Findings findings, Supplier<Map<String, Object>> evidence) {
        Instant deadline = rounds.deadlineByLogs();
        if (deadline == null || now.isBefore(deadline)) {
            findings.isFalse(ROUND_STALL, null, evidence);
        } else if (rounds.logsProve(deadline, now, view, plan.terms().majority())) {
            findings.isTrue(ROUND_STALL, null, deadline, evidence);
        } else {
            assessByPages(now, view, findings, evidence);
        }
    }

    private void assessByPages(
            Instant now, ClusterView view, Findings findings, Supplier<Map<String, Object>> evidence) {
        Instant deadline = rounds.deadlineByPages();
        UnknownReason blind = blind(now, view);
        if (blind != null) {
            findings.isUnknown(ROUND_STALL, null, blind, evidence);
        } else if (deadline != null && !now.isBefore(deadline)) {
            if (hidesNoRound(now, view, deadline)) {
                findings.isTrue(ROUND_STALL, null, deadline, evidence);
            } else {
                findings.isUnknown(ROUND_STALL, null, UnknownReason.STALE, evidence);
            }
        } else if (rounds.counts()) {
            findings.isFalse(ROUND_STALL, null, evidence);
        } else {
            findings.isUnknown(ROUND_STALL, null, silence(now, view), evidence);
        }
    }

    /** Why nobody tells of rounds. */
    private UnknownReason silence(Instant now, ClusterView view) {
        if (rounds.catchesUp(now)) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        // Logs that have told of rounds, and would not be heard now, are no blind spot of the configuration.
        return rounds.logsFollowed(now, view, plan.terms().majority()) ? UnknownReason.STALE : UnknownReason.NO_SIGNAL;
    }

    /**
     * No majority may be unaccounted for, that is neither seen nor known to be gone: it may finalize what it likes. Of an even number
     * one half may be unseen: it is none, and whatever it finalizes with another member is seen there.
     */
    private @Nullable UnknownReason blind(Instant now, ClusterView view) {
        int accounted = view.count(member -> accounted(member, now));
        if (rounds.paged() && isNoMajority(plan.terms().committeeSize() - accounted)) {
            return null;
        }
        if (!view.allLooked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        return view.count(member -> member.seen(now)) >= plan.terms().majority()
                ? UnknownReason.BOOTING
                : UnknownReason.MAJORITY_UNSEEN;
    }

    private boolean logsTell(Instant now, ClusterView view) {
        return rounds.logsTell(now, view, plan.terms().majority());
    }

    /** Why nobody knows how rounds go at present; null when somebody does. What the last ones were like says nothing of those unseen. */
    private @Nullable UnknownReason untold(Instant now, ClusterView view) {
        if (!rounds.told()) {
            return UnknownReason.NO_SIGNAL;
        }
        if (rounds.loggedWithin(now) || logsTell(now, view)) {
            return null;
        }
        UnknownReason blind = blind(now, view);
        if (blind != null) {
            return blind;
        }
        return view.count(member -> member.joined(now)) == 0 ? UnknownReason.MEMBER_UNSEEN : null;
    }

    /** Only looks prove that no round came in time: what was answered long before the deadline says nothing of the time since then. */
    private boolean hidesNoRound(Instant now, ClusterView view, Instant deadline) {
        int shown = view.count(member -> accounted(member, now) && member.lookedAtBy(deadline, now));
        return isNoMajority(plan.terms().committeeSize() - shown);
    }

    private static boolean accounted(MemberView member, Instant now) {
        return member.joined(now) || member.sight(now) == Sight.GONE;
    }

    private boolean isNoMajority(int members) {
        return members < plan.terms().majority();
    }

    /** Since when somebody should be in the rounds; null when nobody need be. */
    private @Nullable Instant participantsFrom() {
        return plan.expectsParticipants() ? attendance.expectedFrom(rounds.runningSince()) : null;
    }

    @Override
    public Instant nextDeadline(Instant now) {
        if (!plan.terms().expectsRounds()) {
            return Instant.MAX;
        }
        Instant next = rounds.nextChange(now);
        Instant participants = participantsFrom();
        return participants == null ? next : Instants.earlierAfter(now, next, participants);
    }

    private Map<String, Object> evidence(Instant now) {
        Evidence evidence = new Evidence()
                .number(Figures.PARTICIPANTS, attendance.participants())
                .seconds("stalls_after_seconds", plan.terms().roundStallLimit());
        Duration interval = rounds.interval();
        if (interval != null) {
            evidence = evidence.seconds(Figures.INTERVAL_SECONDS, interval)
                    .seconds("interval_p95_seconds", pace.percentile());
        }
        rounds.describe(evidence, now);
        steps.describe(evidence, rounds.heard(committee, now, true), rounds.heard(committee, now, false));
        return evidence.get();
    }
}
