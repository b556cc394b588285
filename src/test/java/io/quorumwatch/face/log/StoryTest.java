package io.quorumwatch.face.log;

import static io.quorumwatch.bus.VerdictState.FIRING;
import static io.quorumwatch.bus.VerdictState.OK;
import static io.quorumwatch.bus.VerdictState.PENDING;
import static io.quorumwatch.bus.VerdictState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.desk.health.MemberState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class StoryTest {

    private static final Map<Signal, Double> LEADING = Map.of(Signal.LEADS, 1.0, Signal.BONDS, 2.0);
    private static final Map<Signal, Double> FOLLOWING = Map.of(Signal.LEADS, 0.0, Signal.BONDS, 2.0);

    private final VerdictStory verdicts = new VerdictStory();
    private final LookStory looks = new LookStory();
    private final HealthStory health = new HealthStory();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void tellsAConditionThatFiresOnceAndAgainWhenItGrowsLouder() {
        assertThat(say(PENDING, FIRING, Severity.WARNING)).singleElement().satisfies(entry -> {
            assertThat(entry.level()).isEqualTo(Level.WARN);
            assertThat(entry.msg()).isEqualTo("condition_changed");
            assertThat(entry.fields())
                    .containsEntry("cluster_id", "acme")
                    .containsEntry("condition", "bond-missing")
                    .containsEntry("previous", PENDING)
                    .containsEntry("new", FIRING)
                    .containsEntry("reason", "bond-missing")
                    .containsEntry("target_member", "a")
                    .containsEntry("target_peer", "b")
                    .doesNotContainKey("duration_ms");
        });
        later(5);
        assertThat(say(FIRING, FIRING, Severity.WARNING)).isEmpty();
        later(5);
        assertThat(say(FIRING, FIRING, Severity.PAGE)).singleElement().satisfies(entry -> {
            assertThat(entry.level()).isEqualTo(Level.ERROR);
            assertThat(entry.fields()).containsEntry("severity", Severity.PAGE).containsEntry("duration_ms", 10_000L);
        });
        assertThat(say(FIRING, OK, Severity.WARNING))
                .extracting(LogEntry::level)
                .containsExactly(Level.INFO);
        assertThat(say(OK, OK, Severity.WARNING)).isEmpty();
    }

    @Test
    void keepsWhatComesAndGoesBeforeItsHoldForThoseWhoDebug() {
        assertThat(say(OK, PENDING, Severity.WARNING))
                .extracting(LogEntry::level)
                .containsExactly(Level.DEBUG);
        assertThat(say(PENDING, OK, Severity.WARNING))
                .extracting(LogEntry::level)
                .containsExactly(Level.DEBUG);
        assertThat(say(OK, UNKNOWN, Severity.WARNING))
                .extracting(LogEntry::level)
                .containsExactly(Level.INFO);
    }

    @Test
    void tellsRoundsWhenTheirNumberGrows() {
        assertThat(round(4)).isEmpty();
        assertThat(round(4)).isEmpty();
        assertThat(round(6)).singleElement().satisfies(entry -> {
            assertThat(entry.msg()).isEqualTo("round_finalized");
            assertThat(entry.level()).isEqualTo(Level.DEBUG);
            assertThat(entry.fields()).containsEntry("rounds", 2L).containsEntry("participants", 3);
        });
        assertThat(round(1)).isEmpty();
    }

    @Test
    void tellsAFailingLookFirstAndWhenItFailsOtherwiseButNotEachTick() {
        assertThat(messages(fail("a", ScrapeFailure.TIMEOUT))).containsExactly("scrape_failed");
        assertThat(fail("a", ScrapeFailure.TIMEOUT)).isEmpty();
        assertThat(fail("a", ScrapeFailure.REFUSED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.fields())
                        .containsEntry("target_member", "a")
                        .containsEntry("reason", ScrapeFailure.REFUSED));
        assertThat(messages(see("a", FOLLOWING))).containsExactly("state_transition");
        assertThat(messages(fail("a", ScrapeFailure.REFUSED))).contains("scrape_failed", "state_transition");
    }

    @Test
    void tellsWhatIsWrongWithALookWhereMoreIsKnownThanItsWord() {
        MemberReading expired = MemberReading.failed(
                "acme", "a", "committee", now, now, ScrapeFailure.TLS, "its certificate has run out", false);
        assertThat(looks.take(expired, condition -> null))
                .first()
                .satisfies(entry -> assertThat(entry.fields()).containsEntry("error", "its certificate has run out"));
    }

    @Test
    void tellsAMembersStateWithHowLongItWasWhatItWas() {
        assertThat(see("a", FOLLOWING)).isEmpty();
        later(7);
        assertThat(fail("a", ScrapeFailure.TIMEOUT))
                .filteredOn(entry -> entry.msg().equals("state_transition"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.fields())
                        .containsEntry("state_type", "member")
                        .containsEntry("previous", MemberState.FOLLOWER)
                        .containsEntry("new", MemberState.UNKNOWN)
                        .containsEntry("reason", "timeout")
                        .containsEntry("duration_ms", 7000L));
        assertThat(looks.take(reading("a", null, FOLLOWING, Map.of()), Map.of("member-hung", FIRING)::get))
                .singleElement()
                .satisfies(entry -> assertThat(entry.fields())
                        .containsEntry("new", MemberState.HUNG)
                        .containsEntry("reason", "judged"));
        assertThat(see("a", FOLLOWING))
                .singleElement()
                .satisfies(entry -> assertThat(entry.fields())
                        .containsEntry("previous", MemberState.HUNG)
                        .containsEntry("reason", "reported"));
    }

    @Test
    void tellsTheLeaderWhenItIsSeenReplacedAndLost() {
        assertThat(leader(see("b", FOLLOWING))).isEmpty();
        assertThat(leader(see("a", LEADING))).containsExactly("null->a seen");
        assertThat(leader(see("b", LEADING))).isEmpty();
        assertThat(leader(see("a", FOLLOWING))).containsExactly("a->b replaced");
        assertThat(leader(fail("b", ScrapeFailure.TIMEOUT))).isEmpty();
        assertThat(leader(see("b", LEADING))).isEmpty();
        assertThat(leader(fail("b", ScrapeFailure.REFUSED))).containsExactly("b->null lost");
        assertThat(leader(see("a", LEADING))).containsExactly("null->a seen");
    }

    @Test
    void forgetsALeaderThatHasLeftTheCluster() {
        assertThat(leader(see("a", LEADING))).containsExactly("null->a seen");
        later(121);
        assertThat(leader(see("b", LEADING))).containsExactly("a->b replaced");
    }

    @Test
    void tellsBondsByPeerWherePagesNamePeers() {
        assertThat(bonds(link(Map.of("b", true, "c", false)))).isEmpty();
        assertThat(bonds(link(Map.of("b", false, "c", true)))).containsExactly("bond_lost b", "bond_restored c");
        assertThat(bonds(link(Map.of("c", true)))).isEmpty();
        assertThat(bonds(link(Map.of()))).containsExactly("bond_lost c");
        assertThat(bonds(link(Map.of("c", true)))).containsExactly("bond_restored c");
    }

    @Test
    void doesNotTakeItForALossThatThePeerHasANameNow() {
        assertThat(bonds(link(Map.of("ee7dcf11218830ba", true, "c", true)))).isEmpty();
        assertThat(bonds(link(Map.of("b", true, "c", true)))).isEmpty();
        assertThat(bonds(link(Map.of("b", false, "c", true)))).containsExactly("bond_lost b");
        assertThat(bonds(link(Map.of("b", false, "d", false)))).containsExactly("bond_lost c");
    }

    @Test
    void tellsBondsByTheirNumberWherePagesNameNone() {
        assertThat(messages(see("a", Map.of(Signal.BONDS, 2.0)))).isEmpty();
        assertThat(see("a", Map.of(Signal.BONDS, 1.0))).singleElement().satisfies(entry -> {
            assertThat(entry.msg()).isEqualTo("bond_lost");
            assertThat(entry.fields()).containsEntry("previous", 2L).containsEntry("new", 1L);
        });
        assertThat(messages(see("a", Map.of()))).isEmpty();
    }

    @Test
    void remembersNoMoreBondsThanACommitteeCanHave() {
        Map<String, Boolean> many = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put("peer-" + i, true);
        }
        assertThat(link(many)).isEmpty();
        assertThat(bonds(link(Map.of()))).hasSize(256);
    }

    @Test
    void tellsChangesOfComponentsAndOfTheAggregate() {
        assertThat(health.take(report(HealthStatus.READY))).isEmpty();
        later(3);
        assertThat(health.take(report(HealthStatus.READY))).isEmpty();
        List<LogEntry> news = health.take(report(HealthStatus.NOT_READY));
        assertThat(news).hasSize(2).allMatch(entry -> entry.level() == Level.WARN);
        assertThat(news.get(0).fields())
                .containsEntry("state_type", "component")
                .containsEntry("cluster_id", "acme")
                .containsEntry("component", "leader")
                .containsEntry("previous", HealthStatus.READY)
                .containsEntry("new", HealthStatus.NOT_READY)
                .containsEntry("reason", "leader-absent")
                .containsKey("duration_ms");
        assertThat(news.get(1).fields()).containsEntry("cluster_id", "agent").containsEntry("state_type", "health");
        assertThat(health.take(report(HealthStatus.READY)))
                .allMatch(entry -> entry.level() == Level.INFO)
                .extracting(entry ->
                        entry.fields().get("state_type") + " " + entry.fields().get("reason"))
                .containsExactly("component recovered", "health components");
    }

    @Test
    void aComponentThatWasLookedAtForTheFirstTimeHasNotRecovered() {
        assertThat(health.take(report(HealthStatus.NOT_READY, "not-looked-yet")))
                .isEmpty();
        assertThat(health.take(report(HealthStatus.READY)).get(0).fields())
                .containsEntry("component", "leader")
                .containsEntry("new", HealthStatus.READY)
                .containsEntry("reason", "looked");
    }

    private void later(long seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private List<LogEntry> say(VerdictState previous, VerdictState state, Severity severity) {
        return verdicts.take(verdict("bond-missing", "a->b", previous, state, severity, Map.of()));
    }

    private List<LogEntry> round(int finalized) {
        return verdicts.take(verdict(
                "round-stall",
                null,
                OK,
                OK,
                Severity.PAGE,
                Map.of(Figures.ROUNDS_FINALIZED, finalized, Figures.PARTICIPANTS, 3)));
    }

    private Verdict verdict(
            String condition,
            @Nullable String subject,
            VerdictState previous,
            VerdictState state,
            Severity severity,
            Map<String, Object> evidence) {
        return new Verdict(
                "acme", Concern.BOND, condition, subject, state, previous, severity, now, now, condition, evidence);
    }

    private List<LogEntry> see(String member, Map<Signal, Double> signals) {
        return looks.take(reading(member, null, signals, Map.of()), condition -> null);
    }

    private List<LogEntry> link(Map<String, Boolean> links) {
        return looks.take(reading("a", null, Map.of(), links), condition -> null);
    }

    private List<LogEntry> fail(String member, ScrapeFailure failure) {
        return looks.take(reading(member, failure, Map.of(), Map.of()), condition -> null);
    }

    private MemberReading reading(
            String member, @Nullable ScrapeFailure failure, Map<Signal, Double> values, Map<String, Boolean> links) {
        Signals.Builder signals = new Signals.Builder();
        values.forEach(signals::set);
        return new MemberReading(
                "acme", member, "committee", now, now, failure, false, false, signals.build(), links, null, null, null);
    }

    private HealthReport report(HealthStatus status) {
        return report(status, status == HealthStatus.READY ? null : "leader-absent");
    }

    private HealthReport report(HealthStatus status, @Nullable String reason) {
        ComponentHealth leader = new ComponentHealth("acme/leader", status, reason, now, now, true, Map.of());
        return new HealthReport(status, now, List.of(), Map.of(), new TreeMap<>(Map.of("acme/leader", leader)));
    }

    private static List<String> messages(List<LogEntry> news) {
        return news.stream().map(LogEntry::msg).toList();
    }

    private static List<String> leader(List<LogEntry> news) {
        return news.stream()
                .filter(entry -> entry.msg().equals("leader_changed"))
                .map(entry -> entry.fields().get("previous") + "->"
                        + entry.fields().get("new") + " " + entry.fields().get("reason"))
                .toList();
    }

    private static List<String> bonds(List<LogEntry> news) {
        return news.stream()
                .filter(entry -> entry.msg().startsWith("bond_"))
                .map(entry -> entry.msg() + " " + entry.fields().get("target_peer"))
                .toList();
    }
}
