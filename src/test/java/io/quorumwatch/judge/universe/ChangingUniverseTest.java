package io.quorumwatch.judge.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ThresholdOverride;
import io.quorumwatch.testing.TestClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What changes in a universe while it is watched. */
class ChangingUniverseTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static WatchPlan plan(String name, String... members) {
        return WatchPlan.of(TestClusters.of(name, "zipnet", Map.of(), members), Set.of("committee"), Map.of());
    }

    private static Verdict fine(String cluster, Instant at) {
        return new Verdict(
                cluster,
                Concern.ROUND,
                "round-stall",
                null,
                VerdictState.OK,
                VerdictState.OK,
                Severity.PAGE,
                at,
                BEGIN,
                "ok",
                Map.of());
    }

    /** Discovery found nobody within its three seconds, as when a name server is slow; later it did. */
    @Test
    void aClusterWhoseMembersAreFoundLaterIsJudgedAsSoonAsTheyAre() {
        UniversePanel panel = new UniversePanel(List.of(plan("acme"), plan("beta", "server-1")));
        panel.watch(List.of(plan("acme", "server-1", "server-2"), plan("beta", "server-1")));
        List<Verdict> heard = new ArrayList<>(panel.hear(fine("acme", BEGIN.plusSeconds(1))));
        heard.addAll(panel.hear(fine("beta", BEGIN.plusSeconds(1))));

        assertThat(panel.heartbeat(BEGIN.plusSeconds(600)))
                .allSatisfy(
                        verdict -> assertThat(verdict.state()).as("%s", verdict).isEqualTo(VerdictState.OK));
    }

    /** The operator gives universe-incident a hold, and reloads. */
    @Test
    void aReloadChangesTheHoldOfAUniverseIncident() {
        UniversePanel panel = new UniversePanel(List.of(plan("acme", "server-1"), plan("beta", "server-1")));
        Map<String, ThresholdOverride> patient = Map.of(
                "universe-incident",
                new ThresholdOverride(true, null, Duration.ofMinutes(5), Duration.ofMinutes(5), null, null));
        panel.watch(List.of(plan("acme", patient), plan("beta", patient)));
        List<Verdict> said = new ArrayList<>();
        for (String cluster : List.of("acme", "beta")) {
            said.addAll(panel.hear(stalled(cluster, VerdictState.OK, BEGIN)));
        }
        assertThat(said).noneMatch(Verdict::firing);
    }

    private static WatchPlan plan(String name, Map<String, ThresholdOverride> thresholds) {
        return WatchPlan.of(TestClusters.of(name, "zipnet", Map.of(), "server-1"), Set.of("committee"), thresholds);
    }

    @Test
    void onlyTroubleThatComesOrGoesIsNews() {
        HitLedger hits = new HitLedger();
        assertThat(hits.hear(fine("acme", BEGIN)))
                .as("heard of for the first time")
                .isTrue();
        assertThat(hits.hear(fine("acme", BEGIN.plusSeconds(5))))
                .as("a heartbeat")
                .isFalse();
        assertThat(hits.hear(stalled("acme", VerdictState.OK, BEGIN.plusSeconds(6))))
                .as("it pages")
                .isTrue();
        assertThat(hits.hear(stalled("acme", VerdictState.FIRING, BEGIN.plusSeconds(10))))
                .as("still")
                .isFalse();
        assertThat(hits.hear(fine("acme", BEGIN.plusSeconds(60)))).as("over").isTrue();
    }

    private static Verdict stalled(String cluster, VerdictState previous, Instant at) {
        return new Verdict(
                cluster,
                Concern.ROUND,
                "round-stall",
                null,
                VerdictState.FIRING,
                previous,
                Severity.PAGE,
                at,
                BEGIN,
                "round-stall",
                Map.of());
    }
}
