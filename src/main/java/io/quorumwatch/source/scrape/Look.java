package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.source.exposition.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look at one member, before anybody has said what it means.
 *
 * @param watched the cluster's name
 * @param member the member that was looked at
 * @param askedAt when the look began
 * @param answeredAt when the answer was complete or was given up
 * @param failure why there is no page; null when there is one
 * @param error more of why, for people; null where there is a page, or no more is known
 * @param page what was read; empty when the look failed
 * @param extra whether the look was asked because a connection closed unexpectedly
 */
public record Look(
        String watched,
        MemberConfig member,
        Instant askedAt,
        Instant answeredAt,
        @Nullable ScrapeFailure failure,
        @Nullable String error,
        Page page,
        boolean extra) {

    /** A look of whose failure nothing but the word is known. */
    public Look(
            String watched,
            MemberConfig member,
            Instant askedAt,
            Instant answeredAt,
            @Nullable ScrapeFailure failure,
            Page page,
            boolean extra) {
        this(watched, member, askedAt, answeredAt, failure, null, page, extra);
    }
}
