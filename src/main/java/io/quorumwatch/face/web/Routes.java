package io.quorumwatch.face.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Some paths and who answers them. */
@FunctionalInterface
public interface Routes {

    /** Adds the paths to the router. Called once, when the face starts. */
    void mount(Router router);

    /** Adds a path that can be read: {@code GET} and {@code HEAD}; every other method is refused. */
    static void read(Router router, String path, Handler<RoutingContext> answering) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(answering);
        router.route(path)
                .handler(request -> Answer.methodNotAllowed("GET, HEAD").to(request.request()));
    }
}
