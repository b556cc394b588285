package io.quorumwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What really happens to a committee under faults: each row of the table in section 3.4 of the facts, and what section 10 adds. */
class FaultyCommitteeTest extends CommitteeTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aKilledLeaderIsReplacedWithinFourSecondsAndItsBondsFallAfterThat(long seed) {
        SimulatedCommittee committee = running(5, seed);
        String killed = leader(committee);
        committee.inject(Fault.KILL);
        seconds(committee, 1.5);
        assertThat(leaders(committee)).isEmpty();
        seconds(committee, 3.5);
        assertThat(leaders(committee)).hasSize(1).doesNotContain(killed);
        seconds(committee, 1.5);
        assertThat(committee.truths())
                .filteredOn(MemberTruth::running)
                .allMatch(truth -> truth.bondedTo().size() == 3);
        long index = commitIndex(committee, leader(committee));
        long rounds = rounds(committee, leader(committee));
        seconds(committee, 32);
        assertThat(commitIndex(committee, leader(committee))).isEqualTo(index + 10);
        assertThat(rounds(committee, leader(committee))).isEqualTo(rounds);
    }

    @Test
    void theBondsOfADeadMemberLastThreePointNineToFivePointFiveSeconds() {
        for (long seed = 1; seed <= 20; seed++) {
            SimulatedCommittee committee = running(3, seed);
            String killed = follower(committee);
            committee.inject(Fault.KILL, killed);
            seconds(committee, 3.3);
            assertThat(bonds(committee, leader(committee))).isEqualTo(2);
            seconds(committee, 2.4);
            assertThat(bonds(committee, leader(committee))).isEqualTo(1);
        }
    }

    @Test
    void theLastOfTwoStandsInVainUntilTheDeadBondIsDropped() {
        SimulatedCommittee committee = running(2, 1);
        String survivor = follower(committee);
        long elections = elections(committee, survivor);
        committee.inject(Fault.KILL);
        seconds(committee, 3.5);
        assertThat(committee.truth(survivor).leads()).isFalse();
        assertThat(elections(committee, survivor)).isGreaterThan(elections);
        seconds(committee, 5);
        assertThat(committee.truth(survivor).leads()).isTrue();
    }

    @Test
    void theSurvivorsOfAKilledMajorityElectALeaderAndCommit() {
        SimulatedCommittee committee = running(5, 1);
        committee.inject(Fault.KILL, "majority");
        seconds(committee, 10);
        assertThat(committee.truths()).filteredOn(MemberTruth::running).hasSize(2);
        assertThat(leaders(committee)).hasSize(1);
        long index = commitIndex(committee, leader(committee));
        seconds(committee, 31);
        assertThat(commitIndex(committee, leader(committee))).isEqualTo(index + 6);
    }

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
    void aPausedLeaderWakesAsALeaderWithoutBondsAndStepsDownWhenBondedAgain() {
        SimulatedCommittee committee = running(3, 4);
        String paused = leader(committee);
        committee.inject(Fault.PAUSE);
        seconds(committee, 10);
        assertThat(committee.leader()).isPresent().get().isNotEqualTo(paused);
        seconds(committee, 5);
        committee.heal();
        seconds(committee, 1);
        assertThat(leaders(committee)).hasSize(2).contains(paused);
        assertThat(bonds(committee, paused)).isZero();
        assertThat(committeeMetric(committee, paused, "mosaik_groups_bonds_active"))
                .hasValue(0L);
        seconds(committee, 25);
        assertThat(leaders(committee)).hasSize(1).doesNotContain(paused);
    }

    @Test
    void aShortPauseChangesNothingForLong() {
        SimulatedCommittee committee = running(3, 4);
        String follower = follower(committee);
        committee.inject(Fault.PAUSE, follower);
        seconds(committee, 1.5);
        committee.heal();
        seconds(committee, 3);
        assertThat(leaders(committee)).hasSize(1);
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
    void aRestartedMemberBeginsItsCountersAnewAndCatchesUp() {
        SimulatedCommittee committee = running(3, 1);
        String restarted = follower(committee);
        long changes = leaderChanges(committee, restarted);
        committee.inject(Fault.RESTART, restarted);
        seconds(committee, 1);
        assertThat(committee.truth(restarted).running()).isFalse();
        seconds(committee, 6);
        assertThat(leaders(committee)).hasSize(1);
        assertThat(leaderChanges(committee, restarted)).isLessThan(changes).isPositive();
        assertThat(commitIndex(committee, restarted)).isEqualTo(commitIndex(committee, leader(committee)));
        assertThat(rounds(committee, restarted)).isLessThan(rounds(committee, leader(committee)));
    }

    @Test
    void aRestartedMemberThatCannotBondInTimeElectsItselfAndIsOverruledLater() {
        SimulatedCommittee committee = running(3, 1);
        String lost = follower(committee);
        committee.inject(Fault.RESTART, lost);
        committee.inject(Fault.PARTITION, lost);
        seconds(committee, 12);
        assertThat(leaders(committee)).hasSize(2).contains(lost);
        assertThat(committee.truth(lost).term()).isEqualTo(1);
        committee.heal();
        seconds(committee, 30);
        assertThat(leaders(committee)).hasSize(1);
        assertThat(committee.truths()).extracting(MemberTruth::commitIndex).containsOnly(commitIndex(committee, lost));
    }

    @Test
    void aCommitteeThatIsRestartedAsAWholeBeginsAtIndexNought() {
        SimulatedCommittee committee = running(3, 1);
        long index = commitIndex(committee, "server-1");
        committee.inject(Fault.RESTART, "server-1", "server-2", "server-3");
        seconds(committee, 14);
        assertThat(leaders(committee)).hasSize(1);
        assertThat(commitIndex(committee, leader(committee))).isLessThan(index);
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

    @Test
    void withheldSharesStopTheRoundsButNotTheCommits() {
        SimulatedCommittee committee = running(3, 1);
        String leader = leader(committee);
        committee.inject(Fault.STALL_ROUNDS);
        seconds(committee, 1);
        long rounds = rounds(committee, leader);
        long index = commitIndex(committee, leader);
        seconds(committee, 60);
        assertThat(rounds(committee, leader)).isLessThanOrEqualTo(rounds + 1);
        assertThat(commitIndex(committee, leader)).isGreaterThanOrEqualTo(index + 9);
        assertThat(leaders(committee)).containsExactly(leader);
        committee.heal();
        seconds(committee, 20);
        assertThat(rounds(committee, leader)).isGreaterThanOrEqualTo(rounds + 4);
    }

    @Test
    void aSlowMemberIsTooLateForItsWatcherAndWellOtherwise() {
        SimulatedCommittee committee = running(3, 1);
        committee.inject(Fault.SLOW, "server-2");
        assertThat(committee
                        .page("server-2", committee.time())
                        .within(PageAnswer.SLOW.minusMillis(1))
                        .failure())
                .isNotNull();
        assertThat(committee
                        .page("server-2", committee.time())
                        .within(PageAnswer.SLOW)
                        .failure())
                .isNull();
        seconds(committee, 20);
        assertThat(leaders(committee)).hasSize(1);
        assertThat(committee.truths()).allMatch(truth -> truth.bondedTo().size() == 2);
    }

    @Test
    void withoutClientsRoundsAreFinalizedWithNobodyInThem() {
        List<Object> participants = new ArrayList<>();
        SimulatedCommittee committee = new SimulatedCommittee(CommitteeOptions.defaults(), START, event -> {
            if (event.kind() == CommitteeEvent.Kind.ROUND_FINALIZED) {
                participants.add(String.valueOf(event.fields().get("participants")));
            }
        });
        seconds(committee, 30);
        assertThat(participants).isNotEmpty().containsOnly("2");
        participants.clear();
        committee.inject(Fault.NO_PARTICIPANTS);
        seconds(committee, 30);
        assertThat(participants).hasSizeGreaterThan(20).containsOnly("0");
    }

    @Test
    void healingBringsEverythingBackWhateverWasDone() {
        SimulatedCommittee committee = running(5, 1);
        for (Fault fault : Fault.values()) {
            committee.inject(fault);
            seconds(committee, 20);
        }
        assertThat(committee.activeFaults()).hasSizeGreaterThan(5);
        committee.heal();
        assertThat(committee.activeFaults()).isEmpty();
        seconds(committee, 300);
        assertThat(leaders(committee)).hasSize(1);
        assertThat(committee.truths())
                .allMatch(truth ->
                        truth.running() && !truth.paused() && truth.bondedTo().size() == 4);
    }
}
