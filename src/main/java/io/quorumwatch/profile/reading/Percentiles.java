package io.quorumwatch.profile.reading;

import io.quorumwatch.source.exposition.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * 99th percentiles of one member's histograms over the last {@link #WINDOW}. What it remembers is a state every {@link #STEP}, not
 * every look: a thousand watched members with a look a second would else cost tens of megabytes.
 */
final class Percentiles {

    static final Duration WINDOW = Duration.ofMinutes(2);
    static final Duration STEP = Duration.ofSeconds(30);

    private static final double QUANTILE = 0.99;

    /** Histograms of one family, one for each peer; more than that many are not followed. */
    private static final int MOST_SERIES = 16;

    private final Map<String, Map<List<String>, Deque<State>>> families = new HashMap<>();

    /** The greatest percentile of the family's histograms; {@code NaN} when nothing was observed in the window. */
    double greatest(String family, List<Sample> buckets, Instant at) {
        Map<List<String>, Deque<State>> series = families.computeIfAbsent(family, name -> new HashMap<>());
        double greatest = Double.NaN;
        Map<List<String>, Histogram> present = Histogram.of(buckets);
        // Who comes back begins anew: what was observed meanwhile is not its doing.
        series.keySet().retainAll(present.keySet());
        for (Map.Entry<List<String>, Histogram> entry : present.entrySet()) {
            if (series.size() >= MOST_SERIES && !series.containsKey(entry.getKey())) {
                continue;
            }
            double percentile =
                    percentile(series.computeIfAbsent(entry.getKey(), key -> new ArrayDeque<>()), entry.getValue(), at);
            if (!Double.isNaN(percentile)) {
                greatest = Double.isNaN(greatest) ? percentile : Math.max(greatest, percentile);
            }
        }
        return greatest;
    }

    /** Begins anew: the process did. */
    void forget() {
        families.clear();
    }

    private static double percentile(Deque<State> states, Histogram now, Instant at) {
        if (!states.isEmpty() && !now.continues(states.getLast().histogram())) {
            states.clear();
        }
        Instant from = at.minus(WINDOW);
        while (states.size() > 1 && second(states).at().isBefore(from)) {
            states.removeFirst();
        }
        double percentile = states.isEmpty()
                ? Double.NaN
                : now.quantileSince(states.getFirst().histogram(), QUANTILE);
        if (states.isEmpty() || !at.isBefore(states.getLast().at().plus(STEP))) {
            states.addLast(new State(
                    at, states.isEmpty() ? now : now.sharing(states.getLast().histogram())));
        }
        return percentile;
    }

    private static State second(Deque<State> states) {
        var iterator = states.iterator();
        iterator.next();
        return iterator.next();
    }

    private record State(Instant at, Histogram histogram) {}
}
