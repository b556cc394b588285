package io.quorumwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.ScrapeFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A committee to which nothing is done. */
class HealthyCommitteeTest extends CommitteeTest {

    @Test
    void answersWithAnEmptyPageUntilItHasJoined() {
        SimulatedCommittee committee = starting(3, 1);
        assertThat(committee.page("server-1", START).body()).isEmpty();
        assertThat(committee.page("server-1", START.plusSeconds(1)).body()).isNotEmpty();
    }

    @Test
    void hasBondsButNeitherElectionsNorLeaderChangesBeforeItsFirstElection() {
        SimulatedCommittee committee = starting(3, 1);
        seconds(committee, 4);
        assertThat(committee.truths())
                .noneMatch(MemberTruth::leads)
                .allMatch(truth -> truth.bondedTo().size() == 2);
        assertThat(committeeMetric(committee, "server-1", "mosaik_groups_bonds_active"))
                .hasValue(2L);
        assertThat(committeeMetric(committee, "server-1", "mosaik_groups_raft_elections"))
                .isEmpty();
        assertThat(committeeMetric(committee, "server-1", "mosaik_groups_raft_leader_changes"))
                .isEmpty();
        assertThat(committeeMetric(committee, "server-1", "mosaik_groups_raft_committed"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 9})
    void electsOneLeaderFiveToSevenSecondsAfterItsStart(int members) {
        SimulatedCommittee committee = starting(members, 1);
        seconds(committee, 5);
        assertThat(leaders(committee)).isEmpty();
        seconds(committee, 5);
        assertThat(leaders(committee)).hasSize(1);
        assertThat(committee.truths()).allMatch(truth -> truth.bondedTo().size() == members - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 9})
    void commitsOneEntryMoreThanItHasMembersForEachRound(int members) {
        SimulatedCommittee committee = running(members, 1);
        String leader = leader(committee);
        long index = commitIndex(committee, leader);
        long rounds = rounds(committee, leader);
        seconds(committee, 60);
        long more = rounds(committee, leader) - rounds;
        assertThat(more).isBetween(18L, 21L);
        assertThat(commitIndex(committee, leader) - index)
                .isBetween(more * (members + 1) - members, more * (members + 1) + members);
    }

    @Test
    void showsTheSameCommitIndexOnAllMembersAtAlmostEveryLook() {
        SimulatedCommittee committee = running(3, 1);
        int equal = 0;
        for (int i = 0; i < 300; i++) {
            seconds(committee, 1);
            equal += committee.truths().stream()
                                    .map(MemberTruth::commitIndex)
                                    .distinct()
                                    .count()
                            == 1
                    ? 1
                    : 0;
        }
        assertThat(equal).isGreaterThanOrEqualTo(295);
    }

    @Test
    void countsLeaderChangesOnFollowersForEverAndNeverOnTheLeader() {
        SimulatedCommittee committee = running(3, 1);
        String leader = leader(committee);
        String follower = follower(committee);
        long onLeader = leaderChanges(committee, leader);
        long onFollower = leaderChanges(committee, follower);
        seconds(committee, 60);
        assertThat(leaderChanges(committee, leader)).isEqualTo(onLeader).isEqualTo(1);
        assertThat(elections(committee, leader)).isEqualTo(1);
        assertThat(leaderChanges(committee, follower) - onFollower).isBetween(120L, 300L);
    }

    @Test
    void countsTwoLeaderChangesASecondInAGroupWithoutCommands() {
        SimulatedCommittee committee = running(3, 1);
        String clients = Identities.group(committee.options(), GroupKind.CLIENTS);
        List<Long> before = series(committee, clients);
        seconds(committee, 60);
        List<Long> after = series(committee, clients);
        List<Long> grown = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            grown.add(after.get(i) - before.get(i));
        }
        assertThat(grown)
                .containsOnlyOnce(0L)
                .filteredOn(each -> each > 0)
                .hasSize(2)
                .allMatch(each -> each >= 118 && each <= 122);
    }

