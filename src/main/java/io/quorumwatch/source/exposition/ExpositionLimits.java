package io.quorumwatch.source.exposition;

/**
 * What one page may cost. A page beyond a limit fails as a whole or loses the line, by the limit; it never costs more memory.
 *
 * @param lineBytes the longest line, its end left out, of any line, wanted or not; beyond it the page fails
 * @param labels the most labels of one wanted line; beyond it the line is left out as malformed
 * @param samples the most wanted samples of one page; beyond it the page fails
 * @param rememberedBytes about how much heap a parser may hold from page to page for the series that it has seen; series beyond it
 *     are read anew from each page
 */
public record ExpositionLimits(int lineBytes, int labels, int samples, int rememberedBytes) {

    /** Generous to every real exporter: 64 KiB lines, 64 labels, 50,000 samples, 512 KiB remembered. */
    public static final ExpositionLimits DEFAULT = new ExpositionLimits(64 * 1024, 64, 50_000, 512 * 1024);

    public ExpositionLimits {
        if (lineBytes < 1 || labels < 0 || samples < 0 || rememberedBytes < 0) {
            throw new IllegalArgumentException("a line has at least one byte, and no limit is negative");
        }
    }
}
