package io.quorumwatch.desk.health;

import static io.quorumwatch.desk.health.HealthScene.START;
import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.Severity;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthAggregatorVertxTest {

    private static final WatchedCluster ACME =
            new WatchedCluster("acme", Set.of(Concern.LEADER), true, WatchedCluster.MAXIMUM_AGE);

    private final Vertx vertx = Vertx.vertx();
    private final SetClock clock = new SetClock(START);
    private final HealthSnapshot snapshot = new HealthSnapshot(START);
    private final HealthAggregator aggregator =
            new HealthAggregator(new AgentIdentity("watcher-1", "1.2.3", START), snapshot, clock);
    private final BlockingQueue<HealthReport> published = new LinkedBlockingQueue<>();

    @BeforeEach
    void deploy() throws Exception {
        await(vertx.eventBus()
                .<HealthReport>localConsumer(Addresses.HEALTH, report -> published.add(report.body()))
                .completion());
        await(vertx.deployVerticle(aggregator));
        await(aggregator.watch(List.of(ACME)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void publishesAndShowsEachChange() throws Exception {
        say(Saying.ok());
        HealthReport ready = expect(report -> report.status() == HealthStatus.READY);
        say(Saying.firing(Severity.PAGE));
        HealthReport sick = expect(report -> report.status() == HealthStatus.NOT_READY);
        assertThat(sick.causes()).containsExactly("acme/leader");
        assertThat(snapshot.report().status()).isEqualTo(HealthStatus.NOT_READY);
        assertThat(ready.generatedAt()).isBeforeOrEqualTo(sick.generatedAt());
    }

    @Test
    void showsAgesThatGrowWithoutPublishingThem() throws Exception {
        say(Saying.ok());
        HealthReport ready = expect(report -> report.status() == HealthStatus.READY);
        published.clear();
        clock.forward(Duration.ofSeconds(3));
        HealthReport older = shown(report -> report.generatedAt().isAfter(ready.generatedAt()));
        assertThat(older.status()).isEqualTo(HealthStatus.READY);
        assertThat(published).isEmpty();
    }

    @Test
    void noticesSilenceWithoutBeingTold() throws Exception {
        say(Saying.ok());
        assertThat(expect(report -> report.status() == HealthStatus.READY).causes())
                .isEmpty();
        clock.forward(Duration.ofSeconds(45));
        HealthReport stale = expect(report -> report.status() == HealthStatus.NOT_READY);
        assertThat(stale.causes()).containsExactly("acme/leader");
    }

    @Test
    void doesNotTakeItsOwnPauseForSilenceEvenBeforeItIsToldOfIt() throws Exception {
        say(Saying.ok());
        assertThat(expect(report -> report.status() == HealthStatus.READY).causes())
                .isEmpty();
        published.clear();
        clock.pause(Duration.ofSeconds(50));
        HealthReport after = shown(report -> report.generatedAt().isAfter(START.plusSeconds(49)));
        assertThat(after.status()).isEqualTo(HealthStatus.READY);
        assertThat(published).isEmpty();
    }

    @Test
    void answersEveryRequestHoweverManyOthersListenOnTheAddress() throws Exception {
        for (int request = 0; request < 5; request++) {
            Message<HealthReport> answer = await(vertx.eventBus().request(Addresses.HEALTH, null));
            assertThat(answer.body().components()).containsKey("agent/loop");
        }
    }

    @Test
    void showsDoubtsAndPartsOfTheAgent() throws Exception {
        say(Saying.ok());
        assertThat(expect(report -> report.status() == HealthStatus.READY).causes())
                .isEmpty();
        vertx.eventBus()
                .publish(
                        Addresses.DOUBT,
                        new AgentDoubt(START, START.plusSeconds(2), START.plusSeconds(30), "paused", 2500));
        assertThat(expect(report -> report.status() == HealthStatus.AFFECTED).causes())
                .containsExactly("agent/loop");
        aggregator.note("scrape", HealthStatus.NOT_READY, "stuck", Map.of("late_seconds", 9));
        assertThat(expect(report -> report.status() == HealthStatus.NOT_READY).causes())
                .containsExactly("agent/scrape");
    }

    @Test
    void watchesExactlyTheClustersThatItIsTold() throws Exception {
        say(Saying.ok());
        assertThat(expect(report -> report.status() == HealthStatus.READY).causes())
                .isEmpty();
        WatchedCluster lab = new WatchedCluster("lab", Set.of(Concern.LEADER), true, WatchedCluster.MAXIMUM_AGE);
        await(aggregator.watch(List.of(lab)));
        HealthReport changed = expect(report -> report.components().containsKey("lab/leader"));
        assertThat(changed.components()).containsOnlyKeys("agent/loop", "lab/leader");
    }

    @Test
    void refusesAClusterThatIsCalledLikeTheAgent() {
        WatchedCluster agent = new WatchedCluster("agent", Set.of(), true, WatchedCluster.MAXIMUM_AGE);
        assertThatThrownBy(() -> await(aggregator.watch(List.of(agent)))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesOneReportOfManyChangesInAStorm() throws Exception {
        say(Saying.ok());
        assertThat(expect(report -> report.status() == HealthStatus.READY).causes())
                .isEmpty();
        published.clear();
        for (int change = 0; change < 2000; change++) {
            say(change % 2 == 0 ? Saying.firing(Severity.PAGE) : Saying.ok());
        }
        say(Saying.firing(Severity.CRITICAL).about("leader-multiple"));
        HealthReport last = expect(report -> report.components().toString().contains("leader-multiple"));
        assertThat(last.status()).isEqualTo(HealthStatus.NOT_READY);
        assertThat(published.size()).isLessThan(1000);
    }

    private void say(Saying saying) {
        vertx.eventBus().publish(Addresses.verdict(saying.watched()), saying.verdict(clock.wall(), clock.wall()));
    }

    private HealthReport expect(Predicate<HealthReport> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Waiting.SECONDS);
        while (true) {
            HealthReport report = published.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(report).as("a report in time").isNotNull();
            if (report != null && wanted.test(report)) {
                return report;
            }
        }
    }

    /** Waits for something that is not published, by asking again at the pace of answers. */
    private HealthReport shown(Predicate<HealthReport> wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Waiting.SECONDS);
        while (System.nanoTime() < deadline) {
            Message<HealthReport> answer = await(vertx.eventBus().request(Addresses.HEALTH, null));
            if (wanted.test(answer.body())) {
                return answer.body();
            }
        }
        throw new AssertionError("not shown in time: " + snapshot.report());
    }
}