    private static List<Long> series(SimulatedCommittee committee, String group) {
        return committee.members().stream()
                .map(member -> committee.page(member, committee.time()).body())
                .map(page -> page.lines()
                        .filter(line -> line.startsWith("mosaik_groups_raft_leader_changes{") && line.contains(group))
                        .map(line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    @Test
    void writesTheCommitteesSizeOnTheLeaderOnly() {
        SimulatedCommittee committee = running(4, 1);
        assertThat(committeeMetric(committee, leader(committee), "mosaik_groups_raft_committee_size"))
                .hasValue(4L);
        assertThat(committeeMetric(committee, leader(committee), "mosaik_groups_raft_committee_voters"))
                .hasValue(3L);
        assertThat(committeeMetric(committee, follower(committee), "mosaik_groups_raft_committee_size"))
                .isEmpty();
    }

    @Test
    void neverLetsACounterFall() {
        SimulatedCommittee committee = running(5, 3);
        for (String member : committee.members()) {
            long before = committeeMetric(committee, member, "mosaik_groups_bonds_messages_received")
                    .orElseThrow();
            seconds(committee, 2);
            assertThat(committeeMetric(committee, member, "mosaik_groups_bonds_messages_received")
                            .orElseThrow())
                    .isGreaterThan(before);
        }
    }

    @Test
    void isTheSameWithTheSameSeedHoweverItIsLookedAt() {
        SimulatedCommittee often = starting(5, 7);
        SimulatedCommittee once = starting(5, 7);
        SimulatedCommittee other = starting(5, 8);
        for (int i = 0; i < 400; i++) {
            seconds(often, 0.1);
            assertThat(often.page("server-2", often.time()).failure()).isNull();
        }
        assertThat(once.page("server-1", START.plusSeconds(40)))
                .isEqualTo(often.page("server-1", START.plusSeconds(40)));
        assertThat(other.page("server-1", START.plusSeconds(40)))
                .isNotEqualTo(once.page("server-1", START.plusSeconds(40)));
    }

    @Test
    void doesNotGoBackInTime() {
        SimulatedCommittee committee = running(3, 1);
        long index = commitIndex(committee, "server-1");
        committee.advanceTo(START);
        assertThat(committee.time()).isEqualTo(START.plusSeconds(30));
        assertThat(commitIndex(committee, "server-1")).isEqualTo(index);
    }

    @Test
    void refusesNamesThatItDoesNotHave() {
        SimulatedCommittee committee = starting(3, 1);
        assertThatThrownBy(() -> committee.page("server-4", START))
                .isInstanceOf(UnknownMemberException.class)
                .hasMessage("there is no member server-4; there are server-1, server-2, server-3");
        assertThatThrownBy(() -> committee.inject(Fault.KILL, "nobody")).isInstanceOf(UnknownMemberException.class);
        assertThatThrownBy(() -> committee.inject(Fault.PARTITION, "server-1", "server-2", "server-3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs the members of one side");
    }

    @Test
    void tellsItsObserverWhatMembersWouldLog() {
        List<CommitteeEvent> events = new ArrayList<>();
        SimulatedCommittee committee = new SimulatedCommittee(CommitteeOptions.defaults(), START, events::add);
        committee.advance(Duration.ofSeconds(20));
        assertThat(events)
                .extracting(CommitteeEvent::kind)
                .contains(
                        CommitteeEvent.Kind.JOINING,
                        CommitteeEvent.Kind.BOND_ESTABLISHED,
                        CommitteeEvent.Kind.ELECTION_STARTED,
                        CommitteeEvent.Kind.ELECTION_WON,
                        CommitteeEvent.Kind.ROUND_OPENED,
                        CommitteeEvent.Kind.PARTIAL_SUBMITTED);
        assertThat(events)
                .filteredOn(event -> event.kind() == CommitteeEvent.Kind.ROUND_FINALIZED)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.fields()).containsEntry("participants", 2));
        assertThat(events).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
    }

    @Test
    void runsForDaysWithoutKeepingItsWholeLog() {
        ReplicatedLog log = new ReplicatedLog();
        for (int i = 1; i <= 50_000; i++) {
            log.append(List.of(new Command.Entry(1, new Command.TakeSnapshot())));
            log.compact(i);
        }
        assertThat(log.lastIndex()).isEqualTo(50_000);
        assertThat(log.lastIndex() - log.base())
                .isBetween((long) ReplicatedLog.KEPT_ENTRIES, 2L * ReplicatedLog.KEPT_ENTRIES);
        assertThat(log.lastTerm()).isEqualTo(1);
    }

    @Test
    void answersRefusedWhenGoneAndNothingWhenFrozen() {
        SimulatedCommittee committee = running(3, 1);
        committee.inject(Fault.KILL, "server-1");
        committee.inject(Fault.PAUSE, "server-2");
        assertThat(committee.page("server-1", committee.time()).failure()).isEqualTo(ScrapeFailure.REFUSED);
        assertThat(committee.page("server-2", committee.time()).failure()).isEqualTo(ScrapeFailure.TIMEOUT);
        assertThatThrownBy(() -> committee.inject(Fault.PAUSE, "server-1")).isInstanceOf(IllegalStateException.class);
    }
}
