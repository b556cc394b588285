package io.quorumwatch.face.web;

import java.time.Duration;

/**
 * What a client may cost.
 *
 * @param idleTimeout how long a client may say nothing before its connection is closed, also while it takes its answer by the drop;
 *     subscribers are pinged more often than that, and their answers count
 * @param uriBytes the longest request line, bytes
 * @param headerBytes the largest request head, bytes
 * @param connections how many connections there may be at once; further ones are closed, so that no crowd of clients uses up the
 *     file descriptors that looking at members needs
 * @param subscribers how many of them may be subscribers of the event bus
 * @param unsentBytes how far a subscriber may fall behind before it is disconnected
 */
public record WebLimits(
        Duration idleTimeout, int uriBytes, int headerBytes, int connections, int subscribers, int unsentBytes) {

    /** Ample for probes, scrapers and a page or two. */
    public static final WebLimits DEFAULT =
            new WebLimits(Duration.ofSeconds(30), 4096, 8192, 1024, 128, 4 * 1024 * 1024);
}
