package io.quorumwatch.judge.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.config.ThresholdOverride;
import io.quorumwatch.testing.TestClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** "If multiple instances on the same universe are misbehaving at once, something is wrong at the universe level" (seed 001). */
class UniversePanelTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<WatchPlan> plans = List.of(plan("acme"), plan("beta"), plan("gamma"), plan("elsewhere", "42"));
    private UniversePanel panel = new UniversePanel(plans);
    private final Map<String, Verdict> standing = new HashMap<>();

    private static WatchPlan plan(String name) {
        return plan(name, new Parameters(Map.of()), Map.of());
    }

    private static WatchPlan plan(String name, String network) {
        return plan(name, new Parameters(Map.of("network", network)), Map.of());
    }

    private static WatchPlan plan(String name, Parameters parameters, Map<String, ThresholdOverride> profile) {
        ClusterConfig cluster = new ClusterConfig(
                name,
                "zipnet",
                Duration.ofSeconds(1),
                Duration.ofMillis(900),
                true,
                parameters,
                Map.of(),
                TestClusters.of(name, "zipnet", Map.of(), "server-1").members(),
                null);
        return WatchPlan.of(cluster, Set.of("committee"), profile);
    }

    private static Instant at(long second) {
        return BEGIN.plusSeconds(second);
    }

    private void says(
            long second, String cluster, Concern concern, String condition, VerdictState state, Severity severity) {
        says(second, cluster, concern, condition, state, VerdictState.PENDING, severity, condition);
    }

    private void says(
            long second,
            String cluster,
            Concern concern,
            String condition,
            VerdictState state,
            VerdictState previous,
            Severity severity,
            String reason) {
        hear(panel.hear(new Verdict(
                cluster,
                concern,
                condition,
                null,
                state,
                previous,
                severity,
                at(second),
                at(second),
                reason,
                Map.of())));
    }

    private void pages(long second, String cluster) {
        says(second, cluster, Concern.ROUND, "round-stall", VerdictState.FIRING, Severity.PAGE);
    }

    private void isFine(long second, String cluster) {
        says(second, cluster, Concern.ROUND, "round-stall", VerdictState.OK, Severity.PAGE);
    }

    private void hear(List<Verdict> verdicts) {
        verdicts.forEach(verdict -> standing.put(verdict.watched(), verdict));
    }

    private Verdict verdict(String cluster) {
        return Objects.requireNonNull(standing.get(cluster), cluster);
    }

    private VerdictState state(String cluster) {
        return verdict(cluster).state();
    }

    @Test
    void twoClustersThatPageWithinAMinuteAreAnIncidentOfTheirUniverse() {
        isFine(0, "acme");
        isFine(0, "beta");
        isFine(0, "gamma");
        pages(10, "acme");
        assertThat(state("acme")).isEqualTo(VerdictState.OK);
        pages(60, "beta");
        assertThat(state("acme")).isEqualTo(VerdictState.FIRING);
        assertThat(state("beta")).isEqualTo(VerdictState.FIRING);
        assertThat(state("gamma")).isEqualTo(VerdictState.OK);
        Verdict verdict = verdict("acme");
        assertThat(verdict.condition()).isEqualTo("universe-incident");
        assertThat(verdict.severity()).isEqualTo(Severity.PAGE);
        assertThat(verdict.evidence())
                .containsEntry("universe", "b82b6f3b4a")
                .containsEntry("clusters", List.of("acme", "beta"))
                .containsEntry("within_seconds", 50L);
    }

    @Test
    void aThirdClusterJoinsTheIncident() {
        pages(0, "acme");
        pages(50, "beta");
        pages(100, "gamma");
        assertThat(state("gamma")).isEqualTo(VerdictState.FIRING);
        assertThat(verdict("gamma").evidence()).containsEntry("clusters", List.of("beta", "gamma"));
    }

    @Test
    void clustersThatAreHitMinutesApartHaveTheirOwnTroubles() {
        pages(0, "acme");
        pages(61, "beta");
        assertThat(state("acme")).isEqualTo(VerdictState.OK);
        assertThat(state("beta")).isEqualTo(VerdictState.OK);
    }

    @Test
    void warningsMembersAndTicketsAreNoBusinessOfAUniverse() {
        for (String cluster : List.of("acme", "beta")) {
            says(0, cluster, Concern.LEADER, "leader-churn", VerdictState.FIRING, Severity.WARNING);
            says(1, cluster, Concern.MEMBER, "crash-loop", VerdictState.FIRING, Severity.PAGE);
            says(2, cluster, Concern.ATTESTATION, "attestation-refused", VerdictState.FIRING, Severity.PAGE);
        }
        assertThat(state("acme")).isEqualTo(VerdictState.OK);
    }

    @Test
    void anotherUniverseIsNotTouched() {
        pages(0, "acme");
        pages(1, "elsewhere");
        assertThat(state("acme")).isEqualTo(VerdictState.OK);
        assertThat(standing).doesNotContainKey("elsewhere");
        assertThat(panel.clusters()).containsExactly("acme", "beta", "gamma");
    }

    @Test
    void itIsOverWhenFewerThanTwoAreHit() {
        pages(0, "acme");
        pages(5, "beta");
        isFine(30, "beta");
        hear(panel.tick(at(40)));
        assertThat(state("acme")).isEqualTo(VerdictState.OK);
        assertThat(state("beta")).isEqualTo(VerdictState.OK);
    }

    @Test
    void aTroubleThatCannotBeSeenAnyMoreIsNotOver() {
        pages(0, "acme");
        pages(5, "beta");
        says(
                10,
                "beta",
                Concern.ROUND,
                "round-stall",
                VerdictState.UNKNOWN,
                VerdictState.FIRING,
                Severity.PAGE,
                "majority-unseen");
        hear(panel.tick(at(30)));
        assertThat(state("acme")).isEqualTo(VerdictState.FIRING);
    }

    @Test
    void aSubjectThatIsNotNamedAnyMoreHasLeft() {
        for (int second = 0; second < 20; second += 5) {
            for (String cluster : List.of("acme", "beta")) {
                says(
                        second,
                        cluster,
                        Concern.ROUND,
                        "round-stall",
                        VerdictState.FIRING,
                        second == 0 ? VerdictState.OK : VerdictState.FIRING,
                        Severity.PAGE,
                        "round-stall");
            }
        }
        assertThat(state("acme")).isEqualTo(VerdictState.FIRING);
        hear(panel.tick(at(31)));
        hear(panel.tick(at(37)));
        assertThat(state("acme")).isEqualTo(VerdictState.OK);
    }

    @Test
    void aClusterOfWhichNothingWasSaidIsUnknown() {
        hear(panel.heartbeat(at(0)));
        assertThat(standing).hasSize(3);
        assertThat(state("beta")).isEqualTo(VerdictState.UNKNOWN);
    }

    @Test
    void theHeartbeatNamesEveryJudgedCluster() {
        pages(0, "acme");
        assertThat(panel.heartbeat(at(5))).extracting(Verdict::watched).containsExactly("acme", "beta", "gamma");
        assertThat(panel.heartbeat(at(10))).allMatch(verdict -> verdict.state() == verdict.previous());
    }

    @Test
    void clustersThatAreAloneOrHaveNoUniverseAreNotJudged() {
        Map<String, ThresholdOverride> etcd =
                Map.of("universe-incident", new ThresholdOverride(false, null, null, null, null));
        assertThat(new UniversePanel(List.of(plan("acme"))).clusters()).isEmpty();
        assertThat(new UniversePanel(List.of(plan("acme"), plan("elsewhere", "42"))).clusters())
                .isEmpty();
        assertThat(new UniversePanel(List.of(
                                plan("acme"), plan("etcd", new Parameters(Map.of()), etcd), plan("beta", "b82b6f3b4a")))
                        .clusters())
                .containsExactly("acme", "beta");
    }

    @Test
    void aChangedConfigurationKeepsTheMemoryOfThoseWhoStay() {
        pages(0, "acme");
        panel.watch(List.of(plan("acme"), plan("beta"), plan("delta")));
        assertThat(panel.clusters()).containsExactly("acme", "beta", "delta");
        pages(30, "delta");
        assertThat(state("acme")).isEqualTo(VerdictState.FIRING);
    }

    @Test
    void afterARestartOfTheAgentTroublesThatAreFoundAgainTogetherAreAnIncident() {
        pages(0, "acme");
        pages(5, "beta");
        panel = new UniversePanel(plans);
        standing.clear();
        pages(100, "acme");
        pages(101, "beta");
        assertThat(state("acme")).isEqualTo(VerdictState.FIRING);
    }

    @Test
    void theSameVerdictsGiveTheSameAnswers() {
        List<Verdict> once = new ArrayList<>();
        for (UniversePanel each : List.of(new UniversePanel(plans), new UniversePanel(plans))) {
            panel = each;
            standing.clear();
            pages(0, "acme");
            pages(3, "gamma");
            if (once.isEmpty()) {
                once.addAll(standing.values());
            } else {
                assertThat(standing.values()).containsExactlyElementsOf(once);
            }
        }
        assertThat(once).hasSize(2);
    }
}
