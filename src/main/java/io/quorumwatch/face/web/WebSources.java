package io.quorumwatch.face.web;

import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.health.HealthSnapshot;
import io.quorumwatch.desk.incident.IncidentBoard;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * What the face shows.
 *
 * @param health the present report
 * @param clusters the present views of the clusters
 * @param incidents the present incidents
 * @param metrics answers {@code /metrics}
 * @param logs takes in logs that are pushed
 * @param more paths of others, such as the faults of a demo
 */
public record WebSources(
        HealthSnapshot health,
        ClusterViews clusters,
        IncidentBoard incidents,
        Handler<RoutingContext> metrics,
        LogIntake logs,
        List<Routes> more) {

    public WebSources {
        more = List.copyOf(more);
    }
}
