package io.quorumwatch.judge.member;

import static io.quorumwatch.catalogue.Condition.RESOURCES_OUTSIDE_BASELINE;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a member's processor time, over a minute, and its memory are within what the documents say for its role (seed 000). An aggregator's
 * processor time depends on its clients and is not judged; of a role that the table does not know nothing is.
 */
final class ResourcePart {

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final double MEGABYTE = 1e6;

    private final Map<String, Baseline> baselines;
    private final Map<String, CounterWindow> processorTimes = new HashMap<>();

    /**
     * @param cpuShare most of a core; {@code NaN} where the documents say nothing
     * @param leastMegabytes least resident memory
     * @param mostMegabytes most resident memory
     */
    private record Baseline(double cpuShare, double leastMegabytes, double mostMegabytes) {}

    ResourcePart(WatchPlan plan) {
        baselines = Map.of(
                "committee",
                new Baseline(
                        plan.limit(Limit.COMMITTEE_CPU_SHARE),
                        plan.limit(Limit.COMMITTEE_MEMORY_LEAST),
                        plan.limit(Limit.COMMITTEE_MEMORY_MOST)),
                "aggregator",
                new Baseline(
                        Double.NaN,
                        plan.limit(Limit.AGGREGATOR_MEMORY_LEAST),
                        plan.limit(Limit.AGGREGATOR_MEMORY_MOST)),
                "client",
                new Baseline(
                        plan.limit(Limit.CLIENT_CPU_SHARE),
                        plan.limit(Limit.CLIENT_MEMORY_LEAST),
                        plan.limit(Limit.CLIENT_MEMORY_MOST)));
    }

    void change(Set<String> members) {
        processorTimes.keySet().retainAll(members);
    }

    void read(MemberReading reading) {
        CounterWindow window = processorTimes.computeIfAbsent(reading.member(), name -> new CounterWindow(WINDOW));
        double seconds = reading.signals().get(Signal.CPU_SECONDS);
        if (reading.restarted() || (reading.seen() && Double.isNaN(seconds))) {
            window.clear();
        }
        if (reading.seen() && !Double.isNaN(seconds)) {
            window.add(reading.answeredAt(), seconds);
        }
    }

    void assess(Instant now, MemberView member, Findings findings) {
        Baseline baseline = baselines.get(member.role());
        if (baseline == null) {
            return;
        }
        CounterWindow window = processorTimes.get(member.name());
        CounterWindow.@Nullable Movement movement = window == null ? null : window.movement();
        double share = movement == null ? Double.NaN : movement.perSecond(0);
        double megabytes = member.signals().get(Signal.RESIDENT_BYTES) / MEGABYTE;
        List<String> outside = new ArrayList<>();
        if (share > baseline.cpuShare()) {
            outside.add("cpu");
        }
        if (megabytes > baseline.mostMegabytes() || megabytes < baseline.leastMegabytes()) {
            outside.add("memory");
        }
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .with("role", member.role())
                .with("outside", outside.isEmpty() ? null : outside)
                .number("cpu_share", share)
                .number("cpu_share_most", baseline.cpuShare())
                .number("resident_mb", megabytes)
                .number("resident_mb_least", baseline.leastMegabytes())
                .number("resident_mb_most", baseline.mostMegabytes())
                .get();
        if (!member.seen(now)) {
            findings.isUnknown(RESOURCES_OUTSIDE_BASELINE, member.name(), MemberRules.unseen(member), evidence);
        } else if (!outside.isEmpty()) {
            findings.isTrue(RESOURCES_OUTSIDE_BASELINE, member.name(), now, evidence);
        } else if (Double.isNaN(megabytes) && (Double.isNaN(share) || Double.isNaN(baseline.cpuShare()))) {
            findings.isUnknown(RESOURCES_OUTSIDE_BASELINE, member.name(), UnknownReason.NO_SIGNAL, evidence);
        } else {
            findings.isFalse(RESOURCES_OUTSIDE_BASELINE, member.name(), evidence);
        }
    }
}
