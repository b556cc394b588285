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
 * @param error more of why there is no page, for people, in at most 200 characters: what is wrong with a certificate, the status of an
 *     answer; null when there is a page or no more is known
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
        @Nullable String network,
        @Nullable String error)
        implements BusMessage {

    private static final int FEW_ELECTIONS = 2;
    private static final int FEW_ENTRIES = 50;

    public MemberReading {
        links = Map.copyOf(links);
    }

    /** A look with a page, or one of whose failure nothing but the word is known. */
    public MemberReading(
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
            @Nullable String network) {
        this(
                watched,
                member,
                role,
                askedAt,
                answeredAt,
                failure,
                extra,
                restarted,
                signals,
                links,
                identity,
                group,
                network,
                null);
    }

    /** A look that gave no page, of whose failure nothing but the word is known. */
    public static MemberReading failed(
            String watched,
            String member,
            String role,
            Instant askedAt,
            Instant givenUpAt,
            ScrapeFailure failure,
            boolean extra) {
        return failed(watched, member, role, askedAt, givenUpAt, failure, null, extra);
    }

    /** A look that gave no page. */
    public static MemberReading failed(
            String watched,
            String member,
            String role,
            Instant askedAt,
            Instant givenUpAt,
            ScrapeFailure failure,
            @Nullable String error,
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
                null,
                error);
    }

    /** In what way the look failed, for people: the word, and more where more is known; null when there is a page. */
    public @Nullable String failureText() {
        return failure == null ? null : failure.text(error);
    }

    /** Whether the look proves that the process does not listen, see {@link ScrapeFailure#provesProcessGone()}. */
    public boolean provesProcessGone() {
        return failure != null && failure.provesProcessGone();
    }

    /** Whether its page shows its group, and that it has neither had a leader nor sought one since its process began. */
    public boolean awaitsFirstLeader() {
        return signals.isTrue(Signal.IN_GROUP)
                && signals.isFalse(Signal.LEADS)
                && signals.isFalse(Signal.HEARS_LEADER)
                && !signals.has(Signal.ELECTIONS)
                && !signals.has(Signal.COMMIT_INDEX);
    }

    /**
     * Whether it has started two elections and committed fifty entries at most, as members have that began within the last minute: they
     * commit one or two in a second (facts/mosaik.md 10.12). What its page does not count does not speak against it.
     */
    public boolean hasDoneLittle() {
        return !(signals.get(Signal.ELECTIONS) > FEW_ELECTIONS) && !(signals.get(Signal.COMMIT_INDEX) > FEW_ENTRIES);
    }

    /** Whether the look gave a page. */
    public boolean seen() {
        return failure == null;
    }
}
