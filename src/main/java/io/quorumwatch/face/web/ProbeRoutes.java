package io.quorumwatch.face.web;

import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;

/** {@code /livez} and {@code /readyz}: about the agent, never about how the clusters are. */
final class ProbeRoutes implements Routes {

    /** That this is answered at all is what it says. As it stands: what writes JSON is loaded later, and this is asked for first. */
    static final Answer ALIVE = Answer.json(200, Buffer.buffer("{\"status\":\"alive\"}"));

    private final ClusterViews views;
    private final AgentClock clock;
    private boolean shuttingDown;

    ProbeRoutes(ClusterViews views, AgentClock clock) {
        this.views = views;
        this.clock = clock;
    }

    /** From now on the agent is not ready, but alive. */
    void shutDown() {
        shuttingDown = true;
    }

    @Override
    public void mount(Router router) {
        Routes.read(router, "/livez", request -> ALIVE.to(request.request()));
        Routes.read(
                router,
                "/readyz",
                request -> Readiness.of(views, clock.wall())
                        .answer(shuttingDown, Answer.pretty(request))
                        .to(request.request()));
    }
}
