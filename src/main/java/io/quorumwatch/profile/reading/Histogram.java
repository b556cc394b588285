package io.quorumwatch.profile.reading;

import io.quorumwatch.source.exposition.Labels;
import io.quorumwatch.source.exposition.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** The histograms of these bucket samples, by their labels without {@code le}; those that are incomplete are left out. */
    static Map<List<String>, Histogram> of(List<Sample> buckets) {
        Map<List<String>, List<Sample>> bySeries = new LinkedHashMap<>();
        for (Sample bucket : buckets) {
            bySeries.computeIfAbsent(without(bucket.labels()), labels -> new ArrayList<>())
                    .add(bucket);
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
        double[][] buckets = new double[samples.size()][];
        for (int i = 0; i < buckets.length; i++) {
            Sample sample = samples.get(i);
            double bound = bound(sample.labels().get(LE));
            if (Double.isNaN(bound)) {
                return null;
            }
            buckets[i] = new double[] {bound, sample.value()};
        }
        Arrays.sort(buckets, Comparator.comparingDouble(bucket -> bucket[0]));
        if (buckets[buckets.length - 1][0] != Double.POSITIVE_INFINITY) {
            return null;
        }
        double[] bounds = new double[buckets.length];
        double[] counts = new double[buckets.length];
        for (int i = 0; i < buckets.length; i++) {
            bounds[i] = buckets[i][0];
            counts[i] = buckets[i][1];
        }
        return new Histogram(bounds, counts);
    }

    private static double bound(@Nullable String text) {
        if (text == null) {
            return Double.NaN;
        }
        if (text.equals("+Inf")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
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
