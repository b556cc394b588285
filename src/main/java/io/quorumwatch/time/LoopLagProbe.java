package io.quorumwatch.time;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Measures how late its event loop is, ten times a second. Deployed with as many instances as there are event loops, it sits on
 * each of them: Vert.x deals instances out in turn.
 */
public final class LoopLagProbe extends VerticleBase {

    private final AgentClock clock;
    private final LoopLag lag;
    private @Nullable PollLoop loop;

    public LoopLagProbe(AgentClock clock, LoopLag lag) {
        this.clock = clock;
        this.lag = lag;
    }

    @Override
    public Future<?> start() {
        loop = new PollLoop(Timers.of(vertx), clock, LoopLag.PROBE_EVERY, tick -> {
            lag.record(tick.late());
            return Future.succeededFuture();
        });
        loop.start(Duration.ZERO);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        if (loop != null) {
            loop.stop();
        }
        return Future.succeededFuture();
    }
}
