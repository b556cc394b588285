package io.quorumwatch.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollLoopTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(20);

    private final VirtualTime time = new VirtualTime();
    private final Instant origin = time.wall();
    private final List<PollLoop.Tick> ticks = new ArrayList<>();

    private PollLoop loop(Duration period, PollLoop.Attempt attempt) {
        return new PollLoop(time, time, period, tick -> {
            ticks.add(tick);
            return attempt.run(tick);
        });
    }

    private PollLoop loop(Duration period) {
        return loop(period, tick -> Future.succeededFuture());
    }

    private List<Long> ticksAtMillis() {
        return ticks.stream()
                .map(tick -> Duration.between(origin, tick.at()).toMillis())
                .toList();
    }

    @Test
    void ticksAtItsPhaseOfEveryPeriod() {
        loop(SECOND).start(Duration.ofMillis(300));
        time.advance(Duration.ofMillis(3500));
        assertThat(ticksAtMillis()).containsExactly(300L, 1300L, 2300L, 3300L);
    }

    @Test
    void beginsWithinASecondAndThenFindsItsGrid() {
        loop(Duration.ofHours(1)).start(Duration.ofMinutes(20).plusMillis(250));
        time.advance(Duration.ofMinutes(90));
        assertThat(ticksAtMillis())
                .containsExactly(
                        250L,
                        Duration.ofMinutes(20).plusMillis(250).toMillis(),
                        Duration.ofMinutes(80).plusMillis(250).toMillis());
    }

    @Test
    void loopsOfAboutTheSamePhaseTickTogether() {
        awaitWhole(STEP);
        loop(SECOND).start(Duration.ofMillis(300), STEP);
        time.advance(Duration.ofMillis(7));
        loop(SECOND).start(Duration.ofMillis(304), STEP);
        loop(SECOND).start(Duration.ofMillis(314), STEP);
        Instant started = time.wall();
        time.advance(Duration.ofSeconds(2));
        assertThat(ticks)
                .extracting(tick -> Duration.between(started, tick.at()).toMillis())
                .containsExactly(293L, 293L, 313L, 1293L, 1293L, 1313L);
    }

    @Test
    void aPointThatItsStepPutsBeforeTheStartIsNotWaitedFor() {
        awaitWhole(STEP);
        time.advance(Duration.ofMillis(7));
        Instant started = time.wall();
        loop(SECOND).start(Duration.ofMillis(2), STEP);
        time.advance(Duration.ofSeconds(2));
        assertThat(ticks)
                .extracting(tick -> Duration.between(started, tick.at()).toMillis())
                .containsExactly(1L, 993L, 1993L);
    }

    private void awaitWhole(Duration step) {
        time.advance(Duration.ofNanos(Math.floorMod(-time.nanos(), step.toNanos())));
    }

    @Test
    void neverOverlapsItselfAndComesBackToItsGrid() {
        List<Promise<Void>> attempts = new ArrayList<>();
        loop(SECOND, tick -> {
                    Promise<Void> attempt = Promise.promise();
                    attempts.add(attempt);
                    return attempt.future();
                })
                .start(Duration.ofMillis(100));
        time.advance(Duration.ofMillis(2700));
        assertThat(ticksAtMillis()).containsExactly(100L);

        attempts.get(0).complete();
        time.advance(Duration.ofMillis(1000));
        assertThat(ticksAtMillis()).containsExactly(100L, 3100L);
        assertThat(ticks.get(1).missed()).isEqualTo(2);
    }

    @Test
    void doesNotBurstAfterAStall() {
        loop(SECOND).start(Duration.ZERO);
        time.advance(Duration.ofMillis(1500));
        ticks.clear();
        time.pass(Duration.ofMillis(5200));
        time.advance(Duration.ofMillis(1600));
        assertThat(ticksAtMillis()).containsExactly(6700L, 7000L, 8000L);
        assertThat(ticks.get(0).late()).isEqualTo(Duration.ofMillis(4700));
        assertThat(ticks.get(1).missed()).isEqualTo(4);
        assertThat(ticks.get(2))
                .extracting(PollLoop.Tick::late, PollLoop.Tick::missed)
                .containsExactly(Duration.ZERO, 0L);
    }

    @Test
    void goesOnAfterAnAttemptThatFailsOrThrows() {
        loop(SECOND, tick -> {
                    if (ticks.size() == 1) {
                        throw new IllegalStateException("thrown by the test");
                    }
                    return Future.failedFuture(new IllegalStateException("failed by the test"));
                })
                .start(Duration.ofMillis(500));
        time.advance(Duration.ofSeconds(3));
        assertThat(ticks).hasSize(3);
    }

    @Test
    void keepsNoTimerAfterItWasStopped() {
        PollLoop loop = loop(SECOND);
        loop.start(Duration.ZERO);
        time.advance(SECOND);
        loop.stop();
        assertThat(time.timers()).isZero();
    }

    @Test
    void doesNotTickTwiceWhenItIsRestartedDuringAnAttempt() {
        List<Promise<Void>> attempts = new ArrayList<>();
        PollLoop loop = loop(SECOND, tick -> {
            Promise<Void> attempt = Promise.promise();
            attempts.add(attempt);
            return attempt.future();
        });
        loop.start(Duration.ofMillis(100));
        time.advance(Duration.ofMillis(200));
        loop.stop();
        loop.start(Duration.ofMillis(100));
        attempts.get(0).complete();
        assertThat(time.timers()).isEqualTo(1);
    }

    @Test
    void refusesToStartTwiceAndToPollWithoutAPeriod() {
        PollLoop loop = loop(SECOND);
        loop.start(Duration.ZERO);
        assertThatThrownBy(() -> loop.start(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> loop(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spreadsSimilarNamesOverThePeriodAndAlwaysInTheSameWay() {
        Map<Long, Long> clustersByTenth = IntStream.range(0, 334)
                .mapToObj(i -> PollLoop.phaseOf("cluster-" + i, SECOND).toMillis() / 100)
                .collect(Collectors.groupingBy(tenth -> tenth, Collectors.counting()));
        assertThat(clustersByTenth).hasSize(10);
        assertThat(clustersByTenth.values()).allMatch(count -> count >= 15 && count <= 55);
        assertThat(PollLoop.phaseOf("acme", SECOND)).isEqualTo(PollLoop.phaseOf("acme", SECOND));
    }
}
