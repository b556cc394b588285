package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes all clusters. Each cluster is a verticle of its own under this one, so Vert.x deals the clusters out to all event loops,
 * while what belongs to one cluster stays on one loop and needs no lock. Many clusters are not begun all at once, see
 * {@link GentleStart}.
 */
public final class MemberScraper extends VerticleBase {

    /** A cluster that is being scraped. */
    private record Deployed(ClusterConfig cluster, ClusterScraper scraper, String deployment) {

        /** Whether nothing but the members is other than it was. */
        boolean onlyMembersDiffer(ClusterConfig wanted) {
            return cluster.withMembers(wanted.members()).equals(wanted);
        }
    }

    private final Function<ClusterConfig, LookReader> readers;
    private final Consumer<MemberReading> publisher;
    private final ScrapeObserver observer;
    private final ScrapeSettings settings;
    private final IntakePools pools;
    private final AgentClock clock;
    private final Map<String, Deployed> deployed = new HashMap<>();
    /** The changes that are under way; each waits for the one before. */
    private Future<Void> applied = Future.succeededFuture();

    private @Nullable GentleStart adding;

    /**
     * Scrapes nothing before {@link #apply}.
     *
     * @param readers makes the reader of a cluster; called once each time a cluster is added or replaced, on an event loop
     * @param publisher takes the reading of every look, on the event loop of its cluster, in the order of that cluster's looks
     * @param observer told of every look, likewise
     */
    public MemberScraper(
            Function<ClusterConfig, LookReader> readers,
            Consumer<MemberReading> publisher,
            ScrapeObserver observer,
            ScrapeSettings settings,
            AgentClock clock) {
        this.readers = readers;
        this.publisher = publisher;
        this.observer = observer;
        this.settings = settings;
        this.pools = new IntakePools(settings);
        this.clock = clock;
    }

    /**
     * Scrapes these clusters from now on. Clusters that are the same as before are not disturbed, and members that stay neither when
     * only the members of their cluster change; what was removed or changed has
     * closed its connections, and publishes nothing any more, when the future completes. May be called from any thread; calls take
     * effect in their order.
     *
     * @return fails when a cluster could not be started; the others are scraped all the same
     */
    public Future<Void> apply(List<ClusterConfig> clusters) {
        List<ClusterConfig> wanted = List.copyOf(clusters);
        return OnContext.run(context, () -> {
            applied = applied.transform(before -> change(wanted));
            return applied;
        });
    }

    private Future<Void> change(List<ClusterConfig> wanted) {
        List<Future<Void>> leaving = new ArrayList<>();
        for (Deployed present : List.copyOf(deployed.values())) {
            ClusterConfig next = wanted.stream()
                    .filter(present::onlyMembersDiffer)
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                leaving.add(remove(present));
            } else if (!next.equals(present.cluster())) {
                deployed.put(next.name(), new Deployed(next, present.scraper(), present.deployment()));
                leaving.add(present.scraper().change(next));
            }
        }
        return Future.join(leaving).transform(removed -> addMissing(wanted));
    }

    private Future<Void> addMissing(List<ClusterConfig> wanted) {
        List<Supplier<Future<Void>>> missing = new ArrayList<>();
        for (ClusterConfig cluster : wanted) {
            if (!deployed.containsKey(cluster.name())) {
                missing.add(() -> add(cluster));
            }
        }
        GentleStart starting = new GentleStart(Timers.of(vertx), clock);
        adding = starting;
        return starting.run(missing);
    }

    @Override
    public Future<?> stop() {
        if (adding != null) {
            adding.cancel();
        }
        return Future.succeededFuture();
    }

    private Future<Void> add(ClusterConfig cluster) {
        try {
            ReadingOutlet outlet = new ReadingOutlet(readers.apply(cluster), publisher, observer);
            ClusterScraper scraper = new ClusterScraper(cluster, outlet, pools, settings, clock);
            return vertx.deployVerticle(scraper)
                    .onSuccess(id -> deployed.put(cluster.name(), new Deployed(cluster, scraper, id)))
                    .mapEmpty();
        } catch (RuntimeException fault) {
            return Future.failedFuture(fault);
        }
    }

    private Future<Void> remove(Deployed leaving) {
        deployed.remove(leaving.cluster().name());
        return vertx.undeploy(leaving.deployment());
    }
}
