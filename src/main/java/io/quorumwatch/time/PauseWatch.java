package io.quorumwatch.time;

import io.quorumwatch.bus.AgentDoubt;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the {@link PauseDetector} ten times a second and tells of every doubt that arises. After a pause its timer is the most
 * overdue one of its event loop, so the doubt comes before the readings of that loop's next tick.
 */
public final class PauseWatch extends VerticleBase {

    private static final Duration PERIOD = Duration.ofMillis(100);

    private final AgentClock clock;
    private final Consumer<AgentDoubt> tell;
    private final PauseDetector detector;
    private @Nullable PollLoop loop;

    /**
     * @param tell told of every doubt, on this verticle's event loop
     */
    public PauseWatch(AgentClock clock, Consumer<AgentDoubt> tell) {
        this.clock = clock;
        this.tell = tell;
        this.detector = new PauseDetector(PERIOD);
    }

    @Override
    public Future<?> start() {
        loop = new PollLoop(Timers.of(vertx), clock, PERIOD, this::observe);
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

    private Future<?> observe(PollLoop.Tick tick) {
        AgentDoubt doubt = detector.observe(tick.at(), clock.nanos());
        if (doubt != null) {
            tell.accept(doubt);
        }
        return Future.succeededFuture();
    }
}
