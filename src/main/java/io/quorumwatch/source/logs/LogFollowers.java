package io.quorumwatch.source.logs;

import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows the logs of all clusters. Each cluster is a verticle of its own under this one, as in scraping. Cursors are saved once a
 * second and at the end: after a stop nothing is read twice, after a crash at most the last second.
 */
public final class LogFollowers extends VerticleBase {

    static final String WORKERS = "quorumwatch-logs";

    /** A file system that hangs takes its readers with it, but nobody else's. */
    static final int WORKER_THREADS = 4;

    private static final Duration SAVED_EVERY = Duration.ofSeconds(1);

    /** A cluster that is being followed. */
    private record Deployed(ClusterConfig cluster, ClusterLogs logs, String deployment) {}

    private final Function<ClusterConfig, EventReader> readers;
    private final Consumer<LogEvent> publisher;
    private final LogSettings settings;
    private final AgentClock clock;
    private final Cursors cursors;
    private final LogTally tally = new LogTally();
    private final Map<String, Deployed> deployed = new ConcurrentHashMap<>();
    private Future<Void> applied = Future.succeededFuture();
    private @Nullable WorkerExecutor worker;
    private @Nullable PollLoop saving;

    /**
     * Follows nothing before {@link #apply}.
     *
     * @param readers makes the reader of a cluster, on an event loop, when it is added or has another profile
     * @param publisher takes the events of each cluster on the event loop of that cluster, those of one log in its order
     */
    public LogFollowers(
            Function<ClusterConfig, EventReader> readers,
            Consumer<LogEvent> publisher,
            LogSettings settings,
            AgentClock clock) {
        this.readers = readers;
        this.publisher = publisher;
        this.settings = settings;
        this.clock = clock;
        cursors = new Cursors(settings.cursors());
    }

    @Override
    public Future<?> start() {
        WorkerExecutor disk = vertx.createSharedWorkerExecutor(WORKERS, WORKER_THREADS);
        worker = disk;
        saving = new PollLoop(Timers.of(vertx), clock, SAVED_EVERY, tick -> cursors.save(disk));
        saving.start(Duration.ZERO);
        return cursors.load(disk);
    }

    @Override
    public Future<?> stop() {
        if (saving != null) {
            saving.stop();
        }
        // The clusters have been undeployed before, so every cursor stands where its reader has stopped.
        WorkerExecutor disk = worker;
        return disk == null ? Future.succeededFuture() : cursors.close(disk).transform(closed -> disk.close());
    }

    /** What has come of all logs so far. May be called from any thread. */
    public LogTally.Sum sum() {
        return tally.sum();
    }

    /** Where the log of this member is pushed in; null when it is not known. May be called from any thread. */
    public @Nullable PushDoor door(String cluster, String member) {
        Deployed following = deployed.get(cluster);
        return following == null ? null : following.logs().door(member);
    }

    /**
     * Follows the logs of these clusters from now on. Logs that are the same as before go on undisturbed. May be called from any
     * thread; calls take effect in their order.
     */
    public Future<Void> apply(List<ClusterConfig> clusters) {
        List<ClusterConfig> wanted = List.copyOf(clusters);
        return OnContext.run(context, () -> {
            applied = applied.transform(before -> change(wanted));
            return applied;
        });
    }

    private Future<Void> change(List<ClusterConfig> wanted) {
        Set<String> names = new HashSet<>();
        Set<String> logs = new HashSet<>();
        for (ClusterConfig cluster : wanted) {
            names.add(cluster.name());
            for (MemberConfig member : cluster.members()) {
                if (member.logs() != null) {
                    logs.add(MemberLog.cursorKey(cluster.name(), member.name(), member.logs()));
                }
            }
        }
        List<Future<Void>> changes = new ArrayList<>();
        deployed.values().stream()
                .filter(present -> !names.contains(present.cluster().name()))
                .toList()
                .forEach(leaving -> changes.add(remove(leaving)));
        wanted.forEach(cluster -> changes.add(put(cluster)));
        return Future.join(changes)
                .<Void>mapEmpty()
                .onComplete(changed -> cursors.retain(logs, Duration.ofNanos(clock.nanos())));
    }

    private Future<Void> put(ClusterConfig cluster) {
        Deployed present = deployed.get(cluster.name());
        if (present == null) {
            ClusterLogs logs = new ClusterLogs(
                    cluster,
                    readers,
                    reading -> new MemberLog.Outlet(reading::reader, publisher, cursors, tally),
                    settings,
                    clock);
            return vertx.deployVerticle(logs)
                    .onSuccess(id -> deployed.put(cluster.name(), new Deployed(cluster, logs, id)))
                    .mapEmpty();
        }
        if (present.cluster().equals(cluster)) {
            return Future.succeededFuture();
        }
        deployed.put(cluster.name(), new Deployed(cluster, present.logs(), present.deployment()));
        return present.logs().change(cluster);
    }

    private Future<Void> remove(Deployed leaving) {
        deployed.remove(leaving.cluster().name());
        return vertx.undeploy(leaving.deployment());
    }
}
