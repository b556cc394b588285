package io.quorumwatch.judge.member;

import static io.quorumwatch.catalogue.Condition.CRASH_LOOP;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.StartLines;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Whether a member starts again and again, as its pages or its log tell; a member without a page is known from its log alone. */
final class CrashLoopPart {

    private static final Duration WARNING_WINDOW = Duration.ofMinutes(10);

    /** A page with one of these shows it when its process began anew. */
    private static final Set<Signal> TELL_OF_STARTS = Collections.unmodifiableSet(EnumSet.of(
            Signal.START_TIME,
            Signal.PROCESS_ACTIVITY,
            Signal.GROUP_ACTIVITY,
            Signal.ROUNDS_FINALIZED,
            Signal.PARTIALS_SUBMITTED));

    private WatchPlan plan;
    private final Map<String, StartLedger> starts = new HashMap<>();
    private final Set<String> followed = new HashSet<>();
    private final Set<String> paged = new HashSet<>();
    private final StartLines startLines = new StartLines();

    CrashLoopPart(WatchPlan plan) {
        this.plan = plan;
    }

    void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        starts.keySet().retainAll(members);
        followed.retainAll(members);
        paged.retainAll(members);
        startLines.keepOnly(members);
    }

    void read(MemberReading reading) {
        StartLedger known = ledger(reading.member());
        if (reading.restarted()) {
            known.seen(reading.answeredAt());
        }
        if (reading.seen()) {
            if (!paged.contains(reading.member()) && tellsOfStarts(reading.signals())) {
                paged.add(reading.member());
            }
            known.alive(reading.answeredAt(), reading.signals().isFalse(Signal.IN_GROUP));
        } else if (reading.provesProcessGone()) {
            known.refused(reading.answeredAt());
        }
    }

    private static boolean tellsOfStarts(Signals page) {
        return TELL_OF_STARTS.stream().anyMatch(page::has);
    }

    void hear(LogEvent event) {
        if (event.kind() == EventKind.LOG_LOST) {
            followed.remove(event.member());
            return;
        }
        followed.add(event.member());
        if (startLines.tellsOfStart(event)) {
            ledger(event.member()).told(event.at());
        }
    }

    private StartLedger ledger(String member) {
        return starts.computeIfAbsent(member, name -> new StartLedger());
    }

    void assess(Instant now, MemberView member, Findings findings) {
        StartLedger known = ledger(member.name());
        double inTen = known.countSince(now.minus(WARNING_WINDOW));
        double inThirty = known.countSince(now.minus(StartLedger.WINDOW));
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .number("starts_in_10_minutes", inTen)
                .number("starts_in_30_minutes", inThirty)
                .with("role", member.role())
                .get();
        boolean pages = inThirty >= plan.limit(Limit.STARTS_PAGE);
        if (pages || inTen >= plan.limit(Limit.STARTS_WARNING)) {
            findings.isTrue(
                    CRASH_LOOP, member.name(), known.newest(), pages ? Severity.CRITICAL : Severity.WARNING, evidence);
        } else if (!paged.contains(member.name()) && !followed.contains(member.name())) {
            findings.isUnknown(CRASH_LOOP, member.name(), silence(member), evidence);
        } else {
            findings.isFalse(CRASH_LOOP, member.name(), evidence);
        }
    }

    /** Why neither its pages nor its log would tell of a start. */
    private static UnknownReason silence(MemberView member) {
        if (member.hasPage() && member.page() == null) {
            return MemberRules.unseen(member);
        }
        return member.signals().isFalse(Signal.IN_GROUP) ? UnknownReason.BOOTING : UnknownReason.NO_SIGNAL;
    }

    Instant nextDeadline(Instant now) {
        Instant next = Instant.MAX;
        for (StartLedger known : starts.values()) {
            Instant leaving = known.nextLeaving(now, WARNING_WINDOW);
            next = Instants.earlier(next, leaving);
        }
        return next;
    }
}
