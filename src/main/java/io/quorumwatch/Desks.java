package io.quorumwatch;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.desk.health.AgentIdentity;
import io.quorumwatch.desk.health.ClusterDesk;
import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.health.HealthAggregator;
import io.quorumwatch.desk.health.HealthSnapshot;
import io.quorumwatch.desk.incident.IncidentBoard;
import io.quorumwatch.desk.incident.IncidentDesk;
import io.quorumwatch.face.log.EventLog;
import io.quorumwatch.face.metrics.MetricsBinder;
import io.quorumwatch.face.metrics.MetricsLedger;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;

/** Who listens to readings and verdicts and keeps what they say: for the HTTP server to show, for the metrics and the log. */
final class Desks {

    private final HealthSnapshot snapshot;
    private final ClusterViews views = new ClusterViews();
    private final IncidentBoard board = new IncidentBoard();
    private final HealthAggregator health;
    private final ClusterDesk clusters;
    private final IncidentDesk incidents;
    private final MetricsBinder metrics;
    private final EventLog log;

    Desks(AgentConfig config, List<WatchPlan> plans, PrometheusMeterRegistry registry, AgentClock clock) {
        String id = config.agent().id();
        snapshot = new HealthSnapshot(clock.wall());
        health = new HealthAggregator(new AgentIdentity(id, Version.TEXT, clock.wall()), snapshot, clock);
        clusters = new ClusterDesk(views, clock);
        incidents = new IncidentDesk(board, clock);
        metrics = new MetricsBinder(
                new MetricsLedger(Version.TEXT, id, clock.wall()),
                WatchPlans.forMetrics(config.clusters(), plans),
                registry,
                clock);
        log = new EventLog(names(config));
    }

    /** In the order in which they start. */
    List<Deployable> verticles() {
        return List.of(metrics, log, clusters, health, incidents);
    }

    /** Listens to these clusters from now on. */
    Future<Void> watch(AgentConfig config, List<WatchPlan> plans) {
        return Future.join(
                        health.watch(WatchPlans.forHealth(plans)),
                        clusters.watch(config.clusters()),
                        incidents.watch(plans),
                        metrics.watch(WatchPlans.forMetrics(config.clusters(), plans)),
                        log.watch(names(config)))
                .mapEmpty();
    }

    private static List<String> names(AgentConfig config) {
        return Stream.concat(config.clusters().stream().map(ClusterConfig::name), Stream.of(WatchPlan.AGENT))
                .toList();
    }

    HealthSnapshot snapshot() {
        return snapshot;
    }

    ClusterViews views() {
        return views;
    }

    IncidentBoard board() {
        return board;
    }

    HealthAggregator health() {
        return health;
    }

    MetricsBinder metrics() {
        return metrics;
    }
}
