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

/** Event bus and worker pools as {@code vertx-micrometer-metrics} measures them, the HTTP server by {@link HttpServerMeters}. */
final class MeasuredVertx implements VertxMetrics {

    private final VertxMetrics library;
    private final HttpServerMeters servers;

    private MeasuredVertx(VertxMetrics library, MeterRegistry registry) {
        this.library = library;
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
    @SuppressWarnings("rawtypes")
    public EventBusMetrics createEventBusMetrics() {
        return library.createEventBusMetrics();
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
