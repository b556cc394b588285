package io.quorumwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when processes die, freeze, restart or misbehave: rows of the table in section 3.4 of the facts, and section 10. */
class MemberFaultsTest extends CommitteeTest {

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
