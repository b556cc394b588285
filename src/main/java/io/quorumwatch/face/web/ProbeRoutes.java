package io.quorumwatch.face.web;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.desk.health.ClusterView;
import io.quorumwatch.desk.health.ClusterViews;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What readiness and liveness probes ask: {@code /health} and below, {@code /livez}, {@code /readyz}. */
final class ProbeRoutes {

    private static final Buffer ALIVE = new JsonObject(Map.of("status", "alive")).toBuffer();

    private final HealthPage page;
    private final ClusterViews views;

    ProbeRoutes(HealthPage page, ClusterViews views) {
        this.page = page;
        this.views = views;
    }

    /** Answers the probes that are asked all the time without a router. Returns whether it has answered. */
    boolean answer(HttpServerRequest request) {
        String method = request.method().name();
        if (request.query() != null || !(method.equals("GET") || method.equals("HEAD"))) {
            return false;
        }
        switch (request.path()) {
            case "/health" -> {
                HealthPage.Rendered present = page.present();
                Answer.bytes(request, present.status(), present.body());
            }
            // That this loop answers is all there is to say: liveness never looks at watched clusters.
            case "/livez" -> Answer.bytes(request, 200, ALIVE);
            default -> {
                return false;
            }
        }
        return true;
    }

    void mount(Router router) {
        Routes.get(router, "/health", this::health);
        Routes.get(router, "/health/:cluster", this::cluster);
        Routes.get(router, "/health/:cluster/:component", this::component);
        Routes.get(router, "/livez", context -> Answer.json(context, 200, Map.of("status", "alive")));
        Routes.get(router, "/readyz", this::ready);
    }

    private void health(RoutingContext context) {
        HealthPage.Rendered present = page.present();
        Answer.json(context, present.status(), present.body().toJsonObject().getMap());
    }

    private void cluster(RoutingContext context) {
        String name = context.pathParam("cluster");
        HealthReport report = page.report();
        Map<String, ComponentHealth> components =
                report.components().subMap(name + "/", name + "/" + Character.MAX_VALUE);
        if (components.isEmpty()) {
            unknown(context, "cluster", name);
            return;
        }
        HealthStatus status = HealthStatus.READY;
        for (ComponentHealth component : components.values()) {
            HealthStatus counted =
                    component.critical() || component.status().healthy() ? component.status() : HealthStatus.AFFECTED;
            status = status.worse(counted);
        }
        HealthStatus shown = page.status(status);
        List<String> causes = new ArrayList<>();
        Map<String, Object> json = new TreeMap<>();
        for (ComponentHealth component : components.values()) {
            json.put(component.name(), JsonForm.ofComponent(component, report.generatedAt()));
            if (status != HealthStatus.READY && component.status().worse(status) == component.status()) {
                causes.add(component.name());
            }
        }
        Map<String, Object> body = new TreeMap<>();
        body.put("schema_version", JsonForm.SCHEMA_VERSION);
        body.put("status", shown.word());
        body.put("generated_at", JsonForm.time(report.generatedAt()));
        body.put("causes", causes);
        body.put("components", json);
        Answer.json(context, HealthPage.code(shown), body);
    }

    private void component(RoutingContext context) {
        String name = context.pathParam("cluster") + "/" + context.pathParam("component");
        HealthReport report = page.report();
        ComponentHealth component = report.components().get(name);
        if (component == null) {
            unknown(context, "component", name);
            return;
        }
        HealthStatus shown = page.status(component.status());
        Answer.json(context, HealthPage.code(shown), JsonForm.ofComponent(component, report.generatedAt()));
    }

    private static void unknown(RoutingContext context, String kind, String name) {
        Answer.error(context, 404, "no " + kind + " '" + name + "'", "GET /health lists all components");
    }

    /** Ready to serve: the configuration is loaded, and every cluster has had its first look, whatever it showed. */
    private void ready(RoutingContext context) {
        List<String> waiting = views.all().values().stream()
                .filter(view -> !view.looked())
                .map(ClusterView::name)
                .toList();
        boolean ready = views.declared() && waiting.isEmpty() && !page.shuttingDown();
        Map<String, Object> body = new TreeMap<>();
        body.put("ready", ready);
        body.put("configuration_loaded", views.declared());
        body.put("shutting_down", page.shuttingDown());
        body.put("waiting_for_first_look", waiting);
        Answer.json(context, ready ? 200 : 503, body);
    }
}
