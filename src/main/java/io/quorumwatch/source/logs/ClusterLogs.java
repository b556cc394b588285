package io.quorumwatch.source.logs;

import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.LogSource;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows the logs of one cluster's members, and reads what is pushed for them. All of it happens on one event loop, without locks. */
final class ClusterLogs extends VerticleBase {

    /** A file system that hangs must not hold up the end of the agent. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Function<ClusterConfig, EventReader> readers;
    private final Function<ClusterLogs, MemberLog.Outlet> outlets;
    private final LogSettings settings;
    private final AgentClock clock;
    private final PushQueue pushes = new PushQueue(this::wake);
    private final Map<String, Followed> logs = new HashMap<>();
    private volatile Map<String, PushDoor> doors = Map.of();
    private ClusterConfig cluster;
    private @Nullable EventReader reader;
    private @Nullable FollowerKinds kinds;

    /** A log that is followed; without a follower it is pushed. */
    private record Followed(
            MemberConfig member,
            MemberLog log,
            FollowState state,
            @Nullable LogFollower follower) {}

    ClusterLogs(
            ClusterConfig cluster,
            Function<ClusterConfig, EventReader> readers,
            Function<ClusterLogs, MemberLog.Outlet> outlets,
            LogSettings settings,
            AgentClock clock) {
        this.cluster = cluster;
        this.readers = readers;
        this.outlets = outlets;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor(LogFollowers.WORKERS, LogFollowers.WORKER_THREADS);
        kinds = new FollowerKinds(vertx, worker, clock, settings.journalProgram());
        reader = readers.apply(cluster);
        follow();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        doors = Map.of();
        pushes.close();
        List<Future<Void>> stopping = new ArrayList<>();
        List.copyOf(logs.values()).forEach(log -> stopping.add(stop(log)));
        return within(stopping)
                .transform(stopped -> Objects.requireNonNull(kinds).close());
    }

    /** Done when all are, or when a file system that hangs has been waited for long enough. */
    private Future<Void> within(List<Future<Void>> stopping) {
        Promise<Void> over = Promise.promise();
        Alarm tooLong = new Alarm(Timers.of(vertx), clock, over::tryComplete);
        tooLong.setIn(LONGEST_STOP);
        Future.join(stopping).onComplete(stopped -> over.tryComplete());
        return over.future().onComplete(stopped -> tooLong.cancel());
    }

    EventReader reader() {
        return Objects.requireNonNull(reader);
    }

    /** Where this member's log is pushed in; null when there is no such member. May be called from any thread. */
    @Nullable
    PushDoor door(String member) {
        return doors.get(member);
    }

    /** Another configuration of the same cluster: logs that are the same go on undisturbed. May be called from any thread. */
    Future<Void> change(ClusterConfig changed) {
        return OnContext.run(context, () -> {
            if (changed.profile().equals(cluster.profile())) {
                reader().change(changed);
            } else {
                reader = readers.apply(changed);
            }
            cluster = changed;
            List<Future<Void>> stopping = new ArrayList<>();
            for (Followed log : List.copyOf(logs.values())) {
                if (changed.members().stream().noneMatch(member -> same(member, log.member()))) {
                    stopping.add(stop(log));
                }
            }
            return within(stopping).transform(stopped -> {
                follow();
                return Future.succeededFuture();
            });
        });
    }

    private static boolean same(MemberConfig one, MemberConfig other) {
        return one.name().equals(other.name())
                && one.role().equals(other.role())
                && Objects.equals(one.logs(), other.logs());
    }

    private void follow() {
        MemberLog.Outlet outlet = outlets.apply(this);
        Map<String, PushDoor> open = new HashMap<>();
        for (MemberConfig member : cluster.members()) {
            LogSource source = member.logs();
            String token = source == null ? null : source.settings().get("token-file");
            open.put(member.name(), new PushDoor(member.name(), token == null ? null : Path.of(token), pushes));
            if (source != null && !logs.containsKey(member.name())) {
                MemberLog log = new MemberLog(cluster.name(), member, source, outlet, clock);
                LogFollower follower = Objects.requireNonNull(kinds).follower(source, log);
                logs.put(member.name(), new Followed(member, log, new FollowState(log), follower));
                if (follower != null) {
                    follower.start(outlet.cursors().get(log.cursorKey()));
                }
            }
        }
        doors = Map.copyOf(open);
    }

    private Future<Void> stop(Followed leaving) {
        logs.remove(leaving.member().name());
        leaving.log().gone();
        return leaving.follower() == null
                ? Future.succeededFuture()
                : leaving.follower().stop();
    }

    private void wake(PushQueue queue) {
        context.runOnContext(now -> readPushed(queue));
    }

    /** One batch at a time, so that followers have their turn between them. */
    private void readPushed(PushQueue queue) {
        PushQueue.Pushed pushed = queue.poll();
        if (pushed == null) {
            return;
        }
        Followed log = logs.get(pushed.member());
        boolean reads = log != null && log.follower() == null;
        if (log != null && reads) {
            log.state().followed();
            log.state().lines(pushed.batch());
        }
        pushed.read().accept(reads);
        wake(queue);
    }
}
