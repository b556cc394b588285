package io.quorumwatch.face.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/** How Vert.x measures itself: its HTTP server, event bus and worker pools, in a registry of its own. */
public final class VertxMetrics {

    private VertxMetrics() {}

    /** A new registry; not one of Vert.x's named ones, which all Vert.x instances of a JVM share. */
    public static PrometheusMeterRegistry newRegistry() {
        return newRegistry(Clock.SYSTEM);
    }

    static PrometheusMeterRegistry newRegistry(Clock clock) {
        PrometheusMeterRegistry registry =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
        registry.throwExceptionOnRegistrationFailure();
        return registry;
    }

    /**
     * A builder of a Vert.x that measures itself with the registry.
     *
     * <p>Clients and sockets are not measured: one look is too cheap to be measured twice, and {@code scrape_duration_seconds} says more.
     * The HTTP server is measured by {@link HttpServerMeters}, the event bus by {@link EventBusMeters}. The HTTP method is no label, because
     * a client may send any word as a method and every one would become a series. The labels of pools must stay: without them two pools
     * fall into one series.
     */
    public static VertxBuilder builder(VertxOptions options, PrometheusMeterRegistry registry) {
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET)
                .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME));
        return Vertx.builder()
                .with(new VertxOptions(options).setMetricsOptions(metrics))
                .withMetrics(MeasuredVertx.factory(registry));
    }
}
