package io.quorumwatch.face.web;

import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.desk.health.ClusterView;
import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.health.HealthSnapshot;
import io.quorumwatch.desk.health.RestartAdvice;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code /api/v1/clusters}: what was seen last of each cluster, and whether a member may be restarted. */
final class ClusterRoutes implements Routes {

    private final ClusterViews views;
    private final HealthSnapshot health;
    private final AgentClock clock;

    ClusterRoutes(ClusterViews views, HealthSnapshot health, AgentClock clock) {
        this.views = views;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        Routes.read(
                router,
                "/api/v1/clusters",
                request -> Answer.whenThere(all(request.vertx(), Answer.pretty(request)), request));
        Routes.read(
                router,
                "/api/v1/clusters/:cluster",
                request -> answer(
                        request,
                        cluster ->
                                Answer.json(200, ClusterJson.whole(cluster, health.report()), Answer.pretty(request))));
        Routes.read(
                router,
                "/api/v1/clusters/:cluster/safe-to-restart",
                request -> answer(request, cluster -> advice(request, cluster)));
    }

    /** There may be thousands of clusters, so this is written on a worker. */
    private Future<Answer> all(Vertx vertx, boolean pretty) {
        return vertx.executeBlocking(
                () -> {
                    HealthReport report = health.report();
                    List<Object> clusters = new ArrayList<>();
                    for (ClusterView cluster : views.all().values()) {
                        clusters.add(ClusterJson.summary(cluster, report));
                    }
                    return Answer.json(200, Map.of("clusters", clusters), pretty);
                },
                false);
    }

    private Answer advice(RoutingContext request, ClusterView cluster) {
        List<String> members = request.queryParam("member");
        if (members.size() != 1 || members.get(0).isEmpty()) {
            return Answer.refusal(
                    400,
                    members.size() > 1 ? "several members are named" : "no member is named",
                    "name one: ?member=" + String.join("|", cluster.members().keySet()));
        }
        String member = members.get(0);
        if (!cluster.members().containsKey(member)) {
            return Answer.refusal(
                    404,
                    "the cluster has no such member",
                    "its members are: " + String.join(", ", cluster.members().keySet()));
        }
        Instant now = clock.wall();
        RestartAdvice advice = RestartAdvice.of(cluster, member, now);
        return Answer.json(200, ClusterJson.advice(cluster, member, advice, now), Answer.pretty(request));
    }

    private void answer(RoutingContext request, Function<ClusterView, Answer> answering) {
        ClusterView cluster = views.cluster(request.pathParam("cluster"));
        Answer answer = cluster == null
                ? Answer.refusal(404, "no such cluster is watched", "GET /api/v1/clusters lists them")
                : answering.apply(cluster);
        answer.to(request.request());
    }
}
