package io.quorumwatch.judge.universe;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches universes: listens to the verdicts on all clusters that share one, and says with the same verdicts' address when several are hit at
 * once. What changes with time alone, the end of the calm, is said with the heartbeat.
 */
public final class UniverseWatcher extends VerticleBase {

    private final AgentClock clock;
    private final UniversePanel panel;
    private final Map<String, MessageConsumer<Verdict>> ears = new HashMap<>();
    private @Nullable PollLoop heartbeat;
    private @Nullable MessageConsumer<AgentDoubt> doubts;

    /**
     * @param plans all clusters; those that are alone in their universe are not judged
     */
    public UniverseWatcher(AgentClock clock, List<WatchPlan> plans) {
        this.clock = clock;
        this.panel = new UniversePanel(plans);
    }

    @Override
    public Future<?> start() {
        heartbeat = new PollLoop(Timers.of(vertx), clock, ConcernWatcher.HEARTBEAT, tick -> {
            publish(panel.heartbeat(clock.wall()));
            return Future.succeededFuture();
        });
        heartbeat.start(PollLoop.phaseOf(getClass().getSimpleName(), ConcernWatcher.HEARTBEAT));
        doubts = vertx.eventBus().localConsumer(Addresses.DOUBT, message -> {
            panel.doubt(message.body());
            publish(panel.tick(clock.wall()));
        });
        return listen();
    }

    @Override
    public Future<?> stop() {
        if (heartbeat != null) {
            heartbeat.stop();
        }
        List<Future<Void>> closing = new ArrayList<>();
        ears.values().forEach(ear -> closing.add(ear.unregister()));
        ears.clear();
        if (doubts != null) {
            closing.add(doubts.unregister());
        }
        return Future.join(closing);
    }

    /** Judges these clusters from now on. May be called from any thread. */
    public Future<Void> watch(List<WatchPlan> plans) {
        return OnContext.run(context, () -> {
            panel.watch(plans);
            return listen();
        });
    }

    /** Has an ear at exactly the judged clusters. */
    private Future<Void> listen() {
        List<String> clusters = panel.clusters();
        List<Future<Void>> leaving = new ArrayList<>();
        ears.entrySet().removeIf(ear -> {
            boolean leaves = !clusters.contains(ear.getKey());
            if (leaves) {
                leaving.add(ear.getValue().unregister());
            }
            return leaves;
        });
        for (String cluster : clusters) {
            ears.computeIfAbsent(
                    cluster,
                    name -> vertx.eventBus()
                            .localConsumer(Addresses.verdict(name), message -> publish(panel.hear(message.body()))));
        }
        return Future.join(leaving).mapEmpty();
    }

    private void publish(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            vertx.eventBus().publish(Addresses.verdict(verdict.watched()), verdict);
        }
    }
}
