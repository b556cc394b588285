package io.quorumwatch.source.exposition;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the lines of a page by what became of them. */
final class PageTally {

    private static final Malformed[] REASONS = Malformed.values();

    private final @Nullable MalformedListener listener;
    private final int[] malformed = new int[REASONS.length];
    private int malformedLines;
    private long understood;
    private long lines;
    private long bytes;

    PageTally(@Nullable MalformedListener listener) {
        this.listener = listener;
    }

    void clear() {
        Arrays.fill(malformed, 0);
        malformedLines = 0;
        understood = 0;
        lines = 0;
        bytes = 0;
    }

    void addBytes(int count) {
        bytes += count;
    }

    void addLine() {
        lines++;
    }

    /** Lines were passed over, of which so many are samples and the others comments. */
    void skipped(int passed, int unwanted) {
        lines += passed;
        understood += unwanted;
    }

    /** The present line is a sample, wanted or not. */
    void understand() {
        understood++;
    }

    /** The present line is left out. */
    void refuse(Malformed reason, byte[] line, int from, int to) {
        malformed[reason.ordinal()]++;
        malformedLines++;
        if (listener != null && malformedLines <= ExpositionParser.FINDINGS) {
            listener.malformed(LineFinding.of(lines, reason, line, from, to));
        }
    }

    boolean isExposition() {
        return malformedLines <= understood;
    }

    Page page(List<Sample> samples) {
        return new Page(samples, lines, bytes, malformedByReason());
    }

    private Map<Malformed, Integer> malformedByReason() {
        if (malformedLines == 0) {
            return Map.of();
        }
        Map<Malformed, Integer> counts = new EnumMap<>(Malformed.class);
        for (Malformed reason : REASONS) {
            if (malformed[reason.ordinal()] > 0) {
                counts.put(reason, malformed[reason.ordinal()]);
            }
        }
        return counts;
    }
}
