package io.quorumwatch.judge.discovery;

import static io.quorumwatch.catalogue.Condition.DISCOVERY_SLOW;

import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.StartLines;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether each member finds its peers: a log that says that the bootstrap failed or that discovery ended, no peer found in time after
 * a start, or an empty swarm. An absence of peers proves nothing while we see no other member either.
 */
final class BootstrapPart {

    /** A log and the pages may tell of the same start so far apart. */
    static final Duration SAME_START = Duration.ofSeconds(15);

    /** How long finding the first peer may take after a start (design, section 8). */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long a swarm may be empty (facts/mosaik.md 5.3). */
    private static final Duration LONELY = Duration.ofSeconds(60);

    /** The bootstrap's error is repeated every 15 minutes while it lasts (facts/mosaik.md 4.2) ... */
    private static final Duration REPEATED = Duration.ofMinutes(16);

    /** ... and is believed for this long even when peers are there: they may be those of before. */
    private static final Duration BELIEVED = Duration.ofSeconds(60);

    private final Map<String, PeerSearch> searches = new HashMap<>();
    private final StartLines startLines = new StartLines();

    void change(Set<String> members) {
        searches.keySet().retainAll(members);
        startLines.keepOnly(members);
    }

    void read(ClusterView view, MemberReading reading) {
        MemberView member = view.member(reading.member());
        if (member != null) {
            search(reading.member()).read(reading, company(reading.answeredAt(), member, view));
        }
    }

    void hear(LogEvent event) {
        PeerSearch search = search(event.member());
        search.logged(true);
        switch (event.kind()) {
            case BOOTSTRAP_FAILED -> search.bootstrapFailed(event.at());
            case DISCOVERY_ENDED -> search.discoveryEnded(event.at());
            case LOG_LOST -> search.logged(false);
            default -> {}
        }
        if (startLines.tellsOfStart(event)) {
            search.told(event.at());
        }
    }

    private PeerSearch search(String member) {
        return searches.computeIfAbsent(member, name -> new PeerSearch());
    }

    void assess(Instant now, ClusterView view, Findings findings) {
        for (MemberView member : view.members()) {
            assess(now, member, search(member.name()), company(now, member, view), findings);
        }
    }

    private static boolean company(Instant now, MemberView member, ClusterView view) {
        return view.members().stream().anyMatch(other -> other != member && other.seen(now));
    }

    private static void assess(Instant now, MemberView member, PeerSearch search, boolean company, Findings findings) {
        Instant failedAt = search.failedAt();
        Instant since = null;
        String sign = null;
        if (search.endedAt() != null) {
            since = search.endedAt();
            sign = "discovery-ended";
        } else if (failedAt != null && stillFailed(now, failedAt, search.foundAt())) {
            since = failedAt;
            sign = "bootstrap-failed";
        } else if (member.seen(now) && company && tells(member)) {
            Instant searchingSince = search.searchingSince();
            Instant lonelySince = search.withoutNeighborsSince();
            if (searchingSince != null && !now.isBefore(searchingSince.plus(PATIENCE))) {
                since = searchingSince;
                sign = "peers-not-found";
            } else if (lonelySince != null && !now.isBefore(lonelySince.plus(LONELY))) {
                since = lonelySince;
                sign = "no-gossip-neighbors";
            }
        }
        String shown = sign;
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .with("sign", shown)
                .with("started_at", search.startedAt())
                .with("peers_seen_at", search.foundAt())
                .with("role", member.role())
                .get();
        if (since != null) {
            findings.isTrue(DISCOVERY_SLOW, member.name(), since, evidence);
            return;
        }
        UnknownReason unknown = unknown(now, member, search);
        if (unknown == null) {
            findings.isFalse(DISCOVERY_SLOW, member.name(), evidence);
        } else {
            findings.isUnknown(DISCOVERY_SLOW, member.name(), unknown, evidence);
        }
    }

    private static boolean stillFailed(Instant now, Instant failedAt, @Nullable Instant foundAt) {
        boolean found = foundAt != null && foundAt.isAfter(failedAt);
        return now.isBefore(failedAt.plus(found ? BELIEVED : REPEATED));
    }

    /** A log that is read and silent says that nothing has failed, but not that peers were found. */
    private static @Nullable UnknownReason unknown(Instant now, MemberView member, PeerSearch search) {
        if (!member.hasPage()) {
            return search.logged() ? null : UnknownReason.NO_SIGNAL;
        }
        if (!member.seen(now)) {
            return member.looked() ? UnknownReason.MEMBER_UNSEEN : UnknownReason.NOT_LOOKED_YET;
        }
        if (tells(member) || search.logged()) {
            return null;
        }
        return member.inCommittee() && !member.joined(now) ? UnknownReason.BOOTING : UnknownReason.NO_SIGNAL;
    }

    private static boolean tells(MemberView member) {
        return PeerSearch.tells(member.signals());
    }

    Instant nextDeadline(Instant now) {
        Instant next = Instant.MAX;
        for (PeerSearch search : searches.values()) {
            next = earlier(next, search.failedAt(), BELIEVED, now);
            next = earlier(next, search.failedAt(), REPEATED, now);
            next = earlier(next, search.searchingSince(), PATIENCE, now);
            next = earlier(next, search.withoutNeighborsSince(), LONELY, now);
        }
        return next;
    }

    private static Instant earlier(Instant next, @Nullable Instant from, Duration after, Instant now) {
        return from == null ? next : Instants.earlierAfter(now, next, from.plus(after));
    }
}
