package io.quorumwatch.source.logs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was pushed for one cluster and is still to be read, at most {@link #MOST_BYTES}. Filled from any thread; emptied by whoever is
 * woken. It never grows beyond its bound: who finds it full has to wait, and so has the sender.
 */
final class PushQueue {

    static final long MOST_BYTES = 1024 * 1024;

    /** What a line costs beside its characters. */
    private static final int LINE_OVERHEAD = 64;

    private final Consumer<PushQueue> wake;
    private final Deque<Pushed> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /**
     * Lines of one member.
     *
     * @param read told whether they were read
     */
    record Pushed(String member, LineBatch batch, long bytes, Consumer<Boolean> read) {}

    /** @param wake called when something has come into the empty queue; it must have {@link #poll} called until it gives null */
    PushQueue(Consumer<PushQueue> wake) {
        this.wake = wake;
    }

    /** Takes the lines if there is room; a batch larger than the whole queue has room only when nothing waits. */
    boolean offer(String member, LineBatch batch, Consumer<Boolean> read) {
        long cost = cost(batch.lines());
        boolean first;
        synchronized (this) {
            if (closed || (bytes > 0 && bytes + cost > MOST_BYTES)) {
                return false;
            }
            first = waiting.isEmpty();
            waiting.add(new Pushed(member, batch, cost, read));
            bytes += cost;
        }
        if (first) {
            wake.accept(this);
        }
        return true;
    }

    /** What has waited longest; null when nothing waits. */
    synchronized @Nullable Pushed poll() {
        Pushed next = waiting.poll();
        bytes -= next == null ? 0 : next.bytes();
        return next;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** What waits, roughly in bytes of memory. */
    synchronized long bytes() {
        return bytes;
    }

    /** Takes nothing any more; what waits is not read. */
    void close() {
        List<Pushed> unread;
        synchronized (this) {
            closed = true;
            unread = List.copyOf(waiting);
            waiting.clear();
            bytes = 0;
        }
        unread.forEach(pushed -> pushed.read().accept(false));
    }

    private static long cost(List<String> lines) {
        long cost = LINE_OVERHEAD;
        for (String line : lines) {
            cost += cost(line);
        }
        return cost;
    }

    /** What a waiting line costs, roughly in bytes of memory. */
    static long cost(String line) {
        return LINE_OVERHEAD + line.length();
    }
}
