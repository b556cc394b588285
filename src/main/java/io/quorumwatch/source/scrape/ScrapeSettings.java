package io.quorumwatch.source.scrape;

import io.quorumwatch.source.exposition.ExpositionLimits;

/**
 * What all looks have in common.
 *
 * @param bodyBytes the most bytes of a page, as they arrive and, when compressed, unpacked
 * @param limits what a page may cost the parser
 * @param gzip whether members are asked to compress. Off by default: packing 147 kB costs the member, and unpacking it us, several
 *     times what reading it over a local network costs; a page that comes compressed unasked is read all the same
 * @param userAgent how the agent introduces itself
 */
public record ScrapeSettings(int bodyBytes, ExpositionLimits limits, boolean gzip, String userAgent) {

    /** A hundred times the page of a real etcd member, and what a thousand lying members may cost in one second's traffic. */
    public static final int DEFAULT_BODY_BYTES = 16 * 1024 * 1024;

    /** The defaults for an agent of that version. */
    public static ScrapeSettings forVersion(String version) {
        return new ScrapeSettings(DEFAULT_BODY_BYTES, ExpositionLimits.DEFAULT, false, "quorumwatch/" + version);
    }
}
