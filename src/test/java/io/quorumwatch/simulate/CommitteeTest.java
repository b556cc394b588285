package io.quorumwatch.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tests of the committee share: a committee, its clock, and words for what is true of it. */
abstract class CommitteeTest {

    static final Instant START = Instant.parse("2026-11-21T05:46:00Z");

    /** A committee that has elected and finalized its first rounds. */
    static SimulatedCommittee running(int members, long seed) {
        SimulatedCommittee committee = starting(members, seed);
        committee.advance(Duration.ofSeconds(30));
        return committee;
    }

    static SimulatedCommittee starting(int members, long seed) {
        return new SimulatedCommittee(
                CommitteeOptions.defaults().withMembers(members).withSeed(seed), START);
    }

    static String leader(SimulatedCommittee committee) {
        return committee.leader().orElseThrow(() -> new AssertionError("nobody leads: " + committee.truths()));
    }

    static List<String> leaders(SimulatedCommittee committee) {
        return committee.truths().stream()
                .filter(MemberTruth::leads)
                .map(MemberTruth::member)
                .toList();
    }

    static String follower(SimulatedCommittee committee) {
        return committee.truths().stream()
                .filter(truth -> truth.running() && !truth.leads())
                .map(MemberTruth::member)
                .findFirst()
                .orElseThrow();
    }

    static int bonds(SimulatedCommittee committee, String member) {
        return committee.truth(member).bondedTo().size();
    }

    static long commitIndex(SimulatedCommittee committee, String member) {
        return committee.truth(member).commitIndex();
    }

    static long rounds(SimulatedCommittee committee, String member) {
        return committee.truth(member).roundsFinalized();
    }

    /** The family's value in the committee's group on the member's page of this instant. */
    static Optional<Long> committeeMetric(SimulatedCommittee committee, String member, String family) {
        String page = committee.page(member, committee.time()).body();
        Matcher line = Pattern.compile(
                        "^" + family + "\\{[^}]*group=\"" + committee.committeeGroup() + "\"} (\\d+)$",
                        Pattern.MULTILINE)
                .matcher(page == null ? "" : page);
        return line.find() ? Optional.of(Long.valueOf(line.group(1))) : Optional.empty();
    }

    static long leaderChanges(SimulatedCommittee committee, String member) {
        return committeeMetric(committee, member, "mosaik_groups_raft_leader_changes")
                .orElse(0L);
    }

    static long elections(SimulatedCommittee committee, String member) {
        return committeeMetric(committee, member, "mosaik_groups_raft_elections")
                .orElse(0L);
    }

    static void seconds(SimulatedCommittee committee, double seconds) {
        committee.advance(Duration.ofMillis((long) (seconds * 1000)));
    }
}
