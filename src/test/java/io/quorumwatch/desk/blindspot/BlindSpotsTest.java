package io.quorumwatch.desk.blindspot;

import static io.quorumwatch.desk.blindspot.BlindSpots.ofVerdicts;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.desk.health.Saying;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlindSpotsTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private static Verdict say(Saying saying) {
        return saying.verdict(NOW, NOW);
    }

    private static Verdict blind(String condition) {
        return say(Saying.unknown(UnknownReason.NO_SIGNAL.word()).about(condition));
    }

    private static Signals page(Signal... told) {
        Signals.Builder page = new Signals.Builder();
        for (Signal signal : told) {
            page.set(signal, 1);
        }
        return page.build();
    }

    @Test
    void aConditionWithoutItsSignalIsABlindSpotThatNamesTheRemedy() {
        assertThat(ofVerdicts("acme", List.of(blind("clients-missing")), Map.of("m1", page(Signal.LEADS))))
                .singleElement()
                .isEqualTo(new BlindSpot(
                        "acme",
                        null,
                        List.of("clients-missing"),
                        "no signal clients-registered",
                        "export zipnet_client_registry_size"));
    }

    @Test
    void onlyTheSignalsThatAreMissingAreCalledMissing() {
        BlindSpot spot = ofVerdicts(
                        "acme", List.of(blind("history-rewritten")), Map.of("m1", page(Signal.COMMIT_INDEX)))
                .get(0);
        assertThat(spot.reason()).isEqualTo("no signal leads");
        assertThat(spot.remedy()).startsWith("export a metric for leads;").contains("quorumwatch inspect");
    }

    @Test
    void aLogWhoseWorkNobodyTellsOfIsABlindSpot() {
        BlindSpot spot = ofVerdicts("acme", List.of(blind("commit-frozen")), Map.of("m1", page(Signal.COMMIT_INDEX)))
                .get(0);
        assertThat(spot.reason()).isEqualTo("no signal proposals-pending");
    }

    @Test
    void whatOneMemberDoesNotTellIsItsOwnBlindSpot() {
        Verdict blind = say(Saying.unknown(UnknownReason.NO_SIGNAL.word())
                .about("resources-outside-baseline")
                .on("m2"));
        BlindSpot spot = ofVerdicts(
                        "acme",
                        List.of(blind),
                        Map.of(
                                "m1", page(Signal.CPU_SECONDS, Signal.RESIDENT_BYTES),
                                "m2", page(Signal.CPU_SECONDS)))
                .get(0);
        assertThat(spot.member()).isEqualTo("m2");
        assertThat(spot.reason()).isEqualTo("no signal resident-bytes");
    }

    @Test
    void whatOnlyLogsTellAsksForALog() {
        assertThat(ofVerdicts("acme", List.of(blind("attestation-refused")), Map.of()))
                .singleElement()
                .satisfies(spot -> {
                    assertThat(spot.reason()).isEqualTo("nothing seen tells of it");
                    assertThat(spot.remedy()).startsWith("give its members a log source");
                });
    }

    @Test
    void whatIsJudgedIsNoBlindSpotAnyMore() {
        assertThat(ofVerdicts(
                        "acme",
                        List.of(
                                say(Saying.ok().about("clients-missing")),
                                say(Saying.pending().about("leader-absent")),
                                say(Saying.firing(Severity.PAGE).about("round-stall"))),
                        Map.of()))
                .isEmpty();
    }

    @Test
    void whatCannotBeSeenForAMomentIsNoBlindSpot() {
        for (UnknownReason why : UnknownReason.values()) {
            if (why != UnknownReason.NO_SIGNAL) {
                assertThat(ofVerdicts(
                                "acme", List.of(say(Saying.unknown(why.word()).about("bond-missing"))), Map.of()))
                        .as(why.word())
                        .isEmpty();
            }
        }
    }

    @Test
    void spotsStandInTheOrderOfTheirConditionsAndEachOnce() {
        assertThat(ofVerdicts(
                        "acme",
                        List.of(blind("round-stall"), blind("clients-missing"), blind("round-stall")),
                        Map.of()))
                .extracting(spot -> spot.conditions().get(0))
                .containsExactly("clients-missing", "round-stall");
    }
}
