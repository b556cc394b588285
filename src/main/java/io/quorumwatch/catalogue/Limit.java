package io.quorumwatch.catalogue;

import io.quorumwatch.config.NumberRange;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The plain numbers in the conditions; each can be overridden under {@code thresholds} by its key. */
public enum Limit {
    /** Entries behind the leader beyond which a member lags (seed 000: more than 5). */
    RAFT_LAG_ENTRIES("raft-lag-entries", 5),
    /** Readings in a row that lag or rewritten history must show. */
    RAFT_READINGS("raft-readings", NumberRange.COUNT, 3),
    /** Leader changes in 15 minutes beyond which the leader churns: {@code N + 1}, so a rolling restart stays quiet. */
    LEADER_CHANGES("leader-changes", terms -> terms.committeeSize() + 1),
    /** Elections without a leader from which they are fruitless. */
    FRUITLESS_ELECTIONS("fruitless-elections", NumberRange.COUNT, 3),
    /** How often in 10 minutes a member may lose bonds, be it one or many at once, before they flap. */
    BOND_LOSSES("bond-losses", 3),
    /** Failed looks in a row from which a member is down. */
    FAILED_SCRAPES("failed-scrapes", NumberRange.COUNT, 3),
    /** Starts in 10 minutes from which a member's crash loop warns. */
    STARTS_WARNING("crash-loop-starts-warning", NumberRange.COUNT, 2),
    /** Starts in 30 minutes from which a member's crash loop pages. */
    STARTS_PAGE("crash-loop-starts-page", NumberRange.COUNT, 3),
    /** Share of members unseen beyond which the watcher is blind. */
    BLIND_SHARE("blind-share", NumberRange.SHARE, 1.0 / 3.0),
    /** Rounds in a row that must be slow. */
    SLOW_ROUNDS("slow-rounds", NumberRange.COUNT, 10),
    /** Rounds in a row without a participant. */
    EMPTY_ROUNDS("empty-rounds", NumberRange.COUNT, 2),
    /** Failed proposals per second (facts/field.md 5.1). */
    PROPOSALS_FAILED_RATE("proposals-failed-per-second", 5),
    /** Seconds of the 99th percentile of fsync (facts/field.md 5.1). */
    FSYNC_SECONDS("fsync-seconds", 0.5),
    /** Seconds of the 99th percentile of a backend commit (facts/field.md 5.1). */
    BACKEND_COMMIT_SECONDS("backend-commit-seconds", 0.25),
    /** Seconds of the 99th percentile of the round trip between members (facts/field.md 5.1). */
    PEER_ROUND_TRIP_SECONDS("peer-round-trip-seconds", 0.15),
    /** Share of its quota that a database may fill. */
    DATABASE_SHARE("database-share", NumberRange.SHARE, 0.95),
    /** Peers by which the gossip catalogue may differ from its usual size (seed 000: ± 2). */
    CATALOG_TOLERANCE("catalog-tolerance", 2),
    /** Hours to a ticket's expiry below which it is mentioned. */
    ATTESTATION_INFO_HOURS("attestation-info-hours", 7 * 24),
    /** Hours to a ticket's expiry below which it pages (seed 000: less than 24 h). */
    ATTESTATION_PAGE_HOURS("attestation-page-hours", 24),
    /** Hours to a ticket's expiry below which somebody should be at it. */
    ATTESTATION_URGENT_HOURS("attestation-urgent-hours", 2),
    /** Minutes to a ticket's expiry below which it is critical. */
    ATTESTATION_CRITICAL_MINUTES("attestation-critical-minutes", 15),
    /** Bursts of refusals from which a member counts as refused. */
    REFUSAL_BURSTS("refusal-bursts", NumberRange.COUNT, 2),
    /** Share of a core that a committee server may use (seed 000: below 5 %). */
    COMMITTEE_CPU_SHARE("committee-cpu-share", 0.05),
    /** Share of a core that a client may use (seed 000: below 1 %). */
    CLIENT_CPU_SHARE("client-cpu-share", 0.01),
    /** Least memory of a committee server, in MB of 1,000,000 bytes (seed 000: 50 to 200 MB). */
    COMMITTEE_MEMORY_LEAST("committee-memory-least-mb", 50),
    /** Most memory of a committee server, MB. */
    COMMITTEE_MEMORY_MOST("committee-memory-most-mb", 200),
    /** Least memory of an aggregator, MB (seed 000: 100 to 500 MB). */
    AGGREGATOR_MEMORY_LEAST("aggregator-memory-least-mb", 100),
    /** Most memory of an aggregator, MB. */
    AGGREGATOR_MEMORY_MOST("aggregator-memory-most-mb", 500),
    /** Least memory of a client, MB (seed 000: 20 to 50 MB). */
    CLIENT_MEMORY_LEAST("client-memory-least-mb", 20),
    /** Most memory of a client, MB. */
    CLIENT_MEMORY_MOST("client-memory-most-mb", 50),
    /** How many times the documented bytes per round a member may move. */
    TRAFFIC_FACTOR("traffic-factor", 4),
    /**
     * Bytes that heartbeats and gossip may move in a second, in one direction and for each peer in the committee. Healthy members of
     * recorded committees of three to five moved 25 to 450, those that serve two committees 720.
     */
    TRAFFIC_HEARTBEAT_BYTES("traffic-heartbeat-bytes", 1000);

    private static final Map<String, Limit> BY_KEY = new TreeMap<>();

    static {
        Arrays.stream(values()).forEach(limit -> BY_KEY.put(limit.key, limit));
    }

    private final String key;
    private final NumberRange range;
    private final ToDoubleFunction<ClusterTerms> byDefault;

    Limit(String key, double byDefault) {
        this(key, NumberRange.ANY, byDefault);
    }

    Limit(String key, NumberRange range, double byDefault) {
        this(key, range, terms -> byDefault);
    }

    Limit(String key, ToDoubleFunction<ClusterTerms> byDefault) {
        this(key, NumberRange.ANY, byDefault);
    }

    Limit(String key, NumberRange range, ToDoubleFunction<ClusterTerms> byDefault) {
        this.key = key;
        this.range = range;
        this.byDefault = byDefault;
    }

    /** The limit of this key, or null when there is none. */
    public static @Nullable Limit ofKey(String key) {
        return BY_KEY.get(key);
    }

    /** The numbers that each may be, by key. */
    public static Map<String, NumberRange> ranges() {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Limit::key, limit -> limit.range));
    }

    public String key() {
        return key;
    }

    double byDefault(ClusterTerms terms) {
        return byDefault.applyAsDouble(terms);
    }
}
