package io.quorumwatch;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** What has been started, to be stopped in reverse. Used on one context only. */
final class Deployments {

    private final Supplier<Vertx> vertx;
    private final Deque<String> started = new ArrayDeque<>();

    /** To be started with this Vert.x, which need not be there yet. */
    Deployments(Supplier<Vertx> vertx) {
        this.vertx = vertx;
    }

    Future<Void> start(Deployable verticle) {
        return vertx.get().deployVerticle(verticle).map(id -> {
            started.push(id);
            return null;
        });
    }

    /** One after the other. */
    Future<Void> startInOrder(List<? extends Deployable> verticles) {
        Future<Void> all = Future.succeededFuture();
        for (Deployable verticle : verticles) {
            all = all.compose(before -> start(verticle));
        }
        return all;
    }

    /** All at once: none of them needs another. */
    Future<Void> startTogether(List<? extends Deployable> verticles) {
        List<Future<Void>> all = new ArrayList<>();
        verticles.forEach(verticle -> all.add(start(verticle)));
        return Future.all(all).mapEmpty();
    }

    /** Stops everything, the last first; what cannot be stopped keeps nothing else from it. */
    Future<Void> stop() {
        Future<Void> stopped = Future.succeededFuture();
        for (String id : started) {
            stopped = stopped.transform(before -> vertx.get().undeploy(id));
        }
        started.clear();
        return stopped;
    }
}
