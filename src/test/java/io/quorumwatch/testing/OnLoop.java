package io.quorumwatch.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Asks Vert.x clients from an event loop. A caller on another thread can lose what arrives between an answer's head and the question
 * for its body, or a close before its handler is set.
 */
public final class OnLoop {

    private OnLoop() {}

    /** Runs this on an event loop; the future completes with what it found. */
    public static <T> Future<T> ask(Vertx vertx, Supplier<Future<T>> asking) {
        Promise<T> answer = Promise.promise();
        vertx.getOrCreateContext().runOnContext(now -> asking.get().onComplete(answer));
        return answer.future();
    }
}
