package io.quorumwatch.face.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** {@code /health} and its drill-downs: of a cluster, of the agent, and of one component. */
final class HealthRoutes implements Routes {

    private final HealthPages pages;

    HealthRoutes(HealthPages pages) {
        this.pages = pages;
    }

    @Override
    public void mount(Router router) {
        Routes.read(router, "/health", request -> Answer.whenThere(pages.aggregate(Answer.pretty(request)), request));
        Routes.read(
                router,
                "/health/:cluster",
                request -> answer(request, pages.cluster(request.pathParam("cluster"), Answer.pretty(request))));
        Routes.read(
                router,
                "/health/:cluster/:component",
                request -> answer(
                        request,
                        pages.component(
                                request.pathParam("cluster"), request.pathParam("component"), Answer.pretty(request))));
    }

    private static void answer(RoutingContext request, @Nullable Answer answer) {
        Answer known = answer == null
                ? Answer.refusal(404, "there is no such component", "GET /health lists them under components")
                : answer;
        known.to(request.request());
    }
}
