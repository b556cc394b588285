package io.quorumwatch.judge.member;

import static io.quorumwatch.catalogue.Condition.MEMBER_BOOTING;
import static io.quorumwatch.catalogue.Condition.MEMBER_DOWN;
import static io.quorumwatch.catalogue.Condition.MEMBER_HUNG;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.Rules;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether each member is down, booting, hung, restarting again and again, or using more than its role should. */
public final class MemberRules implements Rules {

    /** A group's counters move at least twice a second (facts/mosaik.md 5.1); this long without is no chance. */
    private static final Duration STILL = Duration.ofSeconds(3);

    /** So much the counters show after five seconds of a bond; one that was begun and never made shows two. */
    private static final double BONDED = 10;

    /** A watcher that starts together with its cluster gives members time to come up before it calls one down. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    private WatchPlan plan;
    private final CrashLoopPart crashLoop;
    private final ResourcePart resources;
    private final TrafficPart traffic;
    private final Map<String, Movement> movements = new HashMap<>();

    public MemberRules(WatchPlan plan) {
        this.plan = plan;
        crashLoop = new CrashLoopPart(plan);
        resources = new ResourcePart(plan);
        traffic = new TrafficPart(plan);
    }

    /** The sum of a group's counters, when it last changed, and since when it should: null while there is nobody to talk to. */
    private record Movement(
            double activity, Instant at, @Nullable Instant dueSince) {

        static Movement after(@Nullable Movement before, double activity, Instant seenAt, boolean due) {
            if (before == null) {
                return new Movement(activity, seenAt, due ? seenAt : null);
            }
            Instant movedAt = before.activity == activity ? before.at : seenAt;
            return new Movement(activity, movedAt, Instants.since(before.dueSince, due, seenAt));
        }

        /** Since when it stands still although it should move; null when it need not. */
        @Nullable
        Instant stillSince() {
            return dueSince == null ? null : Instants.later(at, dueSince);
        }
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        crashLoop.change(changed, members);
        resources.change(members);
        traffic.change(changed, members);
        movements.keySet().retainAll(members);
    }

    @Override
    public Concern concern() {
        return Concern.MEMBER;
    }

    @Override
    public void read(ClusterView view, MemberReading reading) {
        crashLoop.read(reading);
        resources.read(reading);
        traffic.read(reading);
        double exchanged = reading.signals().get(Signal.GROUP_ACTIVITY);
        double activity = exchanged + known(reading, Signal.COMMIT_INDEX) + known(reading, Signal.ELECTIONS);
        Instant at = reading.answeredAt();
        if (!reading.seen() || Double.isNaN(activity)) {
            movements.remove(reading.member());
            return;
        }
        // A gauge of bonds may be stale, so a peer that we see is asked for as well, and that bonds were more than
        // begun.
        boolean due = reading.signals().get(Signal.BONDS) > 0
                && exchanged >= BONDED
                && view.count(each -> each.joined(at)) > 1;
        movements.put(reading.member(), Movement.after(movements.get(reading.member()), activity, at, due));
    }

    /** A lone leader exchanges no messages with anybody, and commits all the same. */
    private static double known(MemberReading reading, Signal signal) {
        double value = reading.signals().get(signal);
        return Double.isNaN(value) ? 0 : value;
    }

    @Override
    public boolean hearsEvents() {
        return true;
    }

    @Override
    public void hear(ClusterView view, LogEvent event) {
        crashLoop.hear(event);
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        for (MemberView member : view.members()) {
            crashLoop.assess(now, member, findings);
            if (!member.hasPage()) {
                continue; // Known from its log only: there is no page that could fail.
            }
            assessDown(now, member, findings);
            resources.assess(now, member, findings);
            traffic.assess(now, view, member, findings);
            if (member.inCommittee()) {
                assessBooting(now, member, findings);
                assessHung(now, member, findings);
            }
        }
    }

    private void assessDown(Instant now, MemberView member, Findings findings) {
        Supplier<Map<String, Object>> evidence = () -> {
            MemberReading last = member.last();
            return new Evidence()
                    .number("failed_scrapes", member.failures())
                    .with(
                            "failure",
                            last == null || last.failure() == null
                                    ? null
                                    : last.failure().word())
                    .with("failing_since", member.failingSince())
                    .with("role", member.role())
                    .get();
        };
        Instant since = member.failingSince();
        if (!member.looked()) {
            findings.isUnknown(MEMBER_DOWN, member.name(), UnknownReason.NOT_LOOKED_YET, evidence);
        } else if (since != null && member.page() == null && now.isBefore(since.plus(FIRST_ANSWER))) {
            findings.isUnknown(MEMBER_DOWN, member.name(), UnknownReason.NOT_LOOKED_YET, evidence);
        } else if (since != null && member.failures() >= plan.limit(Limit.FAILED_SCRAPES)) {
            findings.isTrue(MEMBER_DOWN, member.name(), since, evidence);
        } else if (since == null && !member.seen(now)) {
            findings.isUnknown(MEMBER_DOWN, member.name(), UnknownReason.STALE, evidence);
        } else {
            findings.isFalse(MEMBER_DOWN, member.name(), evidence);
        }
    }

    private static void assessBooting(Instant now, MemberView member, Findings findings) {
        Supplier<Map<String, Object>> evidence =
                () -> new Evidence().with("role", member.role()).get();
        MemberReading page = member.page();
        if (page == null || !member.seen(now)) {
            findings.isUnknown(MEMBER_BOOTING, member.name(), unseen(member), evidence);
        } else if (page.signals().isFalse(Signal.IN_GROUP)) {
            findings.isTrue(MEMBER_BOOTING, member.name(), page.answeredAt(), evidence);
        } else {
            findings.isFalse(MEMBER_BOOTING, member.name(), evidence);
        }
    }

    private void assessHung(Instant now, MemberView member, Findings findings) {
        Movement movement = movements.get(member.name());
        Instant still = movement == null ? null : movement.stillSince();
        double bonds = member.signals().get(Signal.BONDS);
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .number("bonds", bonds)
                .with("last_moved_at", movement == null ? null : movement.at())
                .get();
        if (!member.seen(now)) {
            findings.isUnknown(MEMBER_HUNG, member.name(), unseen(member), evidence);
        } else if (!member.joined(now)) {
            findings.isUnknown(MEMBER_HUNG, member.name(), UnknownReason.BOOTING, evidence);
        } else if (movement == null || Double.isNaN(bonds)) {
            findings.isUnknown(MEMBER_HUNG, member.name(), UnknownReason.NO_SIGNAL, evidence);
        } else if (still != null && stoodStill(still, member.page())) {
            findings.isTrue(MEMBER_HUNG, member.name(), still, evidence);
        } else {
            findings.isFalse(MEMBER_HUNG, member.name(), evidence);
        }
    }

    /** Only pages prove a standstill: time that passes without a page proves nothing. */
    private static boolean stoodStill(Instant since, @Nullable MemberReading page) {
        return page != null && !page.answeredAt().isBefore(since.plus(STILL));
    }

    static UnknownReason unseen(MemberView member) {
        return member.looked() ? UnknownReason.MEMBER_UNSEEN : UnknownReason.NOT_LOOKED_YET;
    }

    @Override
    public Instant nextDeadline(Instant now) {
        return crashLoop.nextDeadline(now);
    }
}
