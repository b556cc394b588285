package io.quorumwatch.simulate.demo;

import io.quorumwatch.simulate.Fault;
import io.quorumwatch.simulate.Scenario;
import io.quorumwatch.simulate.SimulatedCommittee;
import io.quorumwatch.time.OnContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A simulated committee in real time, each member on a port of 127.0.0.1. A killed member's port refuses and its connections close at once;
 * a restarted one listens on the same port again; a frozen one accepts and says nothing; a slow one drips.
 *
 * <p>Everything happens on one event loop, that of the caller of {@link #start} or one of its own. The methods may be called from any
 * thread. When the machine slept, the committee slept with it: it does not make up for more than a minute.
 */
public final class SimulatedMembers {

    private static final long TICK_MILLIS = 50;
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final SimulatedCommittee committee;
    private final InstantSource clock;
    private final Map<String, MemberServer> servers = new LinkedHashMap<>();
    private volatile DemoState state;
    private volatile Map<String, Integer> ports = Map.of();
    private @Nullable Context context;
    private Duration slept = Duration.ZERO;
    private long timer = -1;
    private boolean stopped;

    /** Nothing happens before {@link #start}. The committee must not be used by anybody else then. */
    public SimulatedMembers(Vertx vertx, SimulatedCommittee committee, InstantSource clock) {
        this.vertx = vertx;
        this.committee = committee;
        this.clock = clock;
        this.state = DemoState.of(committee);
        for (String member : committee.members()) {
            servers.put(member, new MemberServer(vertx, () -> committee.page(member, virtualTime())));
        }
    }

    /** Listens on all ports and lets time run. Fails when a port cannot be had. */
    public Future<Void> start() {
        context = vertx.getOrCreateContext();
        slept = Duration.between(committee.time(), clock.instant());
        return onLoop(() -> {
            List<Future<Void>> opened =
                    servers.values().stream().map(server -> server.want(true)).toList();
            return Future.all(opened).map(unused -> {
                Map<String, Integer> found = new LinkedHashMap<>();
                servers.forEach((member, server) -> found.put(member, server.port()));
                ports = Map.copyOf(found);
                tick();
                return null;
            });
        });
    }

    /** The port of each member; empty before {@link #start} is done, and the same for ever after. */
    public Map<String, Integer> ports() {
        return ports;
    }

    public List<String> members() {
        return committee.members();
    }

    /** What was true at the last tick, at most 50 ms ago. */
    public DemoState state() {
        return state;
    }

    /**
     * Does the fault to the members meant, see {@link SimulatedCommittee#targets}; the result is who was meant. Fails with the exceptions of
     * {@link SimulatedCommittee#inject}.
     */
    public Future<List<String>> inject(Fault fault, String... members) {
        return onLoop(() -> {
            advance();
            List<String> targets = committee.targets(fault, List.of(members));
            committee.inject(fault, targets.toArray(String[]::new));
            return follow().map(targets);
        });
    }

    /** Heals everything. */
    public Future<Void> heal() {
        return onLoop(() -> {
            advance();
            committee.heal();
            return follow();
        });
    }

    /** Plays the scenario from now on. */
    public Future<Void> play(Scenario scenario) {
        return onLoop(() -> {
            advance();
            committee.play(scenario);
            return Future.succeededFuture();
        });
    }

    /** Stops time and closes all ports. */
    public Future<Void> stop() {
        return onLoop(() -> {
            stopped = true;
            vertx.cancelTimer(timer);
            return Future.join(servers.values().stream()
                            .map(server -> server.want(false))
                            .toList())
                    .mapEmpty();
        });
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Context loop = context;
        if (loop == null) {
            return Future.failedFuture(new IllegalStateException("the simulated members have not been started"));
        }
        return OnContext.run(loop, work);
    }

    private void tick() {
        if (!stopped) {
            advance();
            // Time goes on for all while one waits for its port.
            var unused = follow();
            timer = vertx.setTimer(TICK_MILLIS, fired -> tick());
        }
    }

    private Instant virtualTime() {
        return clock.instant().minus(slept);
    }

    private void advance() {
        Duration step = Duration.between(committee.time(), virtualTime());
        if (step.compareTo(LONGEST_STEP) > 0) {
            slept = slept.plus(step);
        }
        committee.advanceTo(virtualTime());
    }

    /** Makes ports and state follow what is true now. */
    private Future<Void> follow() {
        state = DemoState.of(committee);
        List<Future<Void>> settled = new ArrayList<>();
        servers.forEach((member, server) ->
                settled.add(server.want(committee.truth(member).running() && !stopped)));
        return Future.join(settled).mapEmpty();
    }
}
