package io.quorumwatch.source.scrape;

import java.time.Duration;

/** Told of every look that has ended, on the event loop of its cluster: it must be quick and safe for several threads. */
@FunctionalInterface
public interface ScrapeObserver {

    /** Nobody counts. */
    ScrapeObserver NONE = (look, bytes, took) -> {};

    /**
     * A look has ended.
     *
     * @param bytes how many bytes of the body arrived, as they were sent
     * @param took from asking until the answer was complete or given up
     */
    void looked(Look look, long bytes, Duration took);
}
