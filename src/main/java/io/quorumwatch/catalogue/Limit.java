package io.quorumwatch.catalogue;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The plain numbers in the conditions; each can be overridden under {@code thresholds} by its key. */
public enum Limit {
    /** Entries behind the leader beyond which a member lags (seed 000: more than 5). */
    RAFT_LAG_ENTRIES("raft-lag-entries", terms -> 5),
    /** Readings in a row that lag or rewritten history must show. */
    RAFT_READINGS("raft-readings", terms -> 3),
    /** Leader changes in 15 minutes beyond which the leader churns: {@code N + 1}, so a rolling restart stays quiet. */
    LEADER_CHANGES("leader-changes", terms -> terms.committeeSize() + 1),
    /** Elections without a leader from which they are fruitless. */
    FRUITLESS_ELECTIONS("fruitless-elections", terms -> 3),
    /** Losses of one member's bonds in 10 minutes beyond which they flap. */
    BOND_LOSSES("bond-losses", terms -> 3),
    /** Failed looks in a row from which a member is down. */
    FAILED_SCRAPES("failed-scrapes", terms -> 3),
    /** Starts in 10 minutes from which a member's crash loop warns. */
    STARTS_WARNING("crash-loop-starts-warning", terms -> 2),
    /** Starts in 30 minutes from which a member's crash loop pages. */
    STARTS_PAGE("crash-loop-starts-page", terms -> 3),
    /** Share of members unseen beyond which the watcher is blind. */
    BLIND_SHARE("blind-share", terms -> 1.0 / 3.0),
    /** Rounds in a row that must be slow. */
    SLOW_ROUNDS("slow-rounds", terms -> 10),
    /** Rounds in a row without a participant. */
    EMPTY_ROUNDS("empty-rounds", terms -> 2),
    /** Failed proposals per second (facts/field.md 5.1). */
    PROPOSALS_FAILED_RATE("proposals-failed-per-second", terms -> 5),
    /** Seconds of the 99th percentile of fsync (facts/field.md 5.1). */
    FSYNC_SECONDS("fsync-seconds", terms -> 0.5),
    /** Seconds of the 99th percentile of a backend commit (facts/field.md 5.1). */
    BACKEND_COMMIT_SECONDS("backend-commit-seconds", terms -> 0.25),
    /** Seconds of the 99th percentile of the round trip between members (facts/field.md 5.1). */
    PEER_ROUND_TRIP_SECONDS("peer-round-trip-seconds", terms -> 0.15),
    /** Share of its quota that a database may fill. */
    DATABASE_SHARE("database-share", terms -> 0.95);

    private static final Map<String, Limit> BY_KEY = new TreeMap<>();

    static {
        Arrays.stream(values()).forEach(limit -> BY_KEY.put(limit.key, limit));
    }

    private final String key;
    private final ToDoubleFunction<ClusterTerms> byDefault;

    Limit(String key, ToDoubleFunction<ClusterTerms> byDefault) {
        this.key = key;
        this.byDefault = byDefault;
    }

    /** The limit of this key, or null when there is none. */
    public static @Nullable Limit ofKey(String key) {
        return BY_KEY.get(key);
    }

    /** All keys. */
    public static Set<String> keys() {
        return Set.copyOf(BY_KEY.keySet());
    }

    public String key() {
        return key;
    }

    double byDefault(ClusterTerms terms) {
        return byDefault.applyAsDouble(terms);
    }
}
