package io.quorumwatch.face.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.OnContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the ledger from the bus and writes pages of it, all on its own event loop. Once it is deployed, its methods may be called from
 * any thread.
 */
public final class MetricsBinder extends VerticleBase implements MetricsPages {

    private final MetricsLedger ledger;
    private final PrometheusMeterRegistry registry;
    private final AgentClock clock;
    private final Map<String, List<MessageConsumer<?>>> subscriptions = new HashMap<>();
    private Collection<WatchedCluster> watched;
    private volatile @Nullable PageQueue pages;

    /**
     * Subscribes to nothing before it is deployed.
     *
     * @param ledger belongs to the verticle from then on
     * @param watched what is watched at first
     * @param registry whose families follow the ledger's own
     * @param clock the time at which ages are counted, and how long a page takes
     */
    public MetricsBinder(
            MetricsLedger ledger,
            Collection<WatchedCluster> watched,
            PrometheusMeterRegistry registry,
            AgentClock clock) {
        this.ledger = ledger;
        this.watched = List.copyOf(watched);
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        EventBus bus = vertx.eventBus();
        var health = bus.<HealthReport>localConsumer(Addresses.HEALTH, message -> ledger.health(message.body()));
        var doubt = bus.<AgentDoubt>localConsumer(Addresses.DOUBT, message -> ledger.doubt(message.body()));
        var incidents = bus.<Incident>localConsumer(Addresses.INCIDENT, message -> count(message.body()));
        pages = new PageQueue(context, ledger, registry, clock);
        return Future.all(health.completion(), doubt.completion(), incidents.completion(), subscribe());
    }

    @Override
    public Future<?> stop() {
        PageQueue queue = pages;
        pages = null;
        if (queue != null) {
            queue.close();
        }
        return Future.succeededFuture();
    }

    /** Watches these clusters from now on, as after a reload; done when messages of new ones arrive. */
    public Future<Void> watch(Collection<WatchedCluster> changed) {
        return OnContext.run(context, () -> {
            watched = List.copyOf(changed);
            return subscribe();
        });
    }

    /** Lets the ledger take what does not come over the bus: loop lag, reloads, notifications. */
    public void feed(Consumer<MetricsLedger> change) {
        context.runOnContext(now -> change.accept(ledger));
    }

    @Override
    public Future<Buffer> page(MetricsFormat format, boolean gzip) {
        PageQueue queue = pages;
        if (queue == null) {
            return Future.failedFuture(new Unavailable());
        }
        Promise<Buffer> page = Promise.promise();
        Context caller = vertx.getOrCreateContext();
        context.runOnContext(
                now -> queue.ask(format, gzip).onComplete(result -> caller.runOnContext(then -> page.handle(result))));
        return page.future();
    }

    /** A cluster has one open incident or none. */
    private void count(Incident incident) {
        Map<Severity, Integer> open = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            open.put(severity, severity == incident.severity() && !incident.resolved() ? 1 : 0);
        }
        ledger.incidentsOpen(incident.watched(), open);
    }

    private Future<Void> subscribe() {
        ledger.expect(watched);
        for (WatchedCluster cluster : watched) {
            if (!subscriptions.containsKey(cluster.name())) {
                ledger.incidentsOpen(cluster.name(), Map.of(Severity.PAGE, 0));
            }
        }
        List<Future<?>> changes = new ArrayList<>();
        Set<String> gone = new HashSet<>(subscriptions.keySet());
        for (WatchedCluster cluster : watched) {
            gone.remove(cluster.name());
            subscriptions
                    .computeIfAbsent(cluster.name(), this::consumers)
                    .forEach(consumer -> changes.add(consumer.completion()));
        }
        for (String cluster : gone) {
            subscriptions.getOrDefault(cluster, List.of()).forEach(consumer -> changes.add(consumer.unregister()));
            subscriptions.remove(cluster);
        }
        return Future.all(changes).mapEmpty();
    }

    private List<MessageConsumer<?>> consumers(String cluster) {
        EventBus bus = vertx.eventBus();
        return List.of(
                bus.<MemberReading>localConsumer(Addresses.reading(cluster), message -> ledger.reading(message.body())),
                bus.<Verdict>localConsumer(Addresses.verdict(cluster), message -> ledger.verdict(message.body())));
    }
}
