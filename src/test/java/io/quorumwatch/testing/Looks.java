package io.quorumwatch.testing;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.scrape.Look;
import java.time.Instant;

/** Looks at made-up members. */
public final class Looks {

    /** Where the made-up time begins. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Looks() {}

    /** A look that was answered so many milliseconds after the start with these lines. */
    public static Look page(ClusterConfig cluster, String member, long millis, String... lines) {
        return page(cluster, member, millis, Pages.of(lines));
    }

    /** A look that was answered so many milliseconds after the start with this page. */
    public static Look page(ClusterConfig cluster, String member, long millis, Page page) {
        Instant at = START.plusMillis(millis);
        return new Look(cluster.name(), find(cluster, member), at, at, null, page, false);
    }

    /** A look that was given up so many milliseconds after the start. */
    public static Look failed(ClusterConfig cluster, String member, long millis, ScrapeFailure failure) {
        Instant at = START.plusMillis(millis);
        return new Look(cluster.name(), find(cluster, member), at, at, failure, Page.EMPTY, false);
    }

    private static MemberConfig find(ClusterConfig cluster, String member) {
        return cluster.members().stream()
                .filter(each -> each.name().equals(member))
                .findFirst()
                .orElseThrow();
    }
}
