package io.quorumwatch.face.metrics;

/** A distribution over hand-picked bounds. Not for use by several threads. */
final class Histogram {

    private final double[] bounds;
    private final long[] counts;
    private double sum;

    /** @param bounds upper bounds of the buckets, inclusive, rising; the last bucket has none */
    Histogram(double... bounds) {
        this.bounds = bounds;
        this.counts = new long[bounds.length + 1];
    }

    void observe(double value) {
        observe(value, 1);
    }

    void observe(double value, long times) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket] += times;
        sum += value * times;
    }

    int buckets() {
        return counts.length;
    }

    /** The bucket's upper bound, infinite for the last. */
    double bound(int bucket) {
        return bucket < bounds.length ? bounds[bucket] : Double.POSITIVE_INFINITY;
    }

    /** What was observed in this bucket alone. */
    long count(int bucket) {
        return counts[bucket];
    }

    double sum() {
        return sum;
    }
}
