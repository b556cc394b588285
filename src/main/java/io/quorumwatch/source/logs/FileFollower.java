package io.quorumwatch.source.logs;

import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Follows a file. Looks every {@link #PERIOD}, since no notification tells of writes on every file system; a look that finds nothing
 * costs a few system calls. The file is read on a worker, a piece at a time, so a log of any speed costs a piece of memory.
 */
final class FileFollower implements LogFollower {

    static final Duration PERIOD = Duration.ofMillis(100);

    /** So much of one log is read before other logs have their turn. */
    private static final int MOST_PIECES = 16;

    /** Between the rename of a log and its creation there is none for a moment, and that is no loss. */
    private static final int LOOKS_WITHOUT_NAME = 10;

    private final WorkerExecutor worker;
    private final Path path;
    private final FollowState state;
    private final PollLoop loop;
    private @Nullable FileTail tail;
    private Future<Void> reading = Future.succeededFuture();
    private boolean stopped;
    private int withoutName;

    FileFollower(Vertx vertx, WorkerExecutor worker, AgentClock clock, Path path, Listener listener) {
        this.worker = worker;
        this.path = path;
        state = new FollowState(listener);
        loop = new PollLoop(Timers.of(vertx), clock, PERIOD, tick -> look());
    }

    @Override
    public void start(@Nullable String cursor) {
        tail = new FileTail(new LogDisk(), path, cursor);
        loop.start(PollLoop.phaseOf(path.toString(), PERIOD));
    }

    @Override
    public Future<Void> stop() {
        stopped = true;
        state.end();
        loop.stop();
        FileTail closing = tail;
        if (closing == null) {
            return Future.succeededFuture();
        }
        return reading.transform(read -> worker.executeBlocking(
                        () -> {
                            closing.close();
                            return null;
                        },
                        false))
                .transform(closed -> Future.succeededFuture());
    }

    private Future<?> look() {
        FileTail following = tail;
        if (following == null || stopped) {
            return Future.succeededFuture();
        }
        reading = read(following, 1);
        return reading;
    }

    private Future<Void> read(FileTail following, int pieces) {
        return worker.executeBlocking(following::read, false).transform(read -> {
            if (stopped) {
                return Future.succeededFuture();
            }
            if (read.failed()) {
                state.lost(reason(read.cause()), String.valueOf(read.cause().getMessage()));
                return Future.succeededFuture();
            }
            take(read.result());
            return read.result().more() && pieces < MOST_PIECES
                    ? read(following, pieces + 1)
                    : Future.succeededFuture();
        });
    }

    private void take(FileTail.Piece piece) {
        if (piece.gap() != null) {
            state.gap(piece.gap());
        }
        withoutName = piece.missing() ? withoutName + 1 : 0;
        if (withoutName >= LOOKS_WITHOUT_NAME) {
            state.lost(LossReason.MISSING, path + " was renamed or deleted");
        } else if (withoutName == 0) {
            state.followed();
        }
        state.lines(piece.batch());
    }

    private static LossReason reason(Throwable thrown) {
        if (thrown instanceof NoSuchFileException) {
            return LossReason.MISSING;
        }
        if (thrown instanceof AccessDeniedException) {
            return LossReason.DENIED;
        }
        if (thrown instanceof OpenLog.NotAFileException) {
            return LossReason.NOT_A_FILE;
        }
        if (thrown instanceof IOException) {
            return LossReason.UNREADABLE;
        }
        throw new IllegalStateException(thrown);
    }
}
