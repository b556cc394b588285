package io.quorumwatch.judge.watcher;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernJudge;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches the agent itself; its verdicts go out under the name {@value WatchPlan#AGENT}. */
public final class SelfWatcher extends VerticleBase {

    private final AgentClock clock;
    private final SelfRules rules = new SelfRules();
    private final ConcernJudge judge = new ConcernJudge(WatchPlan.ofAgent(), rules);
    private @Nullable Alarm alarm;
    private @Nullable PollLoop heartbeat;
    private @Nullable MessageConsumer<AgentDoubt> doubts;

    public SelfWatcher(AgentClock clock) {
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        Timers timers = Timers.of(vertx);
        alarm = new Alarm(timers, clock, this::judge);
        heartbeat = new PollLoop(timers, clock, ConcernWatcher.HEARTBEAT, tick -> {
            publish(judge.heartbeat(clock.wall()));
            return Future.succeededFuture();
        });
        heartbeat.start(PollLoop.phaseOf(getClass().getSimpleName(), ConcernWatcher.HEARTBEAT));
        doubts = vertx.eventBus().localConsumer(Addresses.DOUBT, message -> {
            rules.doubt(message.body());
            judge();
        });
        judge();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        if (alarm != null) {
            alarm.cancel();
        }
        if (heartbeat != null) {
            heartbeat.stop();
        }
        return doubts == null ? Future.succeededFuture() : doubts.unregister();
    }

    /** A new configuration was refused, for this reason. May be called from any thread. */
    public void reloadFailed(String why) {
        context.runOnContext(ignored -> {
            rules.reloadFailed(clock.wall(), why);
            judge();
        });
    }

    /** A new configuration was accepted. May be called from any thread. */
    public void reloaded() {
        context.runOnContext(ignored -> {
            rules.reloaded();
            judge();
        });
    }

    private void judge() {
        Instant now = clock.wall();
        publish(judge.judge(now));
        Instant next = judge.nextChange(now);
        if (alarm != null && !next.equals(Instant.MAX)) {
            alarm.set(next);
        }
    }

    private void publish(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            vertx.eventBus().publish(Addresses.verdict(verdict.watched()), verdict);
        }
    }
}
