package io.quorumwatch.desk.incident;

import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.IncidentState;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.desk.health.Saying;
import io.quorumwatch.desk.health.SetClock;
import io.quorumwatch.desk.health.Waiting;
import io.quorumwatch.desk.health.WatchedClock;
import io.quorumwatch.testing.TestClusters;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentDeskVertxTest {

    private static final WatchPlan ACME = plan("acme", Map.of(), "m1", "m2", "m3");
    private static final WatchPlan LAB = plan("lab", Map.of(), "m1");

    private final Vertx vertx = Vertx.vertx();
    private final SetClock clock = new SetClock(Case.START);
    private final IncidentBoard board = new IncidentBoard();
    private final IncidentDesk desk = new IncidentDesk(board, clock);
    private final BlockingQueue<Incident> published = new LinkedBlockingQueue<>();

    private static WatchPlan plan(String name, Map<String, Object> parameters, String... members) {
        return WatchPlan.of(TestClusters.of(name, "zipnet", parameters, members), Set.of("committee"), Map.of());
    }

    @BeforeEach
    void deploy() throws Exception {
        await(vertx.eventBus()
                .<Incident>localConsumer(Addresses.INCIDENT, incident -> published.add(incident.body()))
                .completion());
        await(vertx.deployVerticle(desk));
        await(desk.watch(List.of(ACME, LAB)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private void say(Saying saying) {
        vertx.eventBus().publish(Addresses.verdict(saying.watched()), saying.verdict(clock.wall(), clock.wall()));
    }

    private static Saying down() {
        return Saying.firing(Severity.WARNING).about("member-down").on("m2").after(VerdictState.OK);
    }

    private Incident next() throws InterruptedException {
        return Objects.requireNonNull(published.poll(Waiting.SECONDS, TimeUnit.SECONDS), "no incident was published");
    }

    @Test
    void forgetsNoneWhenMoreGoWrongAtOnceThanAreReviewedAtOnce() throws Exception {
        List<WatchPlan> many = IntStream.range(0, 2 * IncidentDesk.MOST_AT_ONCE + 1)
                .mapToObj(number -> plan("c" + number, Map.of(), "m1", "m2"))
                .toList();
        await(desk.watch(many));
        many.forEach(plan -> say(down().of(plan.watched())));

        Set<String> opened = new HashSet<>();
        for (int heard = 0; heard < many.size(); heard++) {
            opened.add(next().watched());
        }
        assertThat(opened).hasSameSizeAs(many);
        assertThat(board.picture().open()).hasSameSizeAs(many);
    }

    @Test
    void publishesAndShowsWhatOpensChangesAndIsResolved() throws Exception {
        vertx.eventBus()
                .publish(
                        Addresses.reading("acme"),
                        MemberReading.failed(
                                "acme", "m2", "committee", clock.wall(), clock.wall(), ScrapeFailure.REFUSED, false));
        say(down());
        Incident opened = next();
        assertThat(opened.state()).isEqualTo(IncidentState.OPENED);
        assertThat(opened.id()).isEqualTo("acme-20260501T120000.000Z");
        assertThat(opened.firstCause().cause()).isEqualTo("member-stopped");
        assertThat(board.picture().open()).extracting(Incident::id).containsExactly(opened.id());
        clock.forward(Duration.ofSeconds(2));
        say(Saying.firing(Severity.PAGE).about("round-stall").after(VerdictState.OK));
        assertThat(next().severity()).isEqualTo(Severity.PAGE);
        say(Saying.ok().about("round-stall").after(VerdictState.FIRING));
        assertThat(next().state()).isEqualTo(IncidentState.CHANGED);
        say(Saying.ok().about("member-down").on("m2").after(VerdictState.FIRING));
        assertThat(next().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(board.picture().open()).isEmpty();
        assertThat(Objects.requireNonNull(board.picture().find(opened.id())).resolved())
                .isTrue();
        assertThat(board.picture().find("acme-nothing")).isNull();
    }

    @Test
    void aReviewThatFailsTakesNoOtherClusterAlongAndNoLaterReview() throws Exception {
        Saying partition = Saying.firing(Severity.PAGE).about("partition").after(VerdictState.OK);
        // In one review, in this order: what was found before must not be lost either.
        say(down().of("lab"));
        say(partition.with(Map.of("fragments", List.of("not a text"))));
        assertThat(next().watched()).isEqualTo("lab");
        assertThat(board.picture().open()).extracting(Incident::watched).containsExactly("lab");

        say(partition.with(Map.of("fragments", "[2, 1]")));
        assertThat(next().watched()).isEqualTo("acme");
    }

    @Test
    void evidenceThatChangesTheRankingIsNoticedWithoutAVerdict() throws Exception {
        say(down());
        assertThat(next().firstCause().cause()).isEqualTo("unknown");
        vertx.eventBus()
                .publish(
                        Addresses.reading("acme"),
                        MemberReading.failed(
                                "acme", "m2", "committee", clock.wall(), clock.wall(), ScrapeFailure.REFUSED, false));
        Incident changed = next();
        assertThat(changed.state()).isEqualTo(IncidentState.CHANGED);
        assertThat(changed.firstCause().cause()).isEqualTo("member-stopped");
    }

    @Test
    void theLoudestOpenIncidentStandsFirst() throws Exception {
        say(down());
        assertThat(next().watched()).isEqualTo("acme");
        say(Saying.firing(Severity.PAGE).of("lab").about("round-stall").after(VerdictState.OK));
        assertThat(next().watched()).isEqualTo("lab");
        assertThat(board.picture().open()).extracting(Incident::watched).containsExactly("lab", "acme");
    }

    @Test
    void aClusterThatIsNotWatchedAnyMoreClosesItsIncident() throws Exception {
        say(down());
        Incident opened = next();
        await(desk.watch(List.of(LAB)));
        Incident closed = next();
        assertThat(closed.id()).isEqualTo(opened.id());
        assertThat(closed.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(board.picture().open()).isEmpty();
        assertThat(board.picture().recent()).extracting(Incident::id).containsExactly(opened.id());
        say(down());
        say(Saying.firing(Severity.PAGE).of("lab").about("round-stall").after(VerdictState.OK));
        assertThat(next().watched()).isEqualTo("lab");
    }

    @Test
    void aReloadThatChangesNothingKeepsTheIncident() throws Exception {
        say(down());
        Incident opened = next();
        await(desk.watch(List.of(plan("acme", Map.of(), "m1", "m2", "m3", "m4"), plan("lab", Map.of(), "m1"))));
        assertThat(board.picture().open()).extracting(Incident::id).containsExactly(opened.id());
        assertThat(published).isEmpty();
    }

    @Test
    void aClusterThatIsToBeJudgedByOtherRulesBeginsAnew() throws Exception {
        say(down());
        Incident opened = next();
        await(desk.watch(List.of(plan("acme", Map.of("round-period", Duration.ofSeconds(9)), "m1", "m2", "m3"), LAB)));
        assertThat(next().resolved()).isTrue();
        clock.forward(Duration.ofSeconds(1));
        say(down());
        assertThat(next().id()).isNotEqualTo(opened.id());
    }

    @Test
    void rememberedAreTheLastHundredThatWereResolved() throws Exception {
        for (int round = 0; round < IncidentBoard.REMEMBERED + 3; round++) {
            clock.forward(Duration.ofSeconds(1));
            say(down());
            assertThat(next().resolved()).isFalse();
            say(Saying.ok().about("member-down").on("m2").after(VerdictState.FIRING));
            assertThat(next().resolved()).isTrue();
        }
        List<Incident> recent = board.picture().recent();
        assertThat(recent).hasSize(IncidentBoard.REMEMBERED);
        assertThat(recent.get(0).openedAt()).isAfter(recent.get(99).openedAt());
    }

    @Test
    void whatLogsLeaveInTheDarkIsShownUntilTheyAreRead() throws Exception {
        assertThat(board.picture().blindSpots())
                .extracting(BlindSpot::watched, BlindSpot::member)
                .hasSize(4);
        for (String member : List.of("m1", "m2", "m3")) {
            vertx.eventBus()
                    .publish(
                            Addresses.event("acme"),
                            new LogEvent(
                                    "acme",
                                    member,
                                    "committee",
                                    clock.wall(),
                                    clock.wall(),
                                    EventKind.LOG_FOLLOWED,
                                    Map.of(),
                                    ""));
        }
        say(down());
        assertThat(next().watched()).isEqualTo("acme");
        assertThat(board.picture().blindSpots()).extracting(BlindSpot::watched).containsExactly("lab");
    }

    // Found live: a change that ran on its caller's thread listened there, and two threads opened an incident each.
    @Test
    void whoeverAsksAllIsDoneOnTheDesksOwnLoop() throws Exception {
        WatchedClock watched = new WatchedClock();
        IncidentDesk other = new IncidentDesk(new IncidentBoard(), watched);
        await(vertx.deployVerticle(other));
        for (int change = 0; change < 500; change++) {
            await(other.watch(change % 2 == 0 ? List.of(LAB) : List.of()));
        }
        assertThat(watched.askers()).singleElement().asString().contains("vert.x-eventloop");
    }
}
