package io.quorumwatch.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.AgentDoubt;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TimeVertxTest {

    @Test
    void ticksOnTheContextThatStartedIt(Vertx vertx) throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch ticks = new CountDownLatch(3);
        PollLoop loop = new PollLoop(Timers.of(vertx), new SystemClock(), Duration.ofMillis(5), tick -> {
            threads.add(Thread.currentThread());
            ticks.countDown();
            return Future.succeededFuture();
        });
        vertx.getOrCreateContext().runOnContext(v -> loop.start(Duration.ZERO));
        assertThat(ticks.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(threads).hasSize(1);
    }

    @Test
    void everyEventLoopIsProbed(Vertx vertx) throws Exception {
        LoopLag lag = new LoopLag(2);
        String deployment = vertx.deployVerticle(
                        () -> new LoopLagProbe(new SystemClock(), lag), new DeploymentOptions().setInstances(2))
                .await(10, TimeUnit.SECONDS);
        CountDownLatch sampled = new CountDownLatch(1);
        vertx.setPeriodic(10, id -> {
            if (lag.snapshot().samples() >= 4) {
                sampled.countDown();
            }
        });
        assertThat(sampled.await(10, TimeUnit.SECONDS)).isTrue();
        vertx.undeploy(deployment).await(10, TimeUnit.SECONDS);
    }

    @Test
    void aJumpOfTheClockIsTold(Vertx vertx) throws Exception {
        AtomicInteger reads = new AtomicInteger();
        AgentClock jumping = new AgentClock() {
            @Override
            public Instant wall() {
                return Instant.EPOCH.plusSeconds(reads.incrementAndGet() < 3 ? 0 : 3600);
            }

            @Override
            public long nanos() {
                return 0;
            }
        };
        Promise<AgentDoubt> told = Promise.promise();
        String deployment =
                vertx.deployVerticle(new PauseWatch(jumping, told::tryComplete)).await(10, TimeUnit.SECONDS);
        assertThat(told.future().await(10, TimeUnit.SECONDS).reason()).isEqualTo("clock-jumped");
        vertx.undeploy(deployment).await(10, TimeUnit.SECONDS);
    }
}
