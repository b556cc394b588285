package io.quorumwatch.time;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * Work that belongs to a verticle, asked for from anywhere. Waiting for the context first and composing the work afterwards is not
 * the same: where the context is quicker than the caller, the caller's own thread would do it.
 */
public final class OnContext {

    private OnContext() {}

    /**
     * Does this work on the context. May be called from any thread.
     *
     * @return completes with the work; fails also when the work throws
     */
    public static <T> Future<T> run(Context context, Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(
                now -> Future.succeededFuture().compose(here -> work.get()).onComplete(done));
        return done.future();
    }
}
