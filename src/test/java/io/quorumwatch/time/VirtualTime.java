package io.quorumwatch.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Clocks and timers that stand still until a test moves them. */
public final class VirtualTime implements AgentClock, Timers {

    private record Entry(long dueNanos, long order, Runnable task) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::dueNanos).thenComparingLong(Entry::order));
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    /** Far from zero and about to overflow, as a monotonic clock may be. */
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    private long order;

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Pending after(long delayMillis, Runnable task) {
        Entry entry = new Entry(elapsed() + delayMillis * 1_000_000, order++, task);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** Moves both clocks, running each timer at its time. */
    public void advance(Duration by) {
        long end = elapsed() + by.toNanos();
        for (Entry next = entries.peek(); next != null && next.dueNanos() <= end; next = entries.peek()) {
            entries.remove(next);
            pass(Duration.ofNanos(Math.max(0, next.dueNanos() - elapsed())));
            next.task().run();
        }
        pass(Duration.ofNanos(Math.max(0, end - elapsed())));
    }

    /** Moves both clocks while nothing runs: a pause of the process. */
    public void pass(Duration by) {
        nanos += by.toNanos();
        wall = wall.plus(by);
    }

    /** Moves the wall clock alone, as a correction by hand does. */
    public void moveWall(Duration by) {
        wall = wall.plus(by);
    }

    /** How many timers are set. */
    public int timers() {
        return entries.size();
    }

    /** How much time has passed since the beginning; free of overflow. */
    private long elapsed() {
        return nanos - (Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());
    }
}
