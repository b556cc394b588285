package io.quorumwatch.profile.reading;

import io.quorumwatch.source.exposition.Labels;
import io.quorumwatch.source.exposition.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One histogram at one moment: upper bounds, rising, the last one infinite, and how many observations were at or below each.
 *
 * @param bounds the upper bounds
 * @param counts the cumulative counts
 */
record Histogram(double[] bounds, double[] counts) {

    private static final String LE = "le";

    /** A histogram has rarely more than twenty buckets; what is longer is not read. */
    private static final int MOST_BUCKETS = 200;

    /** Bounds as they are written: all members of a kind have the same few. */
    private static final Map<String, Double> BOUNDS = new ConcurrentHashMap<>();

    private static final int MOST_BOUNDS = 1024;

    /** The histograms of these bucket samples, by their labels without {@code le}; those that are incomplete are left out. */
    static Map<List<String>, Histogram> of(List<Sample> buckets) {
        Map<List<String>, List<Sample>> bySeries = new LinkedHashMap<>();
        List<Sample> present = List.of();
        Labels before = null;
        for (Sample bucket : buckets) {
            // The buckets of a series stand in a row on every real page, so its key is made once.
            if (before == null || !sameSeries(before, bucket.labels())) {
                present = bySeries.computeIfAbsent(without(bucket.labels()), labels -> new ArrayList<>());
            }
            present.add(bucket);
            before = bucket.labels();
        }
        Map<List<String>, Histogram> histograms = new LinkedHashMap<>();
        bySeries.forEach((labels, samples) -> {
            Histogram histogram = samples.size() > MOST_BUCKETS ? null : ofSeries(samples);
            if (histogram != null) {
                histograms.put(labels, histogram);
            }
        });
        return histograms;
    }

    private static boolean sameSeries(Labels one, Labels other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            String name = one.name(i);
            same = name.equals(other.name(i))
                    && (name.equals(LE) || one.value(i).equals(other.value(i)));
        }
        return same;
    }

    private static List<String> without(Labels labels) {
        List<String> rest = new ArrayList<>(2 * labels.size());
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.name(i).equals(LE)) {
                rest.add(labels.name(i));
                rest.add(labels.value(i));
            }
        }
        return rest;
    }

    private static @Nullable Histogram ofSeries(List<Sample> samples) {
        double[] bounds = new double[samples.size()];
        double[] counts = new double[samples.size()];
        boolean rising = true;
        for (int i = 0; i < bounds.length; i++) {
            Sample sample = samples.get(i);
            bounds[i] = bound(sample.labels().get(LE));
            counts[i] = sample.value();
            if (Double.isNaN(bounds[i])) {
                return null;
            }
            rising &= i == 0 || bounds[i - 1] <= bounds[i];
        }
        Histogram histogram = new Histogram(bounds, counts);
        if (!rising) {
            histogram = histogram.sorted();
        }
        return histogram.bounds[bounds.length - 1] == Double.POSITIVE_INFINITY ? histogram : null;
    }

    private Histogram sorted() {
        Integer[] order = new Integer[bounds.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> bounds[i]));
        return new Histogram(
                Arrays.stream(order).mapToDouble(i -> bounds[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> counts[i]).toArray());
    }

    private static double bound(@Nullable String text) {
        if (text == null) {
            return Double.NaN;
        }
        Double known = BOUNDS.get(text);
        if (known != null) {
            return known;
        }
        double bound = parsed(text);
        if (BOUNDS.size() < MOST_BOUNDS) {
            BOUNDS.put(text, bound);
        }
        return bound;
    }

    private static double parsed(String text) {
        if (text.equals("+Inf")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The same, with the other one's bounds: of many states of one histogram they are kept once. */
    Histogram sharing(Histogram other) {
        return Arrays.equals(bounds, other.bounds) ? new Histogram(other.bounds, counts) : this;
    }

    /** Whether this one can be a later state of the other: the same bounds, and no count went down. */
    boolean continues(Histogram earlier) {
        if (!Arrays.equals(bounds, earlier.bounds)) {
            return false;
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < earlier.counts[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The quantile of what was observed since the earlier state, interpolated within its bucket as Prometheus does; {@code NaN}
     * when nothing was observed.
     */
    double quantileSince(Histogram earlier, double quantile) {
        int last = counts.length - 1;
        double total = counts[last] - earlier.counts[last];
        if (!(total > 0) || counts.length < 2) {
            return Double.NaN;
        }
        double rank = quantile * total;
        int bucket = 0;
        while (bucket < last && counts[bucket] - earlier.counts[bucket] < rank) {
            bucket++;
        }
        if (bucket == last) {
            return bounds[last - 1];
        }
        if (bucket == 0 && bounds[0] <= 0) {
            return bounds[0];
        }
        double below = bucket == 0 ? 0 : counts[bucket - 1] - earlier.counts[bucket - 1];
        double start = bucket == 0 ? 0 : bounds[bucket - 1];
        double within = counts[bucket] - earlier.counts[bucket] - below;
        return start + (bounds[bucket] - start) * (rank - below) / within;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram histogram
                && Arrays.equals(bounds, histogram.bounds)
                && Arrays.equals(counts, histogram.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bounds) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Histogram" + Arrays.toString(bounds) + Arrays.toString(counts);
    }
}
