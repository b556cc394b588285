package io.quorumwatch.source.exposition;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What lines of all members say alike, kept once: a thousand members of one kind have the same series. Holds the last {@value #SLOTS}
 * or fewer that were built, whoever had them, so that strange pages cost sharing and no memory. Safe for any thread.
 */
final class SharedSeries {

    private static final int SLOTS = 4096;
    private static final AtomicReferenceArray<@Nullable Text> TEXTS = new AtomicReferenceArray<>(SLOTS);

    /** The same bytes always say the same. */
    private record Text(byte[] head, String name, Labels labels) {}

    private SharedSeries() {}

    /** A series of its own that shares bytes and strings with the last one of the same bytes; null when it is not UTF-8. */
    static @Nullable Series read(byte[] line, int hash, byte[] head, HeadScanner found, @Nullable Series neighbour) {
        int slot = hash & (SLOTS - 1);
        Text known = TEXTS.get(slot);
        if (known != null && Arrays.equals(known.head, head)) {
            return new Series(known.head, hash, known.name, known.labels);
        }
        Series series = Series.read(line, hash, head, found, neighbour);
        if (series != null) {
            TEXTS.set(slot, new Text(series.head, series.name, series.labels));
        }
        return series;
    }
}
