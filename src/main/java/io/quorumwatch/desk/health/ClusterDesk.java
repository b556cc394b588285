package io.quorumwatch.desk.health;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Listens to all readings and verdicts, keeps a {@link ClusterLedger} for each cluster, and shows their views.
 *
 * <p>Views are at most {@link #LATENESS} behind; only those of clusters about which something was said are made anew. Its methods
 * may be called from any thread once it is deployed.
 */
public final class ClusterDesk extends VerticleBase {

    static final Duration LATENESS = Duration.ofMillis(100);

    private final ClusterViews views;
    private final AgentClock clock;
    private final Map<String, Watched> clusters = new HashMap<>();
    private final SortedMap<String, ClusterView> shown = new TreeMap<>();
    private final Set<String> stale = new HashSet<>();
    private @Nullable Alarm soon;

    /**
     * @param views where the views are shown
     */
    public ClusterDesk(ClusterViews views, AgentClock clock) {
        this.views = views;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        BusCodec.registerAll(vertx.eventBus());
        soon = new Alarm(Timers.of(vertx), clock, this::show);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        if (soon != null) {
            soon.cancel();
        }
        return Future.succeededFuture();
    }

    /**
     * Watches exactly these clusters from now on, whatever was watched before; what is known of those that stay stays known.
     *
     * @return when everything that is said from then on is heard
     */
    public Future<Void> watch(Collection<ClusterConfig> watched) {
        return OnContext.run(context, () -> rewatch(watched));
    }

    private Future<Void> rewatch(Collection<ClusterConfig> watched) {
        Set<String> names = watched.stream().map(ClusterConfig::name).collect(Collectors.toUnmodifiableSet());
        clusters.keySet().stream()
                .filter(name -> !names.contains(name))
                .toList()
                .forEach(this::forget);
        List<Future<?>> heard = new ArrayList<>();
        for (ClusterConfig cluster : watched) {
            heard.add(clusters.computeIfAbsent(cluster.name(), name -> new Watched(cluster))
                    .configure(cluster));
        }
        stale.addAll(names);
        show();
        return Future.join(heard).mapEmpty();
    }

    private void forget(String name) {
        Objects.requireNonNull(clusters.remove(name)).unregister();
        shown.remove(name);
        stale.remove(name);
    }

    private void heard(String name) {
        if (stale.isEmpty() && soon != null) {
            soon.setIn(LATENESS);
        }
        stale.add(name);
    }

    private void show() {
        for (String name : stale) {
            shown.put(name, Objects.requireNonNull(clusters.get(name)).ledger.view(clock.wall()));
        }
        stale.clear();
        views.show(shown);
    }

    /** One cluster's ledger and what feeds it. */
    private final class Watched {

        private final ClusterLedger ledger;
        private final MessageConsumer<MemberReading> readings;
        private final MessageConsumer<Verdict> verdicts;

        Watched(ClusterConfig cluster) {
            ledger = new ClusterLedger(cluster, clock.wall());
            EventBus bus = vertx.eventBus();
            readings = bus.localConsumer(Addresses.reading(cluster.name()), reading -> {
                ledger.hear(reading.body());
                heard(cluster.name());
            });
            verdicts = bus.localConsumer(Addresses.verdict(cluster.name()), verdict -> {
                ledger.hear(verdict.body());
                heard(cluster.name());
            });
        }

        Future<?> configure(ClusterConfig cluster) {
            ledger.configure(cluster);
            return Future.join(readings.completion(), verdicts.completion());
        }

        void unregister() {
            readings.unregister();
            verdicts.unregister();
        }
    }
}
