package io.quorumwatch.judge.member;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** How much some counters of one process have moved over about the last minute or so; a few samples, however often it is asked. */
final class CounterWindow {

    private static final int STEPS = 12;

    private final Duration length;
    private final Duration step;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Sample newest;

    CounterWindow(Duration length) {
        this.length = length;
        this.step = length.dividedBy(STEPS);
    }

    private record Sample(Instant at, double[] counters) {}

    /**
     * The counters moved so much.
     *
     * @param over in which time, at least the window's length
     */
    record Movement(Duration over, double[] by) {

        double perSecond(int counter) {
            return by[counter] / (over.toMillis() / 1000.0);
        }
    }

    /** Takes in what the counters say; {@code NaN} for one that is not there. */
    void add(Instant at, double... counters) {
        Sample sample = new Sample(at, counters);
        if (newest != null && !follows(sample, newest)) {
            samples.clear();
        }
        newest = sample;
        if (samples.isEmpty() || !at.isBefore(samples.getLast().at().plus(step))) {
            samples.addLast(sample);
        }
        while (samples.size() > 1 && reaches(second(samples), at)) {
            samples.removeFirst();
        }
    }

    /** Counters never go back in one process. */
    private static boolean follows(Sample sample, Sample before) {
        for (int i = 0; i < sample.counters().length; i++) {
            if (sample.counters()[i] < before.counters()[i]) {
                return false;
            }
        }
        return !sample.at().isBefore(before.at());
    }

    private static Sample second(Deque<Sample> samples) {
        Iterator<Sample> each = samples.iterator();
        each.next();
        return each.next();
    }

    private boolean reaches(Sample sample, Instant at) {
        return !at.isBefore(sample.at().plus(length));
    }

    void clear() {
        samples.clear();
        newest = null;
    }

    /** How the counters have moved; null while the window is not full. */
    @Nullable
    Movement movement() {
        Sample to = newest;
        if (to == null || samples.isEmpty() || !reaches(samples.getFirst(), to.at())) {
            return null;
        }
        Sample from = samples.getFirst();
        double[] by = new double[to.counters().length];
        Arrays.setAll(by, i -> to.counters()[i] - from.counters()[i]);
        return new Movement(Duration.between(from.at(), to.at()), by);
    }
}
