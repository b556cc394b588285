package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.incident.Symptoms.BONDS;
import static io.quorumwatch.desk.incident.Symptoms.HISTORY;
import static io.quorumwatch.desk.incident.Symptoms.LEADERSHIP;
import static io.quorumwatch.desk.incident.Symptoms.PROGRESS;
import static io.quorumwatch.desk.incident.Symptoms.ROUNDS;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Everything that can be behind an incident (design, section 12), with the conditions that it explains: the cause graph. The order
 * decides between causes that are equally well supported: what was seen directly stands before what is concluded.
 */
public enum Cause {
    WATCHER_CUT_OFF(Set.of("watcher-blind", "watcher-paused", "member-down"), LEADERSHIP, PROGRESS),
    ATTESTATION_EXPIRED(
            Set.of("attestation-refused", "attestation-expiring"), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    CLOCK_SKEW(Set.of("attestation-refused"), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    IMAGE_MISMATCH(Set.of("attestation-refused"), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    WRONG_GROUP(Set.of("attestation-refused", "member-booting"), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    AGGREGATOR_CRASH_LOOP(Set.of("crash-loop", "member-down", "clients-missing"), ROUNDS),
    AGGREGATOR_STOPPED(Set.of("member-down", "clients-missing"), ROUNDS),
    MEMBER_STOPPED(
            Set.of("member-down", "catalog-shift", "server-registry-incomplete"), BONDS, LEADERSHIP, PROGRESS, ROUNDS),
    MEMBER_FROZEN(Set.of("member-down", "member-hung", "watcher-blind"), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    MEMBER_NEVER_JOINED(
            Set.of("member-down", "member-booting", "server-registry-incomplete", "discovery-slow"),
            BONDS,
            LEADERSHIP,
            PROGRESS,
            ROUNDS),
    RELAY_UNREACHABLE(Set.of("member-booting", "discovery-slow", "catalog-shift"), LEADERSHIP, PROGRESS, ROUNDS),
    SPLIT_AT_START(Set.of(), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    NETWORK_PARTITION(Set.of("universe-incident", "catalog-shift"), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    LINK_CUT(Set.of(), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    ATTESTATION_REFUSED(Set.of("attestation-refused"), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    MEMBER_STARVED(Set.of("member-down", "resources-outside-baseline"), BONDS, LEADERSHIP, PROGRESS, ROUNDS),
    MEMBER_RESTARTED(
            Set.of("member-down", "crash-loop", "member-booting"), BONDS, LEADERSHIP, HISTORY, PROGRESS, ROUNDS),
    CLIENTS_ABSENT(Set.of("participants-zero", "clients-missing"), ROUNDS),
    DISK_SLOW(Set.of("fsync-slow", "backend-commit-slow", "proposals-failing"), LEADERSHIP, PROGRESS),
    NETWORK_SLOW(Set.of("peer-round-trip-slow", "proposals-failing"), LEADERSHIP, PROGRESS, BONDS),
    UNKNOWN(Set.of());

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Set<String> explains = new LinkedHashSet<>();

    @SafeVarargs
    Cause(Set<String> own, Set<String>... symptoms) {
        explains.addAll(own);
        for (Set<String> each : symptoms) {
            explains.addAll(each);
        }
    }

    /** The cause's name in the API, logs, recordings and the runbook. */
    public String key() {
        return key;
    }

    /** The cause of this key; {@link #UNKNOWN} when there is none. */
    static Cause of(String key) {
        for (Cause cause : values()) {
            if (cause.key.equals(key)) {
                return cause;
            }
        }
        return UNKNOWN;
    }

    /** Whether the condition of this key is one of its symptoms. */
    public boolean explains(String condition) {
        return explains.contains(condition);
    }
}
