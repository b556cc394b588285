package io.quorumwatch.source.exposition;

import java.util.List;
import java.util.Map;

/**
 * What was read of one page.
 *
 * @param samples the samples of the wanted families, in the order of the page
 * @param lines how many lines the page has
 * @param bytes how many bytes the page has, decompressed
 * @param malformed how many lines were malformed, by reason
 */
public record Page(List<Sample> samples, long lines, long bytes, Map<Malformed, Integer> malformed) {

    /** A page without a line. */
    public static final Page EMPTY = new Page(List.of(), 0, 0, Map.of());

    public Page {
        samples = List.copyOf(samples);
        malformed = Map.copyOf(malformed);
    }
}
