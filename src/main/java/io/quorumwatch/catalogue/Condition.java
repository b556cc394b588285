package io.quorumwatch.catalogue;

import static io.quorumwatch.catalogue.Hold.AT_ONCE;
import static io.quorumwatch.catalogue.Hold.minutes;
import static io.quorumwatch.catalogue.Hold.seconds;

import io.quorumwatch.bus.Audience;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be wrong. The key is the same in configuration, verdicts, metrics, rules and runbook.
 *
 * <p>The holds are the defaults of the design's table of conditions; their reasons are in facts/mosaik.md 5.3 and facts/field.md
 * 5.1. The {@code runbook} names the section of the operators' documents that tells what to do.
 */
public enum Condition {
    LEADER_ABSENT(
            Concern.LEADER,
            seconds(8),
            seconds(60),
            "no committee member leads",
            "Stuck rounds: committee has no leader"),
    LEADER_MULTIPLE(Concern.LEADER, seconds(10), seconds(60), "two or more members lead", "Split-brain"),
    LEADER_CHURN(Concern.LEADER, AT_ONCE, null, "the leader changes too often", "Split-brain"),
    ELECTION_FRUITLESS(
            Concern.LEADER, AT_ONCE, null, "elections bring no leader", "Stuck rounds: committee has no leader"),

    BOND_MISSING(
            Concern.BOND,
            seconds(30),
            seconds(90),
            "a reachable member lacks bonds to its living peers",
            "Split-brain"),
    PARTITION(Concern.BOND, seconds(10), seconds(30), "the bonds do not connect all reachable members", "Split-brain"),
    BOND_FLAPPING(Concern.BOND, AT_ONCE, null, "bonds are lost again and again", "Split-brain"),
    QUORUM_LOST(Concern.BOND, null, seconds(15), "no connected fragment has a majority", "Committee quorum loss"),
    QUORUM_MARGIN(Concern.BOND, seconds(30), null, "one more failure loses the majority", "Committee quorum loss"),

    HISTORY_REWRITTEN(
            Concern.RAFT,
            null,
            AT_ONCE,
            Severity.CRITICAL,
            "committed entries were lost or skipped",
            "When to escalate"),
    HISTORY_DIVERGING(
            Concern.RAFT,
            null,
            seconds(5),
            Severity.CRITICAL,
            "two leaders both go on committing: one side's entries will be thrown away",
            "Split-brain"),
    MEMBER_LAGGING(Concern.RAFT, AT_ONCE, seconds(30), "a member is behind its leader", "Is the committee healthy?"),
    CATCH_UP_STUCK(
            Concern.RAFT,
            seconds(30),
            seconds(120),
            "a member catches up without progress",
            "Is the committee healthy?"),
    COMMIT_FROZEN(
            Concern.RAFT,
            terms -> terms.roundPeriod().multipliedBy(2).plus(terms.roundDeadline()),
            null,
            "nothing is committed although there is a leader and work",
            "Stuck rounds"),
    PROPOSALS_FAILING(Concern.RAFT, minutes(15), null, "proposals fail", "etcd: failed proposals"),
    FSYNC_SLOW(Concern.RAFT, minutes(10), null, "the write-ahead log's disk is slow", "etcd: slow disk"),
    BACKEND_COMMIT_SLOW(Concern.RAFT, minutes(10), null, "the backend's disk is slow", "etcd: slow disk"),
    PEER_ROUND_TRIP_SLOW(Concern.RAFT, minutes(10), null, "the network between members is slow", "etcd: slow network"),
    DATABASE_QUOTA_LOW(Concern.RAFT, minutes(10), minutes(10), "the database nears its quota", "etcd: quota"),

    ROUND_STALL(Concern.ROUND, null, AT_ONCE, "no round was finalized in time", "Stuck rounds"),
    ROUND_SLOW(Concern.ROUND, AT_ONCE, null, "rounds take too long", "Stuck rounds"),
    PARTICIPANTS_ZERO(
            Concern.ROUND,
            null,
            AT_ONCE,
            "rounds are finalized with nobody in them",
            "Are clients and their pubkeys reaching the committee?"),

    CLIENTS_MISSING(
            Concern.DISCOVERY,
            seconds(90),
            null,
            "a client registry does not hold the clients that were launched",
            "Stuck rounds: client bundles have not replicated"),
    SERVER_REGISTRY_INCOMPLETE(
            Concern.DISCOVERY,
            seconds(60),
            null,
            "a server registry does not hold the whole committee",
            "Stuck rounds: server bundles missing"),
    CATALOG_SHIFT(
            Concern.DISCOVERY,
            seconds(90),
            null,
            "the gossip catalogue has moved from its usual size and stays there",
            "Discovery is slow"),
    DISCOVERY_SLOW(Concern.DISCOVERY, AT_ONCE, null, "a member does not find its peers", "Discovery is slow"),

