package io.quorumwatch.desk.incident;

import java.util.List;
import java.util.Set;

/** Conditions that have many causes, by what they are about. */
final class Symptoms {

    static final Set<String> BONDS =
            Set.of("bond-missing", "partition", "bond-flapping", "quorum-lost", "quorum-margin");

    static final Set<String> LEADERSHIP =
            Set.of("leader-absent", "leader-multiple", "leader-churn", "election-fruitless");

    static final Set<String> HISTORY = Set.of("history-rewritten", "history-diverging");

    static final Set<String> PROGRESS = Set.of("member-lagging", "catch-up-stuck", "commit-frozen");

    static final Set<String> ROUNDS = Set.of("round-stall", "round-slow", "participants-zero");

    /** What a member has by itself, whatever the others do. */
    static final Set<String> OWN = Set.of(
            "member-down",
            "member-hung",
            "member-booting",
            "crash-loop",
            "attestation-refused",
            "attestation-expiring");

    /** What a committee that began apart still shows when it is under one leader. */
    static final List<String> UNSETTLED =
            List.of("round-stall", "commit-frozen", "history-rewritten", "partition", "bond-missing");

    private Symptoms() {}
}
