package io.quorumwatch.judge.attestation;

import static io.quorumwatch.catalogue.Condition.ATTESTATION_EXPIRING;

import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How near each ticket is to its expiry. The ladder is climbed by this process's clock at the very instant of each step, whether or not a page
 * comes just then.
 */
final class ExpiryPart {

    private final List<Step> ladder;

    /** When a page last told each instant at which something changes; bounded by the number of members and steps. */
    private final TreeSet<Instant> deadlines = new TreeSet<>();

    /**
     * @param before how long before the expiry it begins
     * @param atMost how loud it is then
     */
    private record Step(String name, Duration before, Severity atMost) {}

    ExpiryPart(WatchPlan plan) {
        ladder = List.of(
                new Step("expired", Duration.ZERO, Severity.CRITICAL),
                new Step("minutes", span(plan, Limit.ATTESTATION_CRITICAL_MINUTES, 60), Severity.CRITICAL),
                new Step("hours", span(plan, Limit.ATTESTATION_URGENT_HOURS, 3600), Severity.PAGE),
                new Step("day", span(plan, Limit.ATTESTATION_PAGE_HOURS, 3600), Severity.PAGE),
                new Step("week", span(plan, Limit.ATTESTATION_INFO_HOURS, 3600), Severity.INFO));
    }

    private static Duration span(WatchPlan plan, Limit limit, int seconds) {
        return Duration.ofMillis((long) (plan.limit(limit) * seconds * 1000));
    }

    /** When the member's ticket expires, as its last page said; null when none has. */
    static @Nullable Instant expiry(@Nullable MemberView member) {
        return member == null ? null : Instants.ofEpochSeconds(member.signals().get(Signal.ATTESTATION_EXPIRY));
    }

    void assess(Instant now, ClusterView view, Findings findings) {
        deadlines.clear();
        for (MemberView member : view.members()) {
            Instant expiry = expiry(member);
            if (expiry != null || member.inCommittee()) {
                assess(now, member, expiry, findings);
            }
        }
    }

    private void assess(Instant now, MemberView member, @Nullable Instant expiry, Findings findings) {
        if (!member.hasPage()) {
            findings.isUnknown(ATTESTATION_EXPIRING, member.name(), UnknownReason.NO_SIGNAL, Map::of);
            return;
        }
        if (!member.seen(now)) {
            UnknownReason reason = member.looked() ? UnknownReason.MEMBER_UNSEEN : UnknownReason.NOT_LOOKED_YET;
            findings.isUnknown(ATTESTATION_EXPIRING, member.name(), reason, evidence(now, expiry, null));
            return;
        }
        if (expiry == null) {
            UnknownReason reason =
                    member.inCommittee() && !member.joined(now) ? UnknownReason.BOOTING : UnknownReason.NO_SIGNAL;
            findings.isUnknown(ATTESTATION_EXPIRING, member.name(), reason, Map::of);
            return;
        }
        for (Step step : ladder) {
            deadlines.add(expiry.minus(step.before()));
        }
        Step step = step(now, expiry);
        if (step == null) {
            findings.isFalse(ATTESTATION_EXPIRING, member.name(), evidence(now, expiry, null));
        } else {
            findings.isTrue(
                    ATTESTATION_EXPIRING,
                    member.name(),
                    expiry.minus(ladder.get(ladder.size() - 1).before()),
                    step.atMost(),
                    evidence(now, expiry, step));
        }
    }

    private @Nullable Step step(Instant now, Instant expiry) {
        for (Step step : ladder) {
            if (!now.isBefore(expiry.minus(step.before()))) {
                return step;
            }
        }
        return null;
    }

    private static Supplier<Map<String, Object>> evidence(Instant now, @Nullable Instant expiry, @Nullable Step step) {
        return () -> {
            Evidence evidence =
                    new Evidence().with("expires_at", expiry).with("step", step == null ? null : step.name());
            return expiry == null
                    ? evidence.get()
                    : evidence.seconds("seconds_left", Duration.between(now, expiry))
                            .get();
        };
    }

    Instant nextDeadline(Instant now) {
        Instant next = deadlines.higher(now);
        return next == null ? Instant.MAX : next;
    }
}
