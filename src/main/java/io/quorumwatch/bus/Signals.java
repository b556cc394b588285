package io.quorumwatch.bus;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * The numbers that one page says about one member: an immutable map from {@link Signal} to number in which a missing signal is
 * {@code NaN}, never 0.
 */
public final class Signals {

    private static final Signal[] ALL = Signal.values();

    /** No signal at all. */
    public static final Signals NONE = new Builder().build();

    private final double[] values;

    private Signals(double[] values) {
        this.values = values;
    }

    /** The signal's number, or {@code NaN} when the page does not say it. */
    public double get(Signal signal) {
        return values[signal.ordinal()];
    }

    /** Whether the page says the signal. */
    public boolean has(Signal signal) {
        return !Double.isNaN(values[signal.ordinal()]);
    }

    /** Whether the page says the signal and says that it is true, that is not 0. */
    public boolean isTrue(Signal signal) {
        double value = values[signal.ordinal()];
        return !Double.isNaN(value) && value != 0;
    }

    /** Whether the page says the signal and says that it is 0. */
    public boolean isFalse(Signal signal) {
        return values[signal.ordinal()] == 0;
    }

    /** The present signals in the order of the vocabulary. */
    public Map<Signal, Double> asMap() {
        Map<Signal, Double> map = new EnumMap<>(Signal.class);
        for (Signal signal : ALL) {
            if (has(signal)) {
                map.put(signal, get(signal));
            }
        }
        return map;
    }

    /** A copy to which signals can be added. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        System.arraycopy(values, 0, builder.values, 0, values.length);
        return builder;
    }

    /** A copy without the given signals. */
    public Signals without(Collection<Signal> dropped) {
        Builder builder = toBuilder();
        for (Signal signal : dropped) {
            builder.values[signal.ordinal()] = Double.NaN;
        }
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signals signals && Arrays.equals(values, signals.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    /** Collects signals; not for use by several threads. */
    public static final class Builder {

        private final double[] values = new double[ALL.length];

        public Builder() {
            Arrays.fill(values, Double.NaN);
        }

        /** Sets the signal, also to {@code NaN}, which takes it away. */
        public void set(Signal signal, double value) {
            values[signal.ordinal()] = value;
        }

        /** Adds to the signal; a missing one counts as 0. */
        public void add(Signal signal, double value) {
            double present = values[signal.ordinal()];
            values[signal.ordinal()] = Double.isNaN(present) ? value : present + value;
        }

        /** What has been set so far, or {@code NaN}. */
        public double get(Signal signal) {
            return values[signal.ordinal()];
        }

        public Signals build() {
            return new Signals(values.clone());
        }
    }
}
