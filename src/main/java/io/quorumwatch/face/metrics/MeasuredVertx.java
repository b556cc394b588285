package io.quorumwatch.face.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.MicrometerMetricsFactory;

/**
 * Worker pools as {@code vertx-micrometer-metrics} measures them, and by meters of our own what happens thousands of times a second:
 * the HTTP server by {@link HttpServerMeters}, the event bus by {@link EventBusMeters}.
 */
final class MeasuredVertx implements VertxMetrics {

    private final VertxMetrics library;
    private final MeterRegistry registry;
    private final HttpServerMeters servers;

    private MeasuredVertx(VertxMetrics library, MeterRegistry registry) {
        this.library = library;
        this.registry = registry;
        this.servers = new HttpServerMeters(registry);
    }

    static VertxMetricsFactory factory(MeterRegistry registry) {
        VertxMetricsFactory library = new MicrometerMetricsFactory(registry);
        return options -> new MeasuredVertx(library.metrics(options), registry);
    }

    @Override
    public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions options, SocketAddress address) {
        return servers;
    }

    @Override
    public EventBusMetrics<?> createEventBusMetrics() {
        return new EventBusMeters(registry);
    }

    @Override
    public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int size) {
        return library.createPoolMetrics(type, name, size);
    }

    @Override
    public void vertxCreated(Vertx vertx) {
        library.vertxCreated(vertx);
    }

    @Override
    public boolean isMetricsEnabled() {
        return library.isMetricsEnabled();
    }

    @Override
    public void close() {
        library.close();
    }
}
