package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.Figures;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts rounds by the figures that the round judge repeats: their number, and the time of the last. */
final class RoundTally {

    private final Histogram intervals = new Histogram(0.5, 1, 2, 3, 4, 6, 10, 15, 30, 60, 300);
    private double finalized;
    private double total;
    private @Nullable Instant lastAt;

    /** Takes the figures of a verdict; evidence without rounds changes nothing. */
    void take(Map<String, Object> evidence) {
        if (!(evidence.get(Figures.ROUNDS_FINALIZED) instanceof Number number)) {
            return;
        }
        Instant at = time(evidence.get(Figures.LAST_FINALIZED_AT));
        double now = number.doubleValue();
        if (now > finalized && lastAt != null && at != null && at.isAfter(lastAt)) {
            double rounds = now - finalized;
            intervals.observe(ClusterLedger.seconds(lastAt, at) / rounds, (long) rounds);
        }
        // A judge that a changed configuration makes anew begins at nought; a counter goes on.
        total += now >= finalized ? now - finalized : now;
        finalized = now;
        lastAt = at;
    }

    double finalized() {
        return total;
    }

    /** When the last round was finalized; null before the first. */
    @Nullable
    Instant lastAt() {
        return lastAt;
    }

    Histogram intervals() {
        return intervals;
    }

    private static @Nullable Instant time(@Nullable Object text) {
        if (text instanceof Instant instant) {
            return instant;
        }
        try {
            return text instanceof String string ? Instant.parse(string) : null;
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
