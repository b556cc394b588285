package io.quorumwatch.desk.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.testing.TestClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Learners that have been promoted, and the configuration does not know. */
class MistakenRolesTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final List<MemberConfig> members =
            List.of(TestClusters.member("voter", "member"), TestClusters.member("learner", "learner"));
    private final IncidentLedger ledger = new IncidentLedger(WatchPlan.of(
            TestClusters.of("kv", "etcd", Map.of(), Duration.ofSeconds(1), members), Set.of("member"), Map.of()));

    private void page(String member, String role, Signals signals) {
        ledger.hear(
                new MemberReading("kv", member, role, AT, AT, null, false, false, signals, Map.of(), null, null, null));
    }

    private static Signals learns(double learns) {
        Signals.Builder signals = new Signals.Builder();
        signals.set(Signal.LEARNER, learns);
        return signals.build();
    }

    @Test
    void aLearnerThatVotesIsABlindSpotWithWhatToDo() {
        page("voter", "member", learns(0));
        page("learner", "learner", learns(0));
        assertThat(ledger.blindSpots(AT)).singleElement().satisfies(spot -> {
            assertThat(spot.member()).isEqualTo("learner");
            assertThat(spot.conditions()).contains("quorum-lost");
            assertThat(spot.remedy()).startsWith("take the role learner from learner");
        });
    }

    @Test
    void aLearnerThatLearnsIsNone() {
        page("learner", "learner", learns(1));
        assertThat(ledger.blindSpots(AT)).isEmpty();
    }

    @Test
    void aPageThatDoesNotTellIsNone() {
        page("learner", "learner", Signals.NONE);
        assertThat(ledger.blindSpots(AT)).isEmpty();
    }
}
