package io.quorumwatch.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Sorted numbers, and how they are said. */
final class Figures {

    private final double[] sorted;

    private Figures(double[] sorted) {
        this.sorted = sorted;
    }

    static Figures of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        return new Figures(sorted);
    }

    /** The smallest number that so many per cent of all do not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }

    double median() {
        return percentile(50);
    }

    double largest() {
        return sorted[sorted.length - 1];
    }

    int count() {
        return sorted.length;
    }

    /** The number with so many digits behind the point, whatever the machine's language. */
    static String say(double number, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }

    /** The figures as times, in one phrase. */
    String medianAndWorstMillis() {
        return "median %s ms, worst %s ms".formatted(say(median(), 1), say(largest(), 1));
    }
}
