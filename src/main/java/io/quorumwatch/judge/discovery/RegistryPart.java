package io.quorumwatch.judge.discovery;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether a registry holds as many as it should, on every committee member that is seen: each has a copy, and a member whose copy lacks
 * somebody cannot do its part of the round.
 */
final class RegistryPart {

    private final Condition condition;
    private final Signal size;
    private double expected;

    /**
     * @param expected how many must be registered; {@code NaN} where that is not known
     */
    RegistryPart(Condition condition, Signal size, double expected) {
        this.condition = condition;
        this.size = size;
        this.expected = expected;
    }

    /** From now on so many must be registered. */
    void expect(double count) {
        expected = count;
    }

    void assess(Instant now, ClusterView view, Findings findings) {
        List<String> registered = new ArrayList<>();
        List<String> different = new ArrayList<>();
        Instant since = now;
        for (MemberView member : view.committee()) {
            double count = member.signals().get(size);
            if (!member.joined(now) || Double.isNaN(count)) {
                continue;
            }
            registered.add(member.name() + "=" + (long) count);
            if (count != expected) {
                different.add(member.name());
                Instant looked = member.page() == null ? now : member.page().answeredAt();
                since = Instants.earlier(since, looked);
            }
        }
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .number("expected", expected)
                .with("registered", registered)
                .with("members", different.isEmpty() ? null : different)
                .get();
        if (!different.isEmpty() && !Double.isNaN(expected)) {
            findings.isTrue(condition, null, since, evidence);
        } else if (!registered.isEmpty() && !Double.isNaN(expected)) {
            findings.isFalse(condition, null, evidence);
        } else {
            findings.isUnknown(condition, null, unseen(now, view), evidence);
        }
    }

    private static UnknownReason unseen(Instant now, ClusterView view) {
        if (view.committee().stream().anyMatch(member -> member.joined(now))) {
            return UnknownReason.NO_SIGNAL;
        }
        if (view.committee().stream().anyMatch(member -> member.seen(now))) {
            return UnknownReason.BOOTING;
        }
        return view.allLooked() ? UnknownReason.MAJORITY_UNSEEN : UnknownReason.NOT_LOOKED_YET;
    }
}
