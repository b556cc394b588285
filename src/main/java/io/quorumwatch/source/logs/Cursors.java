package io.quorumwatch.source.logs;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
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

    private final @Nullable Path directory;
    private final Map<String, String> cursors = new ConcurrentHashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();

    /** @param directory where they are kept; null keeps them in memory only */
    Cursors(@Nullable Path directory) {
        this.directory = directory;
    }

    Future<Void> load(WorkerExecutor worker) {
        Path from = directory;
        if (from == null) {
            return Future.succeededFuture();
        }
        return worker.executeBlocking(() -> CursorFile.read(from), false).transform(read -> {
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

    /** Forgets all others. */
    void retain(Set<String> logs) {
        if (cursors.keySet().retainAll(logs)) {
            changed.set(true);
        }
    }

    /** Saves them if they have changed; never fails. */
    Future<Void> save(WorkerExecutor worker) {
        Path to = directory;
        if (to == null || !changed.getAndSet(false)) {
            return Future.succeededFuture();
        }
        return worker.<Void>executeBlocking(
                        () -> {
                            CursorFile.write(to, cursors);
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

    private static void warn(String event, Throwable cause) {
        logger.atWarn().addKeyValue("error", String.valueOf(cause)).log(event);
    }
}
