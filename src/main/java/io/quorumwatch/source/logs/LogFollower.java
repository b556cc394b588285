package io.quorumwatch.source.logs;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads one log on and on. Goes on trying for ever when it cannot, and says so. Constructed without I/O; start, stop and all that it
 * says happen on the context that started it.
 */
interface LogFollower {

    /** Told what happens to the log, in its order. Must not block. */
    interface Listener {

        /** More of the log. A batch without lines may move the cursor. */
        void lines(LineBatch batch);

        /** It can be read from here on; said at most once until it is lost. */
        void followed();

        /** It cannot be read at present; said again only when the reason has changed. {@code error} is for people. */
        void lost(LossReason reason, String error);

        /** Lines were lost for good: what stood behind the cursor is not there any more. */
        void gap(String error);
    }

    /** Begins behind the cursor; without one at the log's present end. Called once. */
    void start(@Nullable String cursor);

    /** Ends; nothing is said any more from the call on. The future completes when files and processes are let go, and never fails. */
    Future<Void> stop();
}
