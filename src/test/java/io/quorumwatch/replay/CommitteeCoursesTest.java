package io.quorumwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.simulate.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What really happens to a mosaik committee comes out as the right condition: a test for each row of {@code facts/mosaik.md} 3.4, from
 * pages alone where nothing else is said. That the simulated committee takes these courses is tested in {@code io.quorumwatch.simulate}.
 */
class CommitteeCoursesTest {

    private static final Duration UNTIL_RUNNING = Duration.ofSeconds(60);
    private static final Duration AT_WORK = Duration.ofSeconds(120);
    private static final Duration CALM = Duration.ofMinutes(12);

    /** What speaks of two histories: nothing that a killed or restarted member may ever set off. */
    private static final Set<String> SPLIT =
            Set.of("leader-multiple", "history-diverging", "history-rewritten", "partition", "bond-missing");

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aKilledLeaderOfThreeIsDownAndAnotherLeadsBeforeItsAbsencePages(long seed) {
        SimulatedWatch watch = running(3, seed);
        String leader = watch.leader();
        watch.inject(Fault.KILL, leader);
        watch.watchFor(AT_WORK);
        assertThat(watch.firing()).contains("member-down", "quorum-margin", "round-stall");
        assertThat(watch.firedAbout("member-down")).containsExactly(leader);
        assertThat(watch.fired()).doesNotContain("leader-absent", "quorum-lost").doesNotContainAnyElementsOf(SPLIT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aKilledLeaderOfTwoLosesTheMajorityAlthoughTheOtherLeadsAlone(long seed) {
        SimulatedWatch watch = running(2, seed);
        watch.inject(Fault.KILL, watch.leader());
        watch.watchFor(AT_WORK);
        assertThat(watch.firing())
                .contains("member-down", "quorum-lost", "round-stall")
                .doesNotContain("leader-absent");
        assertThat(watch.fired()).doesNotContainAnyElementsOf(SPLIT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aKilledMajorityIsLostAlthoughTheSurvivorsElectALeaderAndCommit(long seed) {
        SimulatedWatch watch = running(5, seed);
        List<String> majority = watch.committee().members().subList(0, 3);
        watch.inject(Fault.KILL, majority.toArray(String[]::new));
        watch.watchFor(AT_WORK);
        assertThat(watch.firing())
                .contains("member-down", "quorum-lost", "round-stall")
                .doesNotContain("leader-absent", "commit-frozen");
        assertThat(watch.firedAbout("member-down")).containsExactlyInAnyOrderElementsOf(majority);
        assertThat(watch.fired()).doesNotContainAnyElementsOf(SPLIT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aCleanPartitionHasTwoLeadersWhoseHistoriesDriftApart(long seed) {
        SimulatedWatch watch = running(5, seed);
        watch.inject(Fault.PARTITION);
        watch.watchFor(AT_WORK);
        assertThat(watch.firing())
                .contains("partition", "bond-missing", "leader-multiple", "history-diverging", "round-stall");
        assertThat(watch.fired()).doesNotContain("member-down", "leader-absent");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aPartitionThatHealsIsOverWhenOneLeads(long seed) {
        SimulatedWatch watch = running(5, seed);
        watch.inject(Fault.PARTITION);
        watch.watchFor(AT_WORK);
        watch.committee().heal();
        watch.watchFor(CALM);
        assertThat(watch.firing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aPausedLeaderIsDownAndLeadsOnForAWhileWhenItWakes(long seed) {
        SimulatedWatch watch = running(3, seed);
        String leader = watch.leader();
        watch.inject(Fault.PAUSE, leader);
        watch.watchFor(Duration.ofSeconds(20));
        assertThat(watch.firedAbout("member-down")).containsExactly(leader);
        assertThat(watch.fired()).doesNotContain("leader-absent", "leader-multiple");
        watch.committee().heal();
        watch.watchFor(CALM);
        assertThat(watch.firing()).isEmpty();
        assertThat(watch.fired()).doesNotContain("leader-absent", "quorum-lost");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aMemberWhoseTicketExpiresIsAFragmentThatLeadsItself(long seed) {
        SimulatedWatch watch = running(5, seed);
        watch.inject(Fault.EXPIRE_TICKET);
        watch.watchFor(AT_WORK);
        assertThat(watch.firing()).contains("partition", "bond-missing", "leader-multiple", "history-diverging");
        assertThat(watch.fired()).doesNotContain("member-down", "quorum-lost", "leader-absent");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whoRefusesAnExpiredTicketSaysSoInTheLogs(long seed) {
        SimulatedWatch watch = running(5, seed, true);
        watch.inject(Fault.EXPIRE_TICKET);
        watch.watchFor(AT_WORK);
        assertThat(watch.firing()).contains("attestation-refused", "partition", "leader-multiple");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whenAllTicketsExpireEverybodyLeadsAloneAndTheMajorityIsLost(long seed) {
        SimulatedWatch watch = running(3, seed);
        List<String> members = watch.committee().members();
        members.forEach(member -> watch.inject(Fault.EXPIRE_TICKET, member));
        watch.watchFor(AT_WORK);
        assertThat(watch.firing()).contains("quorum-lost", "partition", "leader-multiple", "history-diverging");
        assertThat(watch.firedAbout("bond-missing")).containsExactlyInAnyOrderElementsOf(members);
        assertThat(watch.fired()).doesNotContain("member-down", "leader-absent");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aRestartedFollowerIsNobodysAlarm(long seed) {
        SimulatedWatch watch = running(3, seed);
        watch.inject(Fault.RESTART, watch.follower());
        watch.watchFor(CALM);
        assertThat(watch.fired()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aRestartedFollowerIsNobodysAlarmEitherWhereTheLogTellsOfItsFirstStart(long seed) {
        SimulatedWatch watch = running(3, seed, true);
        String follower = watch.follower();
        watch.inject(Fault.RESTART, follower);
        watch.watchFor(AT_WORK);
        assertThat(watch.fired()).isEmpty();
        watch.inject(Fault.RESTART, follower);
        watch.watchFor(AT_WORK);
        assertThat(watch.firing()).containsExactly("crash-loop");
        assertThat(watch.firedAbout("crash-loop")).containsExactly(follower);
        watch.watchFor(CALM);
        assertThat(watch.firing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aRestartThatBondsLateNeverPagesForTwoLeaders(long seed) {
        SimulatedWatch watch = running(3, seed);
        String follower = watch.follower();
        watch.inject(Fault.RESTART, follower);
        watch.inject(Fault.PARTITION, follower);
        watch.watchFor(Duration.ofSeconds(15));
        watch.committee().heal();
        watch.watchFor(CALM);
        assertThat(watch.fired())
                .doesNotContain(
                        "history-diverging", "history-rewritten", "quorum-lost", "leader-absent", "member-down");
        assertThat(watch.firing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aRestartOfTheWholeCommitteeRewritesNoHistoryAlthoughEveryIndexFalls(long seed) {
        SimulatedWatch watch = running(3, seed);
        watch.inject(Fault.RESTART, watch.committee().members().toArray(String[]::new));
        watch.watchFor(CALM);
        assertThat(watch.fired()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aCutBetweenTheLeaderAndAFollowerIsAMissingEdgeBetweenExactlyThese(long seed) {
        SimulatedWatch watch = running(5, seed);
        String leader = watch.leader();
        String follower = watch.follower();
        watch.inject(Fault.CUT, leader, follower);
        watch.watchFor(AT_WORK);
        assertThat(watch.firing()).contains("partition", "bond-missing");
        assertThat(watch.firedAbout("bond-missing")).containsExactlyInAnyOrder(leader, follower);
        assertThat(watch.fired()).doesNotContain("member-down", "quorum-lost", "leader-absent");
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "1, 5", "2, 5"})
    void aCutBetweenTwoFollowersIsAMissingEdgeAndNothingInRaft(long seed, int size) {
        SimulatedWatch watch = running(size, seed);
        List<String> followers = watch.followers().subList(0, 2);
        watch.inject(Fault.CUT, followers.get(0), followers.get(1));
        watch.watchFor(AT_WORK);
        assertThat(watch.fired()).containsExactly("bond-missing", "partition");
        assertThat(watch.firedAbout("bond-missing")).containsExactlyInAnyOrderElementsOf(followers);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aMemberThatWasCutOffAndReturnsWithAnOlderLogRewritesHistory(long seed) {
        SimulatedWatch watch = running(5, seed);
        watch.inject(Fault.EXPIRE_TICKET, watch.follower());
        watch.watchFor(Duration.ofSeconds(90));
        assertThat(watch.fired()).doesNotContain("history-rewritten");
        watch.committee().heal();
        watch.watchFor(AT_WORK);
        assertThat(watch.fired()).contains("history-diverging", "history-rewritten");
        watch.watchFor(CALM);
        assertThat(watch.firing()).isEmpty();
    }

    private static SimulatedWatch running(int members, long seed) {
        return running(members, seed, false);
    }

    private static SimulatedWatch running(int members, long seed, boolean readsLogs) {
        SimulatedWatch watch = new SimulatedWatch(members, seed, readsLogs);
        watch.watchFor(UNTIL_RUNNING);
        assertThat(watch.fired()).as("before").isEmpty();
        return watch;
    }
}
