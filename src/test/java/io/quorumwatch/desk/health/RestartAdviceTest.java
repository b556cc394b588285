package io.quorumwatch.desk.health;

import static io.quorumwatch.desk.health.HealthScene.START;
import static io.quorumwatch.desk.health.HealthScene.second;
import static io.quorumwatch.desk.health.RestartAdvice.Reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartAdviceTest {

    private final ClusterLedger ledger = Committee.wellSeen(3, START);

    @Test
    void isSafeWhenTheOthersAreAMajority() {
        RestartAdvice advice = advice("server-2");
        assertThat(advice).isEqualTo(new RestartAdvice(true, Reason.TOLERATED, 3, 2, 2, 1, false, List.of()));
    }

    @Test
    void saysThatALeadersRestartCostsAnElection() {
        assertThat(advice("server-1").safe()).isTrue();
        assertThat(advice("server-1").leads()).isTrue();
    }

    @Test
    void isNotSafeWhenItWouldCostTheMajority() {
        ledger.hear(Reading.of("server-3").at(second(1)).failed(ScrapeFailure.REFUSED));
        refuses("server-2", Reason.MAJORITY_AT_RISK, "server-2");
        assertThat(advice("server-2").failureTolerance()).isZero();
    }

    @Test
    void missesVotersThatAreConfiguredButNotFound() {
        // A discovery that finds only the living has found three of five.
        ClusterConfig five = Committee.withParameters(3, new Parameters(Map.of("committee-size", 5L)));
        ClusterLedger found = new ClusterLedger(five, START);
        for (int member = 1; member <= 3; member++) {
            found.hear(Committee.look(3, member, START).reading());
        }
        assertThat(RestartAdvice.of(found.view(START), "server-2", START))
                .isEqualTo(new RestartAdvice(false, Reason.MAJORITY_AT_RISK, 5, 3, 0, 0, false, List.of("server-2")));
    }

    @Test
    void aLearnerIsNotMissedAmongTheConfiguredVoters() {
        ClusterConfig four = Committee.withParameters(4, new Parameters(Map.of("committee-size", 4L)));
        ClusterLedger learning = new ClusterLedger(four, START);
        for (int member = 1; member <= 3; member++) {
            learning.hear(Committee.look(4, member, START).reading());
        }
        learning.hear(Committee.look(4, 4, START).with(Signal.LEARNER, 1).reading());
        assertThat(RestartAdvice.of(learning.view(START), "server-2", START))
                .isEqualTo(new RestartAdvice(true, Reason.TOLERATED, 3, 2, 2, 1, false, List.of()));
    }

    @Test
    void neverLetsALoneMemberGo() {
        ClusterLedger alone = Committee.wellSeen(1, START);
        assertThat(RestartAdvice.of(alone.view(START), "server-1", START).reason())
                .isEqualTo(Reason.MAJORITY_AT_RISK);
    }

    @Test
    void countsOnlyThoseThatStayBondedAmongThemselves() {
        // The link between 1 and 3 is cut, so that both hang on 2.
        ledger.hear(Committee.look(3, 1, START).linked("server-3", false).reading());
        ledger.hear(Committee.look(3, 3, START).linked("server-1", false).reading());
        refuses("server-2", Reason.MAJORITY_AT_RISK, "server-2");
        assertThat(advice("server-3").safe()).isTrue();
    }

    @Test
    void countsBondsWherePeersAreNotNamed() {
        for (int member = 1; member <= 3; member++) {
            ledger.hear(bonds(member, 2));
        }
        assertThat(advice("server-2").safe()).isTrue();
        ledger.hear(bonds(3, 1));
        refuses("server-2", Reason.MAJORITY_AT_RISK, "server-2");
    }

    @Test
    void doesNotTrustACommitteeWhoseBondsItCannotSee() {
        for (int member = 1; member <= 3; member++) {
            ledger.hear(bonds(member, Double.NaN));
        }
        refuses("server-2", Reason.MAJORITY_AT_RISK, "server-2");
    }

    @Test
    void refusesWhileAConditionFiresOrAVitalOneBegins() {
        ledger.hear(Saying.firing(Severity.WARNING)
                .by(Concern.ROUND)
                .about("round-slow")
                .verdict(START, START));
        refuses("server-2", Reason.CONDITION_TRUE, "round-slow");
        ledger.hear(Saying.pending().by(Concern.ROUND).about("round-slow").verdict(START, START));
        assertThat(advice("server-2").safe()).isTrue();
        ledger.hear(Saying.pending().by(Concern.BOND).about("bond-missing").verdict(START, START));
        refuses("server-2", Reason.CONDITION_TRUE, "bond-missing");
    }

    @Test
    void refusesWhileSomethingVitalCannotBeJudged() {
        ledger.hear(Saying.unknown("no-signal").by(Concern.BOND).verdict(START, START));
        ledger.hear(
                Saying.unknown("not-seen").by(Concern.ROUND).about("round-slow").verdict(START, START));
        assertThat(advice("server-2").safe()).isTrue();
        ledger.hear(
                Saying.unknown("not-seen").by(Concern.BOND).about("partition").verdict(START, START));
        refuses("server-2", Reason.UNKNOWN, "partition");
    }

    @Test
    void refusesOnOldData() {
        assertThat(RestartAdvice.of(ledger.view(second(3.9)), "server-2", second(3.9))
                        .safe())
                .isTrue();
        assertThat(RestartAdvice.of(ledger.view(second(4)), "server-2", second(4))
                        .reason())
                .isEqualTo(Reason.STALE);
    }

    @Test
    void refusesBeforeEverybodyHasBeenLookedAt() {
        ClusterLedger fresh = new ClusterLedger(Committee.of(3), START);
        fresh.hear(Committee.look(3, 1, START).reading());
        RestartAdvice advice = RestartAdvice.of(fresh.view(START), "server-1", START);
        assertThat(advice.reason()).isEqualTo(Reason.NOT_LOOKED_YET);
        assertThat(advice.blocking()).containsExactly("server-2", "server-3");
    }

    @Test
    void refusesWhileAMemberIsStillBehind() {
        ledger.hear(Saying.pending()
                .by(Concern.RAFT)
                .about("catch-up-stuck")
                .on("server-3")
                .verdict(START, START));
        refuses("server-2", Reason.NOT_CAUGHT_UP, "server-3");
    }

    @Test
    void refusesWithoutExactlyOneLeader() {
        ledger.hear(Committee.look(3, 2, START).with(Signal.LEADS, 1).reading());
        refuses("server-3", Reason.NO_SINGLE_LEADER, "server-1", "server-2");
        ledger.hear(Committee.look(3, 1, START).with(Signal.LEADS, 0).reading());
        ledger.hear(Committee.look(3, 2, START).reading());
        refuses("server-3", Reason.NO_SINGLE_LEADER, "server-1", "server-2", "server-3");
    }

    @Test
    void letsMembersWithoutAVoteGoWhileAllIsWell() {
        RestartAdvice advice = advice("aggregator");
        assertThat(advice.safe()).isTrue();
        assertThat(advice.reason()).isEqualTo(Reason.NO_VOTE);
    }

    @Test
    void doesNotCountLearners() {
        ledger.hear(Committee.look(3, 3, START).with(Signal.LEARNER, 1).reading());
        assertThat(advice("server-3").reason()).isEqualTo(Reason.NO_VOTE);
        assertThat(advice("server-2").reason()).isEqualTo(Reason.MAJORITY_AT_RISK);
    }

    @Test
    void showsTheToleranceThatTheJudgeShows() {
        ledger.hear(Saying.ok()
                .by(Concern.BOND)
                .about("quorum-margin")
                .with(Map.of(Figures.FAILURE_TOLERANCE, 7))
                .verdict(START, START));
        assertThat(advice("server-2").failureTolerance()).isEqualTo(7);
    }

    @Test
    void knowsOnlyMembersOfTheCluster() {
        assertThatThrownBy(() -> advice("server-9")).isInstanceOf(IllegalArgumentException.class);
    }

    private static MemberReading bonds(int member, double bonds) {
        return Reading.of("server-" + member)
                .with(Signal.LEADS, member == 1 ? 1 : 0)
                .with(Signal.BONDS, bonds)
                .reading();
    }

    private RestartAdvice advice(String member) {
        return RestartAdvice.of(ledger.view(START), member, START);
    }

    private void refuses(String member, Reason reason, String... blocking) {
        RestartAdvice advice = advice(member);
        assertThat(advice.safe()).as(advice.toString()).isFalse();
        assertThat(advice.reason()).isEqualTo(reason);
        assertThat(advice.blocking()).containsExactly(blocking);
    }
}
