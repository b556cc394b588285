package io.quorumwatch.face.web;

import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.desk.blindspot.BlindSpots;
import io.quorumwatch.desk.health.ClusterView;
import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.incident.IncidentBoard;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code /api/v1/incidents} and {@code /api/v1/blind-spots}: what is wrong and why, and what cannot be judged. */
final class IncidentRoutes implements Routes {

    private final IncidentBoard board;
    private final ClusterViews views;

    IncidentRoutes(IncidentBoard board, ClusterViews views) {
        this.board = board;
        this.views = views;
    }

    @Override
    public void mount(Router router) {
        Routes.read(router, "/api/v1/incidents", request -> all(request).to(request.request()));
        Routes.read(router, "/api/v1/incidents/:id", request -> one(request).to(request.request()));
        Routes.read(
                router, "/api/v1/blind-spots", request -> blindSpots(request).to(request.request()));
    }

    private Answer all(RoutingContext request) {
        IncidentBoard.Picture picture = board.picture();
        List<Object> incidents = new ArrayList<>();
        Stream.concat(picture.open().stream(), picture.recent().stream())
                .forEach(incident -> incidents.add(JsonForm.of(incident)));
        return Answer.json(200, Map.of("incidents", incidents), Answer.pretty(request));
    }

    private Answer one(RoutingContext request) {
        Incident incident = board.picture().find(request.pathParam("id"));
        return incident == null
                ? Answer.refusal(
                        404,
                        "no such incident is open, or was resolved lately",
                        "GET /api/v1/incidents lists those that are known")
                : Answer.json(200, JsonForm.of(incident), Answer.pretty(request));
    }

    private Answer blindSpots(RoutingContext request) {
        List<Object> spots = new ArrayList<>();
        for (ClusterView cluster : views.all().values()) {
            Map<String, Signals> signals = new HashMap<>();
            cluster.members().forEach((name, member) -> signals.put(name, member.signals()));
            BlindSpots.ofVerdicts(cluster.name(), cluster.verdicts(), signals).forEach(spot -> spots.add(json(spot)));
        }
        board.picture().blindSpots().forEach(spot -> spots.add(json(spot)));
        return Answer.json(200, Map.of("blind_spots", spots), Answer.pretty(request));
    }

    @SuppressWarnings("NullAway")
    private static Map<String, Object> json(BlindSpot spot) {
        Map<String, Object> json = new HashMap<>();
        json.put("watched", spot.watched());
        json.put("member", spot.member());
        json.put("conditions", spot.conditions());
        json.put("condition", spot.conditions().get(0));
        json.put("reason", spot.reason());
        json.put("remedy", spot.remedy());
        return new TreeMap<>(json);
    }
}
