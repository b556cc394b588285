package io.quorumwatch.source.exposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The wanted samples of a page. A whole-numbered timestamp is in milliseconds or in seconds, and which of the two may be known only at
 * the page's last line ({@code # EOF}); such samples are remembered and put right at the end.
 */
final class PageSamples {

    private static final int FEW_SAMPLES = 4096;

    private ArrayList<Sample> samples = new ArrayList<>();
    private int[] undecided = new int[0];
    private int undecidedCount;
    private boolean inSeconds;

    /** Begins a page that is declared to be of this format. */
    void clear(ExpositionFormat declared) {
        if (samples.size() > FEW_SAMPLES) {
            samples = new ArrayList<>();
            undecided = new int[0];
        }
        samples.clear();
        undecidedCount = 0;
        inSeconds = declared == ExpositionFormat.OPENMETRICS;
    }

    /** The page has something that only OpenMetrics has: its timestamps are in seconds. */
    void beOpenMetrics() {
        inSeconds = true;
    }

    void add(String name, Labels labels, TailReader tail) {
        long timestamp = tail.timestamp();
        if (tail.hasExemplar() || tail.isInSeconds()) {
            inSeconds = true;
        }
        if (timestamp != Sample.NO_TIMESTAMP && !tail.isInSeconds()) {
            if (undecidedCount == undecided.length) {
                undecided = Arrays.copyOf(undecided, Math.max(16, 2 * undecidedCount));
            }
            undecided[undecidedCount++] = samples.size();
        }
        samples.add(new Sample(name, labels, tail.value(), timestamp));
    }

    int size() {
        return samples.size();
    }

    /** All samples with their timestamps in milliseconds. The list is used again for the next page: copy it. */
    List<Sample> finished() {
        if (inSeconds) {
            for (int i = 0; i < undecidedCount; i++) {
                Sample sample = samples.get(undecided[i]);
                samples.set(
                        undecided[i],
                        new Sample(sample.name(), sample.labels(), sample.value(), 1000 * sample.timestampMillis()));
            }
            undecidedCount = 0;
        }
        return samples;
    }
}