    ATTESTATION_EXPIRING(
            Concern.ATTESTATION,
            AT_ONCE,
            AT_ONCE,
            Severity.CRITICAL,
            Audience.TEE_OPERATOR,
            "a member's ticket expires soon",
            "TDX attestation expiry"),
    ATTESTATION_REFUSED(
            Concern.ATTESTATION,
            AT_ONCE,
            seconds(60),
            Severity.PAGE,
            Audience.TEE_OPERATOR,
            "a member is refused by its peers again and again",
            "TDX attestation expiry"),

    MEMBER_DOWN(Concern.MEMBER, AT_ONCE, null, "a member does not answer", "Committee quorum loss"),
    MEMBER_BOOTING(Concern.MEMBER, minutes(2), null, "a member answers but has not joined", "Discovery is slow"),
    MEMBER_HUNG(
            Concern.MEMBER, seconds(10), seconds(60), "a member answers but its group stands still", "Stuck rounds"),
    CRASH_LOOP(Concern.MEMBER, AT_ONCE, AT_ONCE, "a member restarts again and again", "Aggregator crash-loop"),
    RESOURCES_OUTSIDE_BASELINE(
            Concern.MEMBER,
            minutes(5),
            null,
            "a member's processor time or memory is outside its role's baseline",
            "Baseline expectations at default parameters"),
    TRAFFIC_OUTSIDE_BASELINE(
            Concern.MEMBER,
            minutes(5),
            null,
            "a member's bytes per round are beyond its role's formula",
            "Baseline expectations at default parameters"),

    UNIVERSE_INCIDENT(
            Concern.UNIVERSE, null, AT_ONCE, "several clusters of one universe were hit at once", "Discovery is slow"),
    ESCALATION(
            Concern.ESCALATION,
            null,
            AT_ONCE,
            Severity.PAGE,
            Audience.SECURITY,
            "a log says what must be handed on",
            "When to escalate"),

    WATCHER_BLIND(
            Concern.WATCHER,
            seconds(30),
            seconds(60),
            "too many members cannot be seen from here",
            "The watcher itself"),
    WATCHER_PAUSED(Concern.WATCHER, AT_ONCE, null, "the watcher itself was paused", "The watcher itself"),
    CONFIG_RELOAD_FAILED(Concern.WATCHER, AT_ONCE, null, "the new configuration was refused", "The watcher itself");

    private static final Map<String, Condition> BY_KEY = new TreeMap<>();

    static {
        Arrays.stream(values()).forEach(condition -> BY_KEY.put(condition.key, condition));
    }

    private final String key;
    private final Concern concern;
    private final @Nullable Hold warning;
    private final @Nullable Hold page;
    private final Severity loudest;
    private final Audience audience;
    private final String summary;
    private final String runbook;

    Condition(Concern concern, @Nullable Hold warning, @Nullable Hold page, String summary, String runbook) {
        this(concern, warning, page, Severity.PAGE, summary, runbook);
    }

    Condition(
            Concern concern,
            @Nullable Hold warning,
            @Nullable Hold page,
            Severity loudest,
            String summary,
            String runbook) {
        this(concern, warning, page, loudest, Audience.ON_CALL, summary, runbook);
    }

    Condition(
            Concern concern,
            @Nullable Hold warning,
            @Nullable Hold page,
            Severity loudest,
            Audience audience,
            String summary,
            String runbook) {
        this.key = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        this.concern = concern;
        this.warning = warning;
        this.page = page;
        this.loudest = page == null ? Severity.WARNING : loudest;
        this.audience = audience;
        this.summary = summary;
        this.runbook = runbook;
    }

    /** The condition of this key, or null when there is none. */
    public static @Nullable Condition ofKey(String key) {
        return BY_KEY.get(key);
    }

    /** All keys, sorted. */
    public static Set<String> keys() {
        return Set.copyOf(BY_KEY.keySet());
    }

    /** The keys of those that are about clusters, which alone a cluster's configuration can change. */
    public static Set<String> keysOfClusters() {
        return Arrays.stream(values())
                .filter(condition -> !condition.aboutTheAgent())
                .map(Condition::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The condition's name everywhere. */
    public String key() {
        return key;
    }

    /** Whether it is about the agent itself and not about any cluster. */
    public boolean aboutTheAgent() {
        return this == WATCHER_PAUSED || this == CONFIG_RELOAD_FAILED;
    }

    /** Which judge judges it. */
    public Concern concern() {
        return concern;
    }

    /** How loud it can become: {@code warning} for a condition that never pages. */
    public Severity loudest() {
        return loudest;
    }

    /** Who is to be told. */
    public Audience audience() {
        return audience;
    }

    /** What is wrong, in a few words. */
    public String summary() {
        return summary;
    }

    /** The runbook's section that tells what to do. */
    public String runbook() {
        return runbook;
    }

    /** The default hold before it warns; null when it does not warn. */
    public @Nullable Duration warningAfter(ClusterTerms terms) {
        return warning == null ? null : warning.apply(terms);
    }

    /** The default hold before it becomes as loud as it can; null when it never pages. */
    public @Nullable Duration pageAfter(ClusterTerms terms) {
        return page == null ? null : page.apply(terms);
    }
}
