package io.quorumwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens when members lose one another: rows of the table in section 3.4 of the facts, and section 10. */
class LinkFaultsTest extends CommitteeTest {

    @Test
    void bothSidesOfAPartitionLeadAndCommitAndAfterItAllFollowTheHighestTerm() {
        SimulatedCommittee committee = running(5, 2);
        String old = leader(committee);
        List<String> side = committee.targets(Fault.PARTITION, List.of());
        assertThat(side).hasSize(2).contains(old);
        committee.inject(Fault.PARTITION);
        seconds(committee, 12);
        assertThat(leaders(committee)).hasSize(2).contains(old);
        assertThat(side).allMatch(member -> bonds(committee, member) == 1);
        String rival = leader(committee);
        assertThat(side).doesNotContain(rival);
        assertThat(bonds(committee, rival)).isEqualTo(2);
        long oldIndex = commitIndex(committee, old);
        long rivalIndex = commitIndex(committee, rival);
        seconds(committee, 45);
        assertThat(commitIndex(committee, old)).isEqualTo(oldIndex + 9);
        assertThat(commitIndex(committee, rival)).isEqualTo(rivalIndex + 12);

        long term = committee.truth(rival).term();
        long changes = leaderChanges(committee, old);
        committee.heal();
        seconds(committee, 60);
        assertThat(leaders(committee)).hasSize(1);
        assertThat(committee.truths())
                .allMatch(truth -> truth.bondedTo().size() == 4 && truth.term() >= term)
                .extracting(MemberTruth::term)
                .containsOnly(committee.truth(old).term());
        assertThat(leaderChanges(committee, old)).isGreaterThanOrEqualTo(changes + 3);
    }

    @Test
    void lostBondsComeBackWithinTheReBondingTimeAndNotBefore() {
        SimulatedCommittee committee = running(3, 1);
        committee.inject(Fault.CUT, "follower-1", "follower-2");
        seconds(committee, 8);
        committee.heal();
        seconds(committee, 1);
        assertThat(committee.truths().stream()
                        .mapToInt(truth -> truth.bondedTo().size()))
                .containsOnly(1, 2);
        seconds(committee, 20);
        assertThat(committee.truths()).allMatch(truth -> truth.bondedTo().size() == 2);
    }

    @Test
    void aMemberWhoseTicketExpiresIsExpelledAndCommitsAloneForEver() {
        SimulatedCommittee committee = running(5, 1);
        String expelled = follower(committee);
        long index = commitIndex(committee, expelled);
        committee.inject(Fault.EXPIRE_TICKET, expelled);
        seconds(committee, 1);
        assertThat(bonds(committee, expelled)).isZero();
        assertThat(committee.truths())
                .filteredOn(truth -> !truth.member().equals(expelled))
                .allMatch(truth -> truth.bondedTo().size() == 3);
        seconds(committee, 3);
        assertThat(leaders(committee)).hasSize(2).contains(expelled);
        seconds(committee, 60);
        assertThat(leaders(committee)).hasSize(2).contains(expelled);
        assertThat(commitIndex(committee, expelled)).isBetween(index + 6, index + 20);
        assertThat(committee.truths())
                .filteredOn(truth -> !truth.member().equals(expelled))
                .allMatch(truth -> truth.commitIndex() > commitIndex(committee, expelled));
    }

    @Test
    void allTicketsExpiringTogetherLeaveEverybodyALoneLeader() {
        SimulatedCommittee committee = running(3, 1);
        committee.inject(Fault.EXPIRE_TICKET, "server-1", "server-2", "server-3");
        seconds(committee, 5);
        assertThat(leaders(committee)).hasSize(3);
        assertThat(committee.truths()).allMatch(truth -> truth.bondedTo().isEmpty());
    }

    @Test
    void aCutBetweenLeaderAndFollowerMayLeaveTwoStableLeadersOfWhichTheOldOneCannotCommit() {
        SimulatedCommittee committee = running(3, 1);
        String old = leader(committee);
        committee.inject(Fault.CUT, "leader", "follower-1");
        seconds(committee, 12);
        assertThat(leaders(committee)).hasSize(2).contains(old);
        String rival = leader(committee);
        assertThat(List.of(old, rival)).allMatch(member -> bonds(committee, member) == 1);
        assertThat(committee.truths())
                .filteredOn(truth -> !leaders(committee).contains(truth.member()))
                .allMatch(truth -> truth.bondedTo().size() == 2);
        long frozen = commitIndex(committee, old);
        long moving = commitIndex(committee, rival);
        seconds(committee, 60);
        assertThat(leaders(committee)).containsExactlyInAnyOrder(old, rival);
        assertThat(commitIndex(committee, old)).isEqualTo(frozen);
        assertThat(commitIndex(committee, rival)).isGreaterThan(moving);
    }

    @Test
    void aCutBetweenTwoFollowersCostsTwoBondsAndNothingElse() {
        SimulatedCommittee committee = running(5, 1);
        String leader = leader(committee);
        List<String> ends = committee.targets(Fault.CUT, List.of());
        long rounds = rounds(committee, leader);
        committee.inject(Fault.CUT);
        seconds(committee, 40);
        assertThat(leaders(committee)).containsExactly(leader);
        assertThat(rounds(committee, leader) - rounds).isGreaterThanOrEqualTo(12);
        assertThat(committee.truths())
                .allMatch(truth -> truth.bondedTo().size() == (ends.contains(truth.member()) ? 3 : 4));
    }

    @Test
    void aCutOffFollowerThatReturnsLeadsWithAnOlderLogAndTheOthersWaitForIt() {
        SimulatedCommittee committee = running(3, 3);
        String returning = follower(committee);
        committee.inject(Fault.EXPIRE_TICKET, returning);
        seconds(committee, 90);
        committee.heal();
        seconds(committee, 5);
        assertThat(leaders(committee)).containsExactly(returning);
        long ahead = commitIndex(committee, follower(committee));
        assertThat(commitIndex(committee, returning)).isLessThan(ahead);
        assertThat(committee.truths()).allMatch(truth -> truth.bondedTo().size() == 2);
        seconds(committee, 10);
        assertThat(commitIndex(committee, follower(committee))).isEqualTo(ahead);
        seconds(committee, 240);
        assertThat(committee.truths()).extracting(MemberTruth::commitIndex).allMatch(index -> index > ahead + 20);
    }

    @Test
    void aSplitAtTheStartLeavesALoneLeaderThatNeverCommitsAlthoughAllGaugesShowAllBonds() {
        SimulatedCommittee committee = starting(3, 1);
        committee.play(Scenario.of("split-at-start").orElseThrow());
        seconds(committee, 60);
        assertThat(leaders(committee)).hasSize(2);
        for (String member : committee.members()) {
            assertThat(committeeMetric(committee, member, "mosaik_groups_bonds_active"))
                    .hasValue(2L);
        }
        assertThat(leaders(committee)).allMatch(member -> bonds(committee, member) == 1);
        assertThat(leaders(committee))
                .anyMatch(member -> committeeMetric(committee, member, "mosaik_groups_raft_committed")
                        .isEmpty());
        assertThat(committee.truths()).allMatch(truth -> truth.roundsFinalized() == 0);
    }
}
