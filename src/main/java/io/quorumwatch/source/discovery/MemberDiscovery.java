package io.quorumwatch.source.discovery;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.DiscoverConfig;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the members of all clusters that say {@code discover} up to date. It hands out whole configurations, in which the members
 * that were found stand beside those that are configured, so that they go the way of any reload.
 *
 * <p>Its methods may be called from any thread once it is deployed.
 */
public final class MemberDiscovery extends VerticleBase {

    /** More lines about one change would only hide the others. */
    private static final int MOST_LINES = 20;

    /** A network file system that hangs must not take the workers of others along. */
    private static final int DISK_THREADS = 2;

    private static final Logger logger = LoggerFactory.getLogger(MemberDiscovery.class);

    private final Function<ClusterConfig, MemberTerms> terms;
    private final DiscoveryListener listener;
    private final DiscoverySettings settings;
    private final AgentClock clock;
    private final Map<String, Watched> clusters = new HashMap<>();
    private final ProblemLedger problems = new ProblemLedger();
    private @Nullable WorkerExecutor disk;
    private @Nullable Alarm patience;
    private @Nullable Promise<AgentConfig> first;
    private @Nullable AgentConfig configured;
    private @Nullable AgentConfig told;

    /** Sources outlive a reload that leaves what they depend on as it was, and so does what they have found. */
    private record Watched(DiscoverConfig config, String profile, ClusterSources sources) {}

    /**
     * @param terms what the profile of a cluster says about its members
     */
    public MemberDiscovery(
            Function<ClusterConfig, MemberTerms> terms,
            DiscoveryListener listener,
            DiscoverySettings settings,
            AgentClock clock) {
        this.terms = terms;
        this.listener = listener;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        disk = vertx.createSharedWorkerExecutor("quorumwatch-discovery", DISK_THREADS);
        patience = new Alarm(Timers.of(vertx), clock, this::settle);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        Objects.requireNonNull(patience).cancel();
        List<Future<Void>> stopping = new ArrayList<>();
        clusters.values().forEach(watched -> stopping.add(watched.sources().stop()));
        clusters.clear();
        return Future.join(stopping)
                .transform(stopped -> Objects.requireNonNull(disk).close());
    }

    /**
     * Looks for the members of these clusters from now on, and of no others.
     *
     * @return the configuration with all members that are known when every source has been asked once, or when the patience of the
     *     settings has run out; every later change is told to the listener
     */
    public Future<AgentConfig> watch(AgentConfig config) {
        return OnContext.run(context, () -> {
            settle();
            configured = config;
            told = null;
            Promise<AgentConfig> promise = Promise.promise();
            first = promise;
            Set<String> gone = new HashSet<>(clusters.keySet());
            for (ClusterConfig cluster : config.clusters()) {
                if (cluster.discover() != null) {
                    gone.remove(cluster.name());
                    watch(cluster, cluster.discover());
                }
            }
            gone.forEach(this::forget);
            problems.keepOnly(clusters.keySet());
            Objects.requireNonNull(patience).setIn(settings.firstWithin());
            review();
            return promise.future();
        });
    }

    /** What stands in the way at present, by cluster. */
    public Future<Map<String, List<DiscoveryProblem>>> problems() {
        return OnContext.run(context, () -> Future.succeededFuture(problems.standingByCluster()));
    }

    private void watch(ClusterConfig cluster, DiscoverConfig config) {
        Watched before = clusters.get(cluster.name());
        if (before != null && before.config().equals(config) && before.profile().equals(cluster.profile())) {
            return;
        }
        forget(cluster.name());
        ClusterSources sources = new ClusterSources(
                config, terms.apply(cluster), settings, vertx, Objects.requireNonNull(disk), clock, this::review);
        clusters.put(cluster.name(), new Watched(config, cluster.profile(), sources));
        sources.start();
    }

    private void forget(String cluster) {
        Watched gone = clusters.remove(cluster);
        if (gone != null) {
            gone.sources().stop().onFailure(failure -> logger.warn("discovery_stop_failed", failure));
        }
    }

    /** Something may have changed: says so when it has, unless somebody still waits for the first answers. */
    private void review() {
        if (first != null) {
            boolean asked = clusters.values().stream()
                    .allMatch(watched -> watched.sources().asked());
            if (asked) {
                settle();
            }
            return;
        }
        AgentConfig present = configured;
        if (present == null) {
            return;
        }
        AgentConfig found = found(present);
        if (!found.equals(told)) {
            told = found;
            listener.found(present, found);
        }
    }

    /** Whoever waits for the first answers gets what there is. */
    private void settle() {
        Promise<AgentConfig> waiting = first;
        AgentConfig present = configured;
        if (waiting == null || present == null) {
            return;
        }
        first = null;
        Objects.requireNonNull(patience).cancel();
        AgentConfig found = found(present);
        told = found;
        waiting.complete(found);
    }

    private AgentConfig found(AgentConfig present) {
        List<ClusterConfig> merged = new ArrayList<>();
        for (ClusterConfig cluster : present.clusters()) {
            Watched watched = clusters.get(cluster.name());
            if (watched == null) {
                merged.add(cluster);
                continue;
            }
            Found all = MemberMerge.of(cluster.members(), watched.sources().found());
            tell(cluster.name(), problems.now(cluster.name(), all.problems()));
            merged.add(cluster.withMembers(all.members()));
        }
        listener.noted(problems.standing(), problems.counted());
        return present.withClusters(merged);
    }

    private static void tell(String cluster, List<DiscoveryProblem> fresh) {
        fresh.stream()
                .limit(MOST_LINES)
                .forEach(problem -> logger.atWarn()
                        .addKeyValue("cluster_id", cluster)
                        .addKeyValue("source", problem.source())
                        .addKeyValue("reason", problem.reason().word())
                        .addKeyValue("error", problem.detail())
                        .log("discovery_failed"));
        if (fresh.size() > MOST_LINES) {
            logger.atWarn()
                    .addKeyValue("cluster_id", cluster)
                    .addKeyValue("problems", fresh.size())
                    .log("discovery_failed_often");
        }
    }
}
