package io.quorumwatch.face.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** How routes are declared here: everything that can be read can also be asked with HEAD. */
final class Routes {

    private Routes() {}

    /** Answers GET and HEAD of this path. */
    static void get(Router router, String path, Handler<RoutingContext> handler) {
        Route route = router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
        var unused = route.handler(handler);
    }
}
