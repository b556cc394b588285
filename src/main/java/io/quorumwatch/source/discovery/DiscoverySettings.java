package io.quorumwatch.source.discovery;

import io.vertx.core.dns.DnsClientOptions;
import java.time.Duration;

/**
 * How often sources are asked, and how long anybody waits for them.
 *
 * @param filesEvery how often files are looked at; one that changes is read at the second look that finds it the same
 * @param dnsEvery how often names are looked up
 * @param firstWithin how long whoever begins to watch waits for the first answers
 * @param dns which name server is asked (by default the first one of this machine), and the deadline of a query
 */
public record DiscoverySettings(Duration filesEvery, Duration dnsEvery, Duration firstWithin, DnsClientOptions dns) {

    private static final Duration QUERY = Duration.ofSeconds(2);

    /** The defaults: files each second, names every 30 s, a query for at most 2 s. */
    public static DiscoverySettings usual() {
        return new DiscoverySettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(3),
                new DnsClientOptions().setQueryTimeout(QUERY.toMillis()));
    }
}
