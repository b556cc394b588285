package io.quorumwatch.source.logs;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every log goes on. Set from any thread at any rate; saved when {@link #save} is called, and only when something has changed.
 * A file that cannot be read or written is warned about, and then does without.
 */
final class Cursors {

    private static final Logger logger = LoggerFactory.getLogger(Cursors.class);

    /** A member that discovery does not find for a while comes back to where its log was left. */
    static final Duration KEPT_WITHOUT_LOG = Duration.ofDays(1);

    private final @Nullable CursorFile file;
    private final Map<String, String> cursors = new ConcurrentHashMap<>();
    private final Map<String, Duration> withoutLog = new HashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private Future<Void> saving = Future.succeededFuture();

    /** @param directory where they are kept; null keeps them in memory only */
    Cursors(@Nullable Path directory) {
        file = directory == null ? null : new CursorFile(directory);
    }

    Future<Void> load(WorkerExecutor worker) {
        CursorFile from = file;
        if (from == null) {
            return Future.succeededFuture();
        }
        return worker.executeBlocking(from::read, true).transform(read -> {
            if (read.succeeded()) {
                cursors.putAll(read.result());
            } else {
                warn("cursors_ignored", read.cause());
            }
            return Future.succeededFuture();
        });
    }

    @Nullable
    String get(String log) {
        return cursors.get(log);
    }

    void put(String log, String cursor) {
        if (!cursor.equals(cursors.put(log, cursor))) {
            changed.set(true);
        }
    }

    /**
     * Forgets the others that have not been among them for {@link #KEPT_WITHOUT_LOG}. To be called from one context only.
     *
     * @param logs the logs that are followed
     * @param now the time since some fixed moment
     */
    void retain(Set<String> logs, Duration now) {
        withoutLog.keySet().removeAll(logs);
        for (String log : List.copyOf(cursors.keySet())) {
            if (!logs.contains(log)
                    && now.minus(withoutLog.computeIfAbsent(log, first -> now)).compareTo(KEPT_WITHOUT_LOG) >= 0) {
                cursors.remove(log);
                withoutLog.remove(log);
                changed.set(true);
            }
        }
    }

    /**
     * Saves them if they have changed; never fails. Done when they are saved as they were at the call, by whichever call. To be called
     * from one context only.
     */
    Future<Void> save(WorkerExecutor worker) {
        CursorFile to = file;
        if (to != null && changed.getAndSet(false)) {
            // One after the other, so the last one is done when all are.
            saving = write(to, worker);
        }
        return saving;
    }

    private Future<Void> write(CursorFile to, WorkerExecutor worker) {
        return worker.<Void>executeBlocking(
                        () -> {
                            to.write(cursors);
                            return null;
                        },
                        true)
                .transform(written -> {
                    if (written.succeeded()) {
                        failing.set(false);
                    } else {
                        changed.set(true);
                        if (!failing.getAndSet(true)) {
                            warn("cursors_unwritable", written.cause());
                        }
                    }
                    return Future.succeededFuture();
                });
    }

    /** Saves them, and lets other agents write. Never fails. To be called from one context only, and last. */
    Future<Void> close(WorkerExecutor worker) {
        CursorFile closing = file;
        return closing == null
                ? Future.succeededFuture()
                : save(worker)
                        .compose(saved -> worker.<Void>executeBlocking(
                                () -> {
                                    closing.close();
                                    return null;
                                },
                                true))
                        .otherwiseEmpty();
    }

    private static void warn(String event, Throwable cause) {
        logger.atWarn().addKeyValue("error", String.valueOf(cause)).log(event);
    }
}
