package io.quorumwatch.face.web;

import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.desk.health.ClusterView;
import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.health.RestartAdvice;
import io.quorumwatch.time.AgentClock;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The clusters as JSON, and the question whether a member may be restarted. */
final class ClusterRoutes {

    private final ClusterViews views;
    private final AgentClock clock;

    ClusterRoutes(ClusterViews views, AgentClock clock) {
        this.views = views;
        this.clock = clock;
    }

    void mount(Router router) {
        Routes.get(router, "/api/v1/clusters", this::all);
        Routes.get(router, "/api/v1/clusters/:cluster", this::one);
        Routes.get(router, "/api/v1/clusters/:cluster/safe-to-restart", this::safeToRestart);
    }

    private void all(RoutingContext context) {
        List<Map<String, Object>> clusters =
                views.all().values().stream().map(ClusterJson::summary).toList();
        Answer.json(context, 200, Map.of("clusters", clusters));
    }

    private void one(RoutingContext context) {
        ClusterView cluster = cluster(context);
        if (cluster != null) {
            Answer.json(context, 200, ClusterJson.whole(cluster));
        }
    }

    private void safeToRestart(RoutingContext context) {
        ClusterView cluster = cluster(context);
        if (cluster == null) {
            return;
        }
        List<String> members = context.queryParam("member");
        String known = String.join(", ", cluster.members().keySet());
        if (members.size() != 1 || members.get(0).isEmpty()) {
            Answer.error(context, 400, "which member?", "add ?member=NAME, one of: " + known);
            return;
        }
        String member = members.get(0);
        if (!cluster.members().containsKey(member)) {
            Answer.error(context, 404, "no member '" + member + "'", "one of: " + known);
            return;
        }
        RestartAdvice advice = RestartAdvice.of(cluster, member, clock.wall());
        Map<String, Object> body = new TreeMap<>();
        body.put("cluster", cluster.name());
        body.put("member", member);
        body.put("safe", advice.safe());
        body.put("reason", advice.reason().word());
        body.put("failure_tolerance", advice.failureTolerance());
        body.put("voters", advice.voters());
        body.put("majority", advice.majority());
        body.put("remaining", advice.remaining());
        body.put("leads", advice.leads());
        body.put("blocking", advice.blocking());
        body.put("at", JsonForm.time(clock.wall()));
        Answer.json(context, 200, body);
    }

    private @Nullable ClusterView cluster(RoutingContext context) {
        String name = context.pathParam("cluster");
        ClusterView cluster = views.cluster(name);
        if (cluster == null) {
            Answer.error(context, 404, "no cluster '" + name + "'", "GET /api/v1/clusters lists them");
        }
        return cluster;
    }
}
