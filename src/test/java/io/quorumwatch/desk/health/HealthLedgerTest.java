package io.quorumwatch.desk.health;

import static io.quorumwatch.bus.HealthStatus.AFFECTED;
import static io.quorumwatch.bus.HealthStatus.NOT_READY;
import static io.quorumwatch.bus.HealthStatus.READY;
import static io.quorumwatch.desk.health.HealthScene.second;
import static io.quorumwatch.desk.health.HealthScene.watching;
import static io.quorumwatch.desk.health.Saying.firing;
import static io.quorumwatch.desk.health.Saying.ok;
import static io.quorumwatch.desk.health.Saying.pending;
import static io.quorumwatch.desk.health.Saying.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.VerdictState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthLedgerTest {

    private static final String LEADER = "acme/leader";

    @Test
    void isNotReadyWhenNothingIsWatchedHoweverWellTheAgentIs() {
        assertThat(new HealthScene().aggregates(NOT_READY).report().details()).containsEntry("reason", "no-components");
    }

    @Test
    void isNotReadyUntilEveryJudgeHasSpoken() {
        HealthScene scene = watching(Concern.LEADER, Concern.BOND)
                .aggregates(NOT_READY, "acme/bond", LEADER)
                .shows(LEADER, NOT_READY, "not-looked-yet");
        scene.at(1).says(ok()).isReady(LEADER).aggregates(NOT_READY, "acme/bond");
        scene.at(2).says(ok().by(Concern.BOND)).aggregates(READY);
    }

    @Test
    void isNotReadyWhileAJudgeHasSpokenButNeverCouldJudge() {
        watching(Concern.LEADER)
                .at(1)
                .says(unknown("majority-unseen"))
                .shows(LEADER, NOT_READY, "not-looked-yet")
                .at(60)
                .saysSince(second(1), unknown("majority-unseen"))
                .shows(LEADER, NOT_READY, "stale");
    }

    @ParameterizedTest
    @EnumSource(
            value = Severity.class,
            names = {"PAGE", "CRITICAL"})
    void isNotReadyWhileAConditionPages(Severity severity) {
        watching(Concern.LEADER)
                .says(firing(severity))
                .shows(LEADER, NOT_READY, "leader-absent")
                .aggregates(NOT_READY, LEADER);
    }

    @Test
    void isAffectedWhileAConditionWarns() {
        watching(Concern.LEADER)
                .says(firing(Severity.WARNING))
                .shows(LEADER, AFFECTED, "leader-absent")
                .aggregates(AFFECTED, LEADER);
    }

    @Test
    void isNotBotheredByWhatIsOnlyWorthKnowing() {
        watching(Concern.LEADER).says(firing(Severity.INFO)).isReady(LEADER);
    }

    @Test
    void isReadyWhileAConditionHasNotHeldForLongEnough() {
        watching(Concern.LEADER).says(pending()).isReady(LEADER);
    }

    @Test
    void recoversWhenTheConditionIsSeenToBeOver() {
        watching(Concern.LEADER)
                .says(firing(Severity.PAGE))
                .at(5)
                .says(ok())
                .isReady(LEADER)
                .aggregates(READY);
    }

    @Test
    void namesTheLoudestConditionAndAmongEquallyLoudOnesTheLongest() {
        HealthScene scene = watching(Concern.LEADER).at(20);
        scene.saysSince(second(2), firing(Severity.WARNING).about("leader-churn"));
        scene.saysSince(second(9), firing(Severity.PAGE).about("leader-absent"));
        scene.shows(LEADER, NOT_READY, "leader-absent");
        scene.saysSince(second(8), firing(Severity.PAGE).about("leader-multiple"));
        scene.shows(LEADER, NOT_READY, "leader-multiple");
        scene.saysSince(second(12), firing(Severity.CRITICAL).about("history-diverging"));
        scene.shows(LEADER, NOT_READY, "history-diverging");
    }

    @Test
    void showsTheEvidenceOfTheLoudestCondition() {
        HealthScene scene = watching(Concern.MEMBER);
        scene.says(firing(Severity.WARNING)
                .by(Concern.MEMBER)
                .about("member-down")
                .on("server-2")
                .with(Map.of("failed_looks", 3)));
        assertThat(scene.component("acme/member").details())
                .containsOnly(entry("failed_looks", 3), entry("severity", "warning"), entry("subject", "server-2"));
    }

    @Test
    void showsTheFiguresOfAHealthyComponent() {
        HealthScene scene = watching(Concern.LEADER);
        scene.says(ok().with(Map.of("leader", "server-1")));
        scene.says(ok().about("leader-multiple").with(Map.of("committee_size", 3)));
        scene.says(ok().about("leader-churn").on("server-1").with(Map.of("of_one_member", 1)));
        assertThat(scene.component(LEADER).details())
                .containsOnly(entry("leader", "server-1"), entry("committee_size", 3));
    }

    @Test
    void staysReadyThroughAShortGapAndThenSaysThatItCannotJudge() {
        HealthScene scene = watching(Concern.LEADER).says(ok());
        scene.at(10).says(unknown("majority-unseen"));
        scene.at(25).saysSince(second(10), unknown("majority-unseen")).isReady(LEADER);
        scene.at(25.001).shows(LEADER, AFFECTED, "majority-unseen");
        scene.at(40).saysSince(second(10), unknown("majority-unseen"));
        scene.at(54.999).shows(LEADER, AFFECTED, "majority-unseen");
        scene.at(55).shows(LEADER, NOT_READY, "stale");
        assertThat(scene.component(LEADER).details())
                .containsOnly(entry("condition", "leader-absent"), entry("why", "majority-unseen"));
    }

    @Test
    void givesACommitteeThatBootsItsTimeAndNoMore() {
        HealthScene scene = watching(Concern.LEADER).at(1).says(unknown("booting"));
        scene.isReady(LEADER).aggregates(READY);
        scene.at(15).saysSince(second(1), unknown("booting")).isReady(LEADER);
        for (double second = 17; second < 121; second += 10) {
            scene.at(second).saysSince(second(1), unknown("booting")).shows(LEADER, AFFECTED, "booting");
        }
        scene.at(120.999).shows(LEADER, AFFECTED, "booting");
        scene.at(121).shows(LEADER, NOT_READY, "stale").aggregates(NOT_READY, LEADER);
        assertThat(scene.component(LEADER).details())
                .containsOnly(entry("condition", "leader-absent"), entry("why", "booting"));
        scene.at(122).says(ok()).isReady(LEADER);
    }

    @Test
    void givesACommitteeAsMuchTimeToBootAsItsConfigurationSays() {
        HealthScene scene = new HealthScene();
        scene.ledger.expect(
                new WatchedCluster(
                        "acme", Set.of(Concern.LEADER), true, HealthScene.MAXIMUM_AGE, Duration.ofSeconds(5)),
                second(0));
        scene.says(unknown("booting")).at(44).saysSince(second(0), unknown("booting"));
        scene.shows(LEADER, AFFECTED, "booting").at(45).shows(LEADER, NOT_READY, "stale");
    }

    @Test
    void leavesItToItsOwnConditionsThatOneMemberHasNotJoined() {
        Saying lagging = ok().by(Concern.RAFT).about("member-lagging");
        Saying booting = unknown("booting").by(Concern.RAFT).about("member-lagging");
        HealthScene scene = watching(Concern.RAFT).at(1).says(lagging.on("server-1"));
        scene.says(booting.on("server-2"));
        scene.at(600).says(lagging.on("server-1")).saysSince(second(1), booting.on("server-2"));
        scene.isReady("acme/raft");
        scene.saysSince(second(1), booting.on("server-1").after(VerdictState.OK));
        scene.shows("acme/raft", NOT_READY, "stale");
    }

    @Test
    void countsFromWhenItStoppedToSeeHoweverLongOthersHadSpokenOfIt() {
        HealthScene scene = watching(Concern.LEADER).says(ok());
        Saying fruitless = ok().about("election-fruitless");
        scene.at(1).says(unknown("no-signal").about(fruitless.condition()));
        scene.at(600).says(ok()).saysSince(second(1), unknown("majority-unseen").about(fruitless.condition()));
        scene.isReady(LEADER);
        scene.at(614).says(ok()).isReady(LEADER);
        scene.at(616).shows(LEADER, AFFECTED, "majority-unseen");
        scene.at(640).says(ok()).at(645).shows(LEADER, NOT_READY, "stale");
    }

    @Test
    void takesItsOwnPauseForNobodysSilence() {
        HealthScene scene = watching(Concern.LEADER).at(10).says(ok());
        scene.at(60).sleepsSince(10.5, 3).isReady(LEADER).aggregates(AFFECTED, "agent/loop");
        scene.at(62.9).isReady(LEADER);
        assertThat(scene.component(LEADER).judgedAt()).isEqualTo(second(10));
        scene.at(74.6).shows(LEADER, AFFECTED, "stale");
        scene.at(104.6).shows(LEADER, NOT_READY, "stale");
    }

    @Test
    void letsNothingAgeBeforeTheMembersHaveBeenLookedAtAfterAPause() {
        HealthScene scene = watching(Concern.LEADER, Concern.BOND).says(ok()).says(ok().by(Concern.BOND));
        scene.at(10).says(unknown("majority-unseen"));
        scene.at(53).saysSince(second(10), unknown("majority-unseen")).says(ok().by(Concern.BOND));
        scene.shows(LEADER, AFFECTED, "majority-unseen");
        scene.at(73).sleepsSince(53, 3).shows(LEADER, AFFECTED, "majority-unseen");
        scene.at(75.9).says(unknown("paused").by(Concern.BOND)).shows(LEADER, AFFECTED, "majority-unseen");
        scene.isReady("acme/bond");
        scene.at(76).saysSince(second(10), unknown("majority-unseen")).shows(LEADER, NOT_READY, "stale");
    }

    @Test
    void tellsOnWhatWasWrongBeforeAPause() {
        HealthScene scene = watching(Concern.LEADER, Concern.BOND).says(firing(Severity.PAGE));
        scene.says(ok().by(Concern.BOND)).at(1).says(unknown("stale").by(Concern.BOND));
        scene.at(50)
                .says(firing(Severity.PAGE))
                .saysSince(second(1), unknown("stale").by(Concern.BOND));
        scene.aggregates(NOT_READY, "acme/bond", LEADER);
        scene.at(100).sleepsSince(50, 3).aggregates(NOT_READY, "acme/bond", LEADER);
        scene.says(unknown("paused").after(VerdictState.FIRING));
        scene.says(unknown("paused").by(Concern.BOND)).aggregates(NOT_READY, "acme/bond", LEADER);
    }

    @Test
    void doesNotTakeTheClusterOutBecauseOneMemberCannotBeJudged() {
        HealthScene scene = watching(Concern.RAFT).at(300);
        scene.says(ok().by(Concern.RAFT).about("member-lagging").on("server-1"));
        scene.saysSince(
                second(0),
                unknown("stale-page").by(Concern.RAFT).about("member-lagging").on("server-2"));
        scene.shows("acme/raft", AFFECTED, "stale-page");
    }

    @Test
    void isStaleWhenNoMemberCanBeJudged() {
        HealthScene scene = watching(Concern.RAFT)
                .says(ok().by(Concern.RAFT).about("member-lagging").on("server-1"));
        scene.at(300);
        for (String member : List.of("server-1", "server-2")) {
            scene.saysSince(
                    second(1),
                    unknown("stale-page")
                            .by(Concern.RAFT)
                            .about("member-lagging")
                            .on(member));
        }
        scene.shows("acme/raft", NOT_READY, "stale");
    }

    @Test
    void neverResolvesWhatItDoesNotSee() {
        HealthScene scene = watching(Concern.LEADER).says(firing(Severity.PAGE).with(Map.of("looks", 9)));
        scene.at(3).says(unknown("majority-unseen").after(VerdictState.FIRING));
        scene.shows(LEADER, NOT_READY, "leader-absent");
        assertThat(scene.component(LEADER).details())
                .containsEntry("looks", 9)
                .containsEntry("not_seen_now", "majority-unseen");
        scene.at(4).says(pending()).shows(LEADER, NOT_READY, "leader-absent");
        scene.at(5).says(ok()).isReady(LEADER);
    }

    @Test
    void believesAVerdictThatItFiredBeforeAlthoughNobodyHeardThat() {
        watching(Concern.LEADER)
                .says(unknown("majority-unseen").after(VerdictState.FIRING).severity(Severity.PAGE))
                .shows(LEADER, NOT_READY, "leader-absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-signal", "member-unseen"})
    void doesNotCountWhatIsBlindByNatureOrSpokenOfElsewhere(String reason) {
        HealthScene scene = watching(Concern.ATTESTATION);
        scene.at(1).says(unknown(reason).by(Concern.ATTESTATION)).isReady("acme/attestation");
        scene.at(999).saysSince(second(1), unknown(reason).by(Concern.ATTESTATION));
        scene.isReady("acme/attestation");
    }

    @Test
    void noticesThatAJudgeHasFallenSilent() {
        HealthScene scene = watching(Concern.LEADER, Concern.BOND);
        scene.says(ok()).says(ok().by(Concern.BOND));
        scene.at(15).says(ok().by(Concern.BOND)).aggregates(READY);
        scene.at(15.001).aggregates(AFFECTED, LEADER).shows(LEADER, AFFECTED, "stale");
        scene.at(30).says(ok().by(Concern.BOND));
        scene.at(44.999).shows(LEADER, AFFECTED, "stale");
        scene.at(45).shows(LEADER, NOT_READY, "stale").aggregates(NOT_READY, LEADER);
        scene.at(46).says(ok()).isReady(LEADER);
    }

    @Test
    void takesAHeartbeatAfterSilenceForNewsButNotOneInTime() {
        HealthScene scene = watching(Concern.LEADER).says(ok());
        assertThat(scene.ledger.hear(ok().verdict(second(5), second(0)))).isFalse();
        scene.at(30).shows(LEADER, AFFECTED, "stale");
        assertThat(scene.ledger.hear(ok().verdict(second(30), second(0)))).isTrue();
    }

    @Test
    void keepsWhatFiresWhenItsJudgeFallsSilent() {
        watching(Concern.LEADER).says(firing(Severity.PAGE)).at(600).shows(LEADER, NOT_READY, "leader-absent");
    }

    @Test
    void growsWorseWhenTheJudgeOfAWarningFallsSilent() {
        watching(Concern.LEADER)
                .says(firing(Severity.WARNING))
                .at(20)
                .shows(LEADER, AFFECTED, "leader-absent")
                .at(600)
                .shows(LEADER, NOT_READY, "stale");
    }

    @Test
    void noticesSilenceAlsoAfterTheClockWentBack() {
        HealthScene scene = watching(Concern.LEADER).at(3600).says(ok());
        scene.at(10).isReady(LEADER);
        scene.at(26).shows(LEADER, AFFECTED, "stale");
    }

    @Test
    void capsWhatIsNotCriticalInTheAggregateOnly() {
        HealthScene scene = watching(Concern.LEADER).says(ok());
        scene.expects("lab", false, Concern.LEADER);
        scene.says(firing(Severity.CRITICAL).of("lab"));
        scene.shows("lab/leader", NOT_READY, "leader-absent").aggregates(AFFECTED, "lab/leader");
        scene.says(firing(Severity.PAGE)).aggregates(NOT_READY, LEADER);
    }

    @Test
    void takesTheComponentsOfARemovedClusterAlongAndDoesNotListenToItAnyMore() {
        HealthScene scene = watching(Concern.LEADER).says(ok());
        scene.expects("lab", true, Concern.BOND);
        scene.aggregates(NOT_READY, "lab/bond");
        scene.ledger.forget("lab");
        scene.aggregates(READY).says(firing(Severity.PAGE).of("lab").by(Concern.BOND));
        assertThat(scene.aggregates(READY).report().components()).containsOnlyKeys(LEADER, "agent/loop");
    }

    @Test
    void keepsWhatItKnowsWhenAClusterIsDeclaredAgainUnchanged() {
        HealthScene scene = watching(Concern.LEADER).says(firing(Severity.PAGE));
        scene.at(9).expects("acme", true, Concern.LEADER).shows(LEADER, NOT_READY, "leader-absent");
        scene.expects("acme", false, Concern.LEADER).shows(LEADER, NOT_READY, "not-looked-yet");
    }

    @Test
    void dropsTheComponentOfAJudgeThatIsNoLongerDeclared() {
        HealthScene scene = watching(Concern.LEADER, Concern.BOND).says(ok()).expects("acme", true, Concern.LEADER);
        assertThat(scene.aggregates(READY).report().components()).containsOnlyKeys(LEADER, "agent/loop");
    }

    @Test
    void saysSinceWhenStatusAndReasonHaveBeenWhatTheyAre() {
        HealthScene scene = watching(Concern.LEADER).at(2).says(firing(Severity.WARNING));
        scene.at(9).saysSince(second(2), firing(Severity.WARNING));
        assertThat(scene.component(LEADER).since()).isEqualTo(second(2));
        assertThat(scene.component(LEADER).judgedAt()).isEqualTo(second(9));
        scene.at(12).saysSince(second(2), firing(Severity.PAGE));
        assertThat(scene.component(LEADER).since()).isEqualTo(second(12));
    }

    @Test
    void doubtsItsLoopUntilTheCalmPeriodIsOver() {
        HealthScene scene = watching(Concern.LEADER).at(2).says(ok());
        AgentDoubt doubt = new AgentDoubt(second(2), second(5), second(10), "paused", 2500);
        assertThat(scene.ledger.doubt(doubt)).isTrue();
        scene.shows("agent/loop", AFFECTED, "paused").aggregates(AFFECTED, "agent/loop");
        scene.at(9.999).shows("agent/loop", AFFECTED, "paused");
        assertThat(scene.component("agent/loop").details()).containsEntry("lost_ms", 2500L);
        scene.at(10).isReady("agent/loop").aggregates(READY);
        assertThat(scene.component("agent/loop").since()).isEqualTo(second(10));
    }

    @Test
    void letsPartsOfTheAgentSpeakForThemselves() {
        HealthScene scene = watching(Concern.LEADER).says(ok());
        assertThat(scene.ledger.note("scrape", READY, null, Map.of(), second(1)))
                .isTrue();
        assertThat(scene.ledger.note("scrape", READY, null, Map.of("targets", 3), second(2)))
                .isFalse();
        assertThat(scene.ledger.note("scrape", AFFECTED, "behind", Map.of(), second(3)))
                .isTrue();
        scene.at(4).shows("agent/scrape", AFFECTED, "behind").aggregates(AFFECTED, "agent/scrape");
        assertThatThrownBy(() -> scene.ledger.note("loop", READY, null, Map.of(), second(4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheNameOfTheAgentToItself() {
        assertThatThrownBy(() -> new HealthScene().expects("agent", true, Concern.LEADER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void startsANewEditionForNewsOnly() {
        HealthScene scene = watching(Concern.LEADER).says(ok()).at(1);
        long before = scene.ledger.edition();
        scene.at(2).says(ok().with(Map.of("leader", "server-2"))).isReady(LEADER);
        assertThat(scene.ledger.edition()).isEqualTo(before);
        scene.says(firing(Severity.WARNING));
        assertThat(scene.ledger.edition()).isGreaterThan(before);
    }

    @Test
    void handsOutTheSameComponentUntilItHasNews() {
        HealthScene scene = watching(Concern.LEADER).says(ok());
        ComponentHealth first = scene.at(1).component(LEADER);
        assertThat(scene.at(14).component(LEADER)).isSameAs(first);
        assertThat(scene.at(16).component(LEADER)).isNotSameAs(first);
    }

    @Test
    void forgetsSubjectsThatLeftButNotThoseThatFired() {
        HealthScene scene = watching(Concern.MEMBER);
        Saying down = firing(Severity.WARNING).by(Concern.MEMBER).about("member-down");
        for (int member = 0; member < 100; member++) {
            scene.says(ok().by(Concern.MEMBER).about("member-down").on("left-" + member));
        }
        scene.says(down.on("silent"));
        scene.at(60).says(ok().by(Concern.MEMBER).about("crash-loop"));
        scene.shows("acme/member", AFFECTED, "member-down");
        assertThat(scene.component("acme/member").details()).containsEntry("subject", "silent");
    }

    @Test
    void tellsWhoItIsAndForHowLongItHasRun() {
        assertThat(watching(Concern.LEADER).at(12.3).report().details())
                .containsOnly(entry("agent", "watcher-1"), entry("version", "1.2.3"), entry("uptime_seconds", 12.3));
    }
}
