package io.quorumwatch.source.exposition;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The series of the last pages, so that the next page, which nearly always has the same ones in the same order, costs neither reading
 * nor building them. The pages may be those of several members in turn, which name other peers in the same places.
 *
 * <p>First guess: the series that followed the last one on the page before, see {@link SeriesMatch}. A page in another order falls back
 * to a hash table, in which a series is found by the bytes before its value. What none of the last {@value #PAGES_KEPT} pages had is
 * dropped, and what the present one has not when there is no room; what does not fit in the bound even so is not kept.
 */
final class SeriesMemory {

    static final int PAGES_KEPT = 8;
    private static final int FEWEST_SLOTS = 16;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final int mostBytes;
    private Series[] slots = new Series[FEWEST_SLOTS];
    private final Series start = new Series(new byte[0], 0, "", Labels.NONE, new int[0]);
    private final SeriesMatch match = new SeriesMatch();
    private Series last = start;
    private int size;
    private long bytes;
    private int page = 1;
    private int forgotAt;

    SeriesMemory(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Whether the line is what is expected there, so that {@link #name}, {@link #labels} and {@link #valueFrom} tell of it. */
    boolean expects(byte[] line, int from, int to) {
        Series guess = last.follower;
        if (guess == null || !match.matches(guess, line, from, to)) {
            return false;
        }
        saw(guess);
        return true;
    }

    String name() {
        return last.name;
    }

    Labels labels() {
        return match.labels();
    }

    int valueFrom() {
        return match.valueFrom();
    }

    /** The series that was found on the line: the remembered one, or a new one; null when its text is not UTF-8. */
    @Nullable
    Series find(byte[] line, int from, HeadScanner found) {
        int hash = hash(line, from, found.valueFrom());
        for (Series series = slots[hash & (slots.length - 1)]; series != null; series = series.inSlot) {
            if (series.hash == hash
                    && Arrays.equals(series.head, 0, series.head.length, line, from, found.valueFrom())) {
                saw(series);
                return series;
            }
        }
        Series series = Series.read(line, from, hash, found, last);
        if (series == null || !hasRoomFor(series)) {
            return series;
        }
        if (size == slots.length) {
            rebuild(2 * slots.length, 0);
        }
        put(series);
        saw(series);
        return series;
    }

    private boolean hasRoomFor(Series series) {
        if (bytes + series.cost() > mostBytes && forgotAt != page) {
            forgotAt = page;
            forgetBefore(page);
        }
        return bytes + series.cost() <= mostBytes;
    }

    private void saw(Series series) {
        series.page = page;
        last.follower = series;
        last = series;
    }

    /** Begins another page. One that was not whole does not count. */
    void nextPage(boolean whole) {
        if (whole) {
            last.follower = null;
            page++;
            if (page % PAGES_KEPT == 0) {
                forgetBefore(page - PAGES_KEPT);
            }
        }
        last = start;
    }

    private void forgetBefore(int oldest) {
        rebuild(slots.length, oldest);
        int fitting = FEWEST_SLOTS;
        while (fitting < size) {
            fitting *= 2;
        }
        if (fitting < slots.length) {
            rebuild(fitting, oldest);
        }
    }

    private void rebuild(int length, int oldest) {
        Series[] before = slots;
        slots = new Series[length];
        size = 0;
        bytes = 0;
        for (Series slot : before) {
            for (Series series = slot; series != null; ) {
                Series next = series.inSlot;
                if (series.page >= oldest) {
                    if (series.follower != null && series.follower.page < oldest) {
                        series.follower = null;
                    }
                    put(series);
                }
                series = next;
            }
        }
    }

    private void put(Series series) {
        int slot = series.hash & (slots.length - 1);
        series.inSlot = slots[slot];
        slots[slot] = series;
        size++;
        bytes += series.cost();
    }

    private static int hash(byte[] line, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ LineEnds.word(line, at)) * SPREAD;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = (hash ^ line[at]) * SPREAD;
        }
        return (int) (hash >>> 32);
    }

    /** How many series are remembered. */
    int size() {
        return size;
    }
}
