package io.quorumwatch.judge.discovery;

import static io.quorumwatch.catalogue.Condition.CATALOG_SHIFT;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gossip catalogue has left its usual size. It is never judged by its size as such: it holds the peers of all services in
 * the universe (seed 000).
 *
 * <p>The size is the median of what the members that are seen say, because each writes it only when gossip reaches it. The usual
 * size is the first one that stood for {@link #LEARNING}; another becomes usual when it has stood for {@link #SETTLED}, so that
 * a universe that has grown for good is not complained of for ever.
 */
final class CatalogPart {

    static final Duration LEARNING = Duration.ofMinutes(3);
    static final Duration SETTLED = Duration.ofMinutes(30);

    private final double tolerance;
    private double usual = Double.NaN;
    private @Nullable Level level;

    CatalogPart(WatchPlan plan) {
        tolerance = plan.limit(Limit.CATALOG_TOLERANCE);
    }

    /** A size around which the catalogue has stayed, since when, and which sizes it had meanwhile: a handful, as they are near it. */
    private record Level(double size, Instant since, NavigableMap<Long, Integer> seen) {

        private double median() {
            int half = seen.values().stream().mapToInt(Integer::intValue).sum() / 2;
            for (Map.Entry<Long, Integer> each : seen.entrySet()) {
                half -= each.getValue();
                if (half < 0) {
                    return each.getKey();
                }
            }
            return size;
        }
    }

    void read(ClusterView view, MemberReading reading) {
        Instant now = reading.answeredAt();
        double size = median(now, view);
        if (Double.isNaN(size)) {
            return;
        }
        if (level == null || Math.abs(size - level.size()) > tolerance) {
            level = new Level(size, now, new TreeMap<>());
        }
        level.seen().merge(Math.round(size), 1, Integer::sum);
        Duration stood = Duration.between(level.since(), now);
        if (stood.compareTo(Double.isNaN(usual) ? LEARNING : SETTLED) >= 0) {
            usual = level.median();
            level = new Level(usual, now, new TreeMap<>());
        }
    }

    private static double median(Instant now, ClusterView view) {
        double[] sizes = view.members().stream()
                .filter(member -> member.seen(now))
                .mapToDouble(member -> member.signals().get(Signal.CATALOG_SIZE))
                .filter(size -> !Double.isNaN(size))
                .sorted()
                .toArray();
        return sizes.length == 0 ? Double.NaN : sizes[sizes.length / 2];
    }

    void assess(Instant now, ClusterView view, Findings findings) {
        double size = median(now, view);
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .number("catalog_size", size)
                .number("usual_size", usual)
                .number("tolerance", tolerance)
                .with("learning", Double.isNaN(usual) && !Double.isNaN(size) ? true : null)
                .get();
        if (Double.isNaN(size)) {
            findings.isUnknown(CATALOG_SHIFT, null, unseen(now, view), evidence);
        } else if (Double.isNaN(usual)) {
            // Nothing to compare with yet: no blindness that could be mended, and nothing that health should wait for.
            findings.isUnknown(CATALOG_SHIFT, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (Math.abs(size - usual) > tolerance) {
            findings.isTrue(CATALOG_SHIFT, null, level == null ? now : level.since(), evidence);
        } else {
            findings.isFalse(CATALOG_SHIFT, null, evidence);
        }
    }

    private static UnknownReason unseen(Instant now, ClusterView view) {
        if (view.members().stream().anyMatch(member -> member.seen(now))) {
            return UnknownReason.NO_SIGNAL;
        }
        return view.members().stream().anyMatch(MemberView::looked)
                ? UnknownReason.MAJORITY_UNSEEN
                : UnknownReason.NOT_LOOKED_YET;
    }
}
