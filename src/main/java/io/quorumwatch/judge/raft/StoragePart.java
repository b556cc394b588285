package io.quorumwatch.judge.raft;

import static io.quorumwatch.catalogue.Condition.BACKEND_COMMIT_SLOW;
import static io.quorumwatch.catalogue.Condition.DATABASE_QUOTA_LOW;
import static io.quorumwatch.catalogue.Condition.FSYNC_SLOW;
import static io.quorumwatch.catalogue.Condition.PEER_ROUND_TRIP_SLOW;
import static io.quorumwatch.catalogue.Condition.PROPOSALS_FAILING;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.EventWindow;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a Raft log stands on, where members export it: disk, network, quota, proposals that fail (facts/field.md 5.1). */
final class StoragePart implements RaftRules.Part {

    private static final Duration RATE_WINDOW = Duration.ofMinutes(1);

    private WatchPlan plan;
    private final Map<String, EventWindow> failedProposals = new HashMap<>();

    StoragePart(WatchPlan plan) {
        this.plan = plan;
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        failedProposals.keySet().retainAll(members);
    }

    @Override
    public void read(ClusterView view, MemberView member, MemberReading reading) {
        MemberReading before = member.pageBefore();
        if (!reading.seen() || before == null || reading.restarted()) {
            return;
        }
        double failed = reading.signals().get(Signal.PROPOSALS_FAILED)
                - before.signals().get(Signal.PROPOSALS_FAILED);
        if (failed > 0) {
            failedProposals
                    .computeIfAbsent(member.name(), name -> new EventWindow(RATE_WINDOW))
                    .add(reading.answeredAt(), failed);
        }
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        for (MemberView member : view.committee()) {
            above(now, member, FSYNC_SLOW, Limit.FSYNC_SECONDS, signal(member, Signal.FSYNC_P99), findings);
            above(
                    now,
                    member,
                    BACKEND_COMMIT_SLOW,
                    Limit.BACKEND_COMMIT_SECONDS,
                    signal(member, Signal.BACKEND_COMMIT_P99),
                    findings);
            above(
                    now,
                    member,
                    PEER_ROUND_TRIP_SLOW,
                    Limit.PEER_ROUND_TRIP_SECONDS,
                    signal(member, Signal.PEER_ROUND_TRIP_P99),
                    findings);
            double share = signal(member, Signal.DATABASE_BYTES) / signal(member, Signal.DATABASE_QUOTA_BYTES);
            above(now, member, DATABASE_QUOTA_LOW, Limit.DATABASE_SHARE, share, findings);
            above(now, member, PROPOSALS_FAILING, Limit.PROPOSALS_FAILED_RATE, failedPerSecond(now, member), findings);
        }
    }

    private double failedPerSecond(Instant now, MemberView member) {
        if (!member.signals().has(Signal.PROPOSALS_FAILED)) {
            return Double.NaN;
        }
        EventWindow window = failedProposals.get(member.name());
        return window == null ? 0 : window.count(now) / RATE_WINDOW.toSeconds();
    }

    private static double signal(MemberView member, Signal signal) {
        return member.signals().get(signal);
    }

    private void above(
            Instant now, MemberView member, Condition condition, Limit limit, double value, Findings findings) {
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .number("value", value)
                .number("limit", plan.limit(limit))
                .get();
        if (!member.seen(now)) {
            UnknownReason why = member.looked() ? UnknownReason.MEMBER_UNSEEN : UnknownReason.NOT_LOOKED_YET;
            findings.isUnknown(condition, member.name(), why, evidence);
        } else if (Double.isNaN(value)) {
            findings.isUnknown(condition, member.name(), UnknownReason.NO_SIGNAL, evidence);
        } else if (value > plan.limit(limit)) {
            findings.isTrue(condition, member.name(), now, evidence);
        } else {
            findings.isFalse(condition, member.name(), evidence);
        }
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant next = Instant.MAX;
        for (EventWindow window : failedProposals.values()) {
            Instant leaving = window.nextLeaving(now);
            next = Instants.earlier(next, leaving);
        }
        return next;
    }
}
