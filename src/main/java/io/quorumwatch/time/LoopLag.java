package io.quorumwatch.time;

import java.time.Duration;
import java.util.Arrays;

/**
 * How late the event loops have been of late: the last samples of all probes, about a minute of them. Safe for every thread;
 * taking a snapshot costs tens of microseconds.
 */
public final class LoopLag {

    /** How often a probe takes a sample. */
    static final Duration PROBE_EVERY = Duration.ofMillis(100);

    private static final int SAMPLES_PER_MINUTE = (int) (Duration.ofMinutes(1).toMillis() / PROBE_EVERY.toMillis());

    /**
     * What the last samples say; all zero while there is none.
     *
     * @param samples how many there are
     * @param median half of the samples are at most this late
     * @param p99 99 of 100 samples are at most this late
     * @param max the latest of them
     */
    public record Snapshot(int samples, Duration median, Duration p99, Duration max) {}

    private final long[] lateNanos;
    private long recorded;
    private long handedOn;

    /**
     * @param loops how many event loops are probed
     */
    public LoopLag(int loops) {
        this.lateNanos = new long[loops * SAMPLES_PER_MINUTE];
    }

    synchronized void record(Duration late) {
        lateNanos[(int) (recorded++ % lateNanos.length)] = late.toNanos();
    }

    /** The samples in nanoseconds since this was last asked, the oldest first; at most about a minute of them. */
    public synchronized long[] news() {
        int count = (int) Math.min(recorded - handedOn, lateNanos.length);
        long[] news = new long[count];
        for (int i = 0; i < count; i++) {
            news[i] = lateNanos[(int) ((recorded - count + i) % lateNanos.length)];
        }
        handedOn = recorded;
        return news;
    }

    public Snapshot snapshot() {
        long[] sorted;
        synchronized (this) {
            sorted = Arrays.copyOf(lateNanos, (int) Math.min(recorded, lateNanos.length));
        }
        Arrays.sort(sorted);
        return new Snapshot(sorted.length, quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1));
    }

    /** The smallest sample that at least this share of the samples does not exceed. */
    private static Duration quantile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }
}
