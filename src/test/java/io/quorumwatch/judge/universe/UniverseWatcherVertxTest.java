package io.quorumwatch.judge.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.Parameters;
import io.quorumwatch.testing.TestClusters;
import io.quorumwatch.time.SystemClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
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

/** The universe's judge on the bus. */
class UniverseWatcherVertxTest {

    private static final int BOUND_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Verdict> heard = new LinkedBlockingQueue<>();
    private final UniverseWatcher watcher = new UniverseWatcher(new SystemClock(), List.of(plan("acme"), plan("beta")));

    private static WatchPlan plan(String name) {
        ClusterConfig cluster = new ClusterConfig(
                name,
                "zipnet",
                Duration.ofSeconds(1),
                Duration.ofMillis(900),
                true,
                Parameters.NONE,
                Map.of(),
                TestClusters.of(name, "zipnet", Map.of(), "server-1").members(),
                null);
        return WatchPlan.of(cluster, Set.of("committee"), Map.of());
    }

    @BeforeEach
    void deploy() throws Exception {
        BusCodec.registerAll(vertx.eventBus());
        for (String cluster : List.of("acme", "beta", "gamma")) {
            vertx.eventBus().<Verdict>localConsumer(Addresses.verdict(cluster), message -> {
                if (message.body().concern() == Concern.UNIVERSE) {
                    heard.add(message.body());
                }
            });
        }
        assertThat(vertx.deployVerticle(watcher)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(BOUND_SECONDS, TimeUnit.SECONDS))
                .isNotEmpty();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    private void pages(String cluster) {
        Instant now = Instant.now();
        vertx.eventBus()
                .publish(
                        Addresses.verdict(cluster),
                        new Verdict(
                                cluster,
                                Concern.LEADER,
                                "leader-absent",
                                null,
                                VerdictState.FIRING,
                                VerdictState.PENDING,
                                Severity.PAGE,
                                now,
                                now,
                                "leader-absent",
                                Map.of()));
    }

    private Verdict next(Predicate<Verdict> which) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            Verdict verdict = heard.poll(left, TimeUnit.NANOSECONDS);
            if (verdict != null && which.test(verdict)) {
                return verdict;
            }
        }
        throw new AssertionError("not said within " + BOUND_SECONDS + " s");
    }

    @Test
    void saysOfEachClusterThatItIsHitWithTheOther() throws Exception {
        pages("acme");
        pages("beta");
        Verdict acme = next(verdict -> verdict.firing() && verdict.watched().equals("acme"));
        assertThat(acme.evidence()).containsEntry("clusters", List.of("acme", "beta"));
        assertThat(next(verdict -> verdict.firing() && verdict.watched().equals("beta"))
                        .severity())
                .isEqualTo(Severity.PAGE);
    }

    @Test
    void beatsForEveryClusterThatItJudges() throws Exception {
        assertThat(next(verdict -> verdict.watched().equals("acme")).state()).isEqualTo(VerdictState.UNKNOWN);
        assertThat(next(verdict -> verdict.watched().equals("beta")).state()).isEqualTo(VerdictState.UNKNOWN);
    }

    @Test
    void listensToClustersThatAReloadBrings() throws Exception {
        watcher.watch(List.of(plan("acme"), plan("gamma")))
                .toCompletionStage()
                .toCompletableFuture()
                .get(BOUND_SECONDS, TimeUnit.SECONDS);
        pages("gamma");
        pages("beta");
        pages("acme");
        Verdict acme = next(verdict -> verdict.firing() && verdict.watched().equals("acme"));
        assertThat(acme.evidence()).containsEntry("clusters", List.of("acme", "gamma"));
    }
}
