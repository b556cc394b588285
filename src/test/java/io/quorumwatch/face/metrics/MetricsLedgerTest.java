package io.quorumwatch.face.metrics;

import static io.quorumwatch.bus.VerdictState.FIRING;
import static io.quorumwatch.bus.VerdictState.OK;
import static io.quorumwatch.bus.VerdictState.PENDING;
import static io.quorumwatch.bus.VerdictState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.desk.health.MemberState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsLedgerTest {

    private static final Map<Signal, Double> LEADING =
            Map.of(Signal.LEADS, 1.0, Signal.BONDS, 2.0, Signal.COMMIT_INDEX, 40.0);
    private static final Map<Signal, Double> FOLLOWING =
            Map.of(Signal.LEADS, 0.0, Signal.BONDS, 2.0, Signal.COMMIT_INDEX, 39.0);

    private final MetricsFeed feed = new MetricsFeed();

    @Test
    void countsLeadersByTheLastLooksAndDropsAKilledOneAtOnce() {
        feed.sees("a", LEADING).sees("b", FOLLOWING).sees("c", FOLLOWING);
        assertThat(feed.samples("leaders")).containsExactly("leaders{watched=\"acme\"} 1");
        feed.after(Duration.ofMillis(20)).misses("a", ScrapeFailure.REFUSED);
        assertThat(feed.samples("leaders")).containsExactly("leaders{watched=\"acme\"} 0");
    }

    @Test
    void saysNothingOfLeadersWhileNoMemberCanBeSeen() {
        feed.misses("a", ScrapeFailure.TIMEOUT).misses("b", ScrapeFailure.TIMEOUT);
        assertThat(feed.samples("leaders")).isEmpty();
        feed.misses("a", ScrapeFailure.REFUSED);
        assertThat(feed.samples("leaders")).containsExactly("leaders{watched=\"acme\"} 0");
    }

    @Test
    void takesAllSeriesOfADownMemberAwayExceptThatItIsDown() {
        feed.sees("a", LEADING).hears("member-lagging", "a", OK, OK, Map.of(Figures.LAG_ENTRIES, 3));
        assertThat(feed.samples("bonds")).containsExactly("bonds{watched=\"acme\",member=\"a\"} 2");
        assertThat(feed.samples("raft_lag_entries")).hasSize(1);
        feed.misses("a", ScrapeFailure.TIMEOUT);
        assertThat(feed.samples("member_up")).containsExactly("member_up{watched=\"acme\",member=\"a\"} 0");
        assertThat(feed.samples("bonds")).isEmpty();
        assertThat(feed.samples("raft_commit_index")).isEmpty();
        assertThat(feed.samples("raft_lag_entries")).isEmpty();
        assertThat(present(feed.samples("member_role"))).containsExactly("role=\"unknown\"");
    }

    @Test
    void hasExactlyOneRoleForEachCommitteeMemberAndNoneForOthers() {
        feed.sees("a", LEADING)
                .sees("b", Map.of(Signal.LEADS, 0.0, Signal.HEARS_LEADER, 0.0))
                .sees("acme", "c", "aggregator", Map.of(Signal.PARTICIPANTS, 3.0), Map.of());
        assertThat(feed.samples("member_role")).hasSize(2 * MemberState.values().length);
        assertThat(present(feed.samples("member_role"))).containsExactly("role=\"leader\"", "role=\"candidate\"");
    }

    @Test
    void tellsTheRolesThatOnlyJudgesKnow() {
        feed.sees("a", FOLLOWING).sees("b", FOLLOWING).sees("c", Map.of(Signal.IN_GROUP, 0.0));
        feed.hears("member-hung", "a", PENDING, FIRING, Map.of())
                .hears("member-lagging", "b", PENDING, FIRING, Map.of());
        assertThat(present(feed.samples("member_role")))
                .containsExactly("role=\"hung\"", "role=\"catching_up\"", "role=\"booting\"");
    }

    @Test
    void forgetsReadingsThatNobodyFollowsUp() {
        feed.sees("a", LEADING).after(Duration.ofMillis(3999));
        assertThat(feed.samples("member_up")).hasSize(1);
        feed.after(Duration.ofMillis(1));
        assertThat(feed.samples("member_up")).isEmpty();
        assertThat(feed.samples("leaders")).isEmpty();
    }

    @Test
    void saysNoFailureToleranceThatNobodyKnows() {
        feed.hears("quorum-margin", OK, UNKNOWN, Map.of(Figures.FAILURE_TOLERANCE, 0));
        assertThat(feed.samples("failure_tolerance")).isEmpty();
        feed.hears("quorum-margin", UNKNOWN, FIRING, Map.of(Figures.FAILURE_TOLERANCE, 0));
        assertThat(feed.samples("failure_tolerance")).containsExactly("failure_tolerance{watched=\"acme\"} 0");
    }

    @Test
    void forgetsFiguresOfAJudgeThatHasFallenSilent() {
        feed.hears("quorum-margin", OK, OK, Map.of(Figures.FAILURE_TOLERANCE, 1));
        assertThat(feed.samples("failure_tolerance")).containsExactly("failure_tolerance{watched=\"acme\"} 1");
        assertThat(feed.samples("condition_firing")).hasSize(1);
        feed.after(ConditionLedger.VERDICTS_LAST);
        assertThat(feed.samples("failure_tolerance")).isEmpty();
        assertThat(feed.samples("condition_firing")).isEmpty();
    }

    @Test
    void startsEveryCounterOfAKnownConditionAtZero() {
        assertThat(feed.samples("condition_transitions_total"))
                .hasSize(MetricsFeed.CONDITIONS.size() * 4)
                .allMatch(line -> line.endsWith(" 0"));
        assertThat(feed.samples("scrapes_total"))
                .hasSize(ScrapeFailure.values().length + 1)
                .allMatch(line -> line.endsWith(" 0"));
        assertThat(feed.samples("leader_changes_total")).containsExactly("leader_changes_total{watched=\"acme\"} 0");
    }

    @Test
    void countsChangesAndNotHeartbeats() {
        feed.hears("leader-multiple", OK, PENDING, Map.of())
                .hears("leader-multiple", PENDING, FIRING, Map.of())
                .hears("leader-multiple", FIRING, FIRING, Map.of());
        assertThat(feed.samples("condition_transitions_total"))
                .contains("condition_transitions_total{watched=\"acme\",condition=\"leader-multiple\",to=\"firing\"} 1")
                .contains("condition_transitions_total{watched=\"acme\",condition=\"leader-multiple\",to=\"ok\"} 0");
        assertThat(feed.page(MetricsFormat.TEXT))
                .contains("quorumwatch_detection_delay_seconds_count{condition=\"leader-multiple\"} 1\n")
                .contains("quorumwatch_detection_delay_seconds_sum{condition=\"leader-multiple\"} 10\n");
    }

    @Test
    void firesWhenAnySubjectFiresAndVanishesWhenNoneIsKnown() {
        feed.hears("member-lagging", "a", OK, OK, Map.of()).hears("member-lagging", "b", OK, FIRING, Map.of());
        assertThat(feed.samples("condition_firing"))
                .containsExactly("condition_firing{watched=\"acme\",condition=\"member-lagging\",severity=\"page\"} 1");
        feed.hears("member-lagging", "b", FIRING, UNKNOWN, Map.of());
        assertThat(feed.samples("condition_firing"))
                .containsExactly("condition_firing{watched=\"acme\",condition=\"member-lagging\",severity=\"page\"} 0");
        feed.hears("member-lagging", "a", OK, UNKNOWN, Map.of());
        assertThat(feed.samples("condition_firing")).isEmpty();
    }

    @Test
    void dropsVerdictsOnSubjectsOfWhichTheJudgeSpeaksNoMore() {
        feed.hears("member-lagging", "a", OK, OK, Map.of()).hears("member-lagging", "b", OK, FIRING, Map.of());
        feed.after(ConditionLedger.VERDICTS_LAST).hears("member-lagging", "a", OK, OK, Map.of());
        assertThat(feed.samples("condition_firing")).singleElement().asString().endsWith(" 0");
    }

    @Test
    void countsAChangeOfTheLeaderOnceWhileBothSeemToLeadAndWhileNobodyDoes() {
        feed.sees("a", LEADING).sees("b", FOLLOWING);
        feed.sees("b", LEADING).sees("a", FOLLOWING);
        feed.sees("b", FOLLOWING).sees("b", LEADING);
        assertThat(feed.samples("leader_changes_total")).containsExactly("leader_changes_total{watched=\"acme\"} 1");
    }

    @Test
    void believesTheMembersWhenTheyCountMoreChangesThanTheLooksShow() {
        feed.sees("a", Map.of(Signal.LEADS, 1.0, Signal.LEADER_CHANGES, 7.0));
        feed.sees("a", Map.of(Signal.LEADS, 1.0, Signal.LEADER_CHANGES, 9.0));
        assertThat(feed.samples("leader_changes_total")).containsExactly("leader_changes_total{watched=\"acme\"} 2");
    }

    @Test
    void measuresNoDelayWhenAConditionFiresOnAfterItWasUnknown() {
        feed.hears("leader-multiple", UNKNOWN, FIRING, Map.of());
        assertThat(feed.page(MetricsFormat.TEXT)).doesNotContain("quorumwatch_detection_delay_seconds");
    }

    @Test
    void takesAllSeriesOfAClusterThatHasLeft() {
        feed.sees("a", LEADING).hears("leader-multiple", OK, FIRING, Map.of());
        feed.ledger.health(report("acme/leader", "other/leader", "agent/scrape"));
        feed.ledger.expect(List.of());
        assertThat(feed.page(MetricsFormat.TEXT)).doesNotContain("acme").contains("component=\"scrape\"");
    }

    @Test
    void keepsTheCountersOfMembersThatStayThroughAReload() {
        feed.sees("a", LEADING).expect("a", "d");
        assertThat(feed.samples("scrapes_total")).contains("scrapes_total{watched=\"acme\",result=\"ok\"} 1");
        assertThat(feed.samples("member_up")).hasSize(1);
    }

    @Test
    void ignoresClustersMembersAndConditionsThatNobodyConfigured() {
        String before = feed.page(MetricsFormat.TEXT);
        feed.sees("stranger", LEADING)
                .sees("elsewhere", "a", "committee", LEADING, Map.of())
                .hears("made-up", OK, FIRING, Map.of());
        assertThat(feed.page(MetricsFormat.TEXT)).isEqualTo(before);
    }

    @Test
    void showsLinksToConfiguredPeersOnly() {
        feed.sees("acme", "a", "committee", LEADING, Map.of("b", true, "c", false, "12D3KooW", true));
        assertThat(feed.samples("link_up"))
                .containsExactly(
                        "link_up{watched=\"acme\",member=\"a\",peer=\"b\"} 1",
                        "link_up{watched=\"acme\",member=\"a\",peer=\"c\"} 0");
    }

    @Test
    void countsEachRoundOnceHoweverManyAreReportedTogether() {
        round(1, Duration.ofSeconds(3));
        feed.after(Duration.ofSeconds(5));
        round(1, Duration.ofSeconds(3));
        round(3, Duration.ofSeconds(9));
        assertThat(feed.samples("rounds_finalized_total"))
                .containsExactly("rounds_finalized_total{watched=\"acme\"} 3");
        assertThat(feed.page(MetricsFormat.TEXT))
                .contains("quorumwatch_round_interval_seconds_bucket{watched=\"acme\",le=\"2.0\"} 0\n")
                .contains("quorumwatch_round_interval_seconds_bucket{watched=\"acme\",le=\"3.0\"} 2\n")
                .contains("quorumwatch_round_interval_seconds_sum{watched=\"acme\"} 6\n");
    }

    @Test
    void growsTheAgeOfARoundWhileThePageIsAskedFor() {
        round(1, Duration.ZERO);
        feed.after(Duration.ofMillis(1500));
        assertThat(feed.samples("round_age_seconds")).containsExactly("round_age_seconds{watched=\"acme\"} 1.5");
    }

    @Test
    void keepsAgeingASignalThatNobodySaysAnyMore() {
        feed.sees("a", Map.of(Signal.TERM, 4.0)).after(Duration.ofMinutes(10)).misses("a", ScrapeFailure.REFUSED);
        assertThat(feed.samples("signal_age_seconds"))
                .containsExactly("signal_age_seconds{watched=\"acme\",signal=\"term\"} 600");
    }

    @Test
    void givesEachComponentExactlyOneStatus() {
        feed.ledger.health(report("acme/leader", "acme/a/b", "agent/scrape"));
        List<String> samples = feed.samples("component_status");
        assertThat(samples).hasSize(2 * HealthStatus.values().length);
        assertThat(samples.stream().filter(line -> line.endsWith(" 1")))
                .containsExactly(
                        "component_status{watched=\"agent\",component=\"scrape\",status=\"not_ready\"} 1",
                        "component_status{watched=\"acme\",component=\"leader\",status=\"not_ready\"} 1");
    }

    @Test
    void judgesTheAgentWithoutPretendingToLookAtItsMembers() {
        feed.ledger.expect(List.of(MetricsFeed.cluster("agent")));
        feed.ledger.health(report("agent/scrape"));
        assertThat(feed.samples("component_status")).hasSize(HealthStatus.values().length);
        assertThat(feed.samples("scrapes_total")).isEmpty();
        assertThat(feed.samples("condition_transitions_total")).isNotEmpty();
    }

    @Test
    void countsPausesButNotOtherDoubts() {
        feed.ledger.doubt(doubt("paused"));
        feed.ledger.doubt(doubt("clock-jumped"));
        assertThat(feed.samples("pauses_total")).containsExactly("pauses_total 1");
    }

    @Test
    void exportsAPartOnlyOnceItHasSaidThatItExists() {
        assertThat(feed.samples("journal_writes_total")).isEmpty();
        feed.ledger.count(MetricNames.JOURNAL_WRITES, 0, "ok");
        assertThat(feed.samples("journal_writes_total")).containsExactly("journal_writes_total{result=\"ok\"} 0");
        feed.ledger.count(MetricNames.NOTIFICATIONS, 2, "hook", "failed");
        assertThat(feed.samples("notifications_total"))
                .containsExactly("notifications_total{receiver=\"hook\",result=\"failed\"} 2");
    }

    @Test
    void writesTheSamePageInSlicesOfAnySize() {
        feed.sees("a", LEADING).sees("b", FOLLOWING).hears("leader-multiple", OK, FIRING, Map.of());
        PageRendering rendering = feed.ledger.page(MetricsFormat.TEXT, feed.now());
        int slices = 1;
        while (rendering.writeSome(3)) {
            slices++;
        }
        assertThat(slices).isGreaterThan(10);
        assertThat(new String(rendering.takeBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(feed.page(MetricsFormat.TEXT));
    }

    private void round(long finalized, Duration lastAfterStart) {
        feed.hears(
                "round-stall",
                OK,
                OK,
                Map.of(
                        Figures.ROUNDS_FINALIZED,
                        finalized,
                        Figures.LAST_FINALIZED_AT,
                        MetricsFeed.START.plus(lastAfterStart).toString()));
    }

    private static AgentDoubt doubt(String reason) {
        return new AgentDoubt(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, reason, 2500);
    }

    private static HealthReport report(String... components) {
        TreeMap<String, ComponentHealth> byName = new TreeMap<>();
        for (String name : components) {
            byName.put(
                    name,
                    new ComponentHealth(
                            name, HealthStatus.NOT_READY, "x", Instant.EPOCH, Instant.EPOCH, true, Map.of()));
        }
        return new HealthReport(HealthStatus.NOT_READY, Instant.EPOCH, List.of(), Map.of(), byName);
    }

    /** The last label of the series that are 1. */
    private static List<String> present(List<String> samples) {
        return samples.stream()
                .filter(line -> line.endsWith(" 1"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1, line.lastIndexOf('}')))
                .toList();
    }
}
