package io.quorumwatch.bus;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one look at one member said, in the words of the {@link Signal} vocabulary. Sent for every look, also for one that failed.
 *
 * @param watched the cluster, by its configured name
 * @param member the member, by its configured name
 * @param role the member's configured role: {@code committee}, {@code aggregator}, {@code client}, {@code member}
 * @param askedAt when the look began
 * @param answeredAt when its answer was complete, or when it was given up; judges take this as the time of what it says
 * @param failure why there is no page; null when there is one
 * @param extra whether this is an extra look, asked because a connection closed unexpectedly and not because a tick was due
 * @param restarted whether the process began anew between this page and the last one of this member
 * @param signals the numbers; empty when the look failed
 * @param links peers by configured name where known, else by the watched system's own identity, and whether the link to each is up;
 *     empty when the page does not name peers
 * @param identity the member's identity in the watched system, when the pages tell it
 * @param group the label of the member's group, when the page has one
 * @param network the label of the member's network, when the page has one
 */
public record MemberReading(
        String watched,
        String member,
        String role,
        Instant askedAt,
        Instant answeredAt,
        @Nullable ScrapeFailure failure,
        boolean extra,
        boolean restarted,
        Signals signals,
        Map<String, Boolean> links,
        @Nullable String identity,
        @Nullable String group,
        @Nullable String network)
        implements BusMessage {

    public MemberReading {
        links = Map.copyOf(links);
    }

    /** A look that gave no page. */
    public static MemberReading failed(
            String watched,
            String member,
            String role,
            Instant askedAt,
            Instant givenUpAt,
            ScrapeFailure failure,
            boolean extra) {
        return new MemberReading(
                watched,
                member,
                role,
                askedAt,
                givenUpAt,
                failure,
                extra,
                false,
                Signals.NONE,
                Map.of(),
                null,
                null,
                null);
    }

    /** Whether the look proves that the process does not listen, see {@link ScrapeFailure#provesProcessGone()}. */
    public boolean provesProcessGone() {
        return failure != null && failure.provesProcessGone();
    }

    /** Whether the look gave a page. */
    public boolean seen() {
        return failure == null;
    }
}
