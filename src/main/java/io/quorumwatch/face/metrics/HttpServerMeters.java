package io.quorumwatch.face.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MetricsNaming;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP servers of a Vert.x do, all together, in the families of {@code vertx-micrometer-metrics}, whose own meters it stands in
 * for: those are looked up by name and labels five times for each request, a tenth of what an answer to {@code /health} takes. Here they
 * are found by route and status code, once for each that there is.
 *
 * <p>The routes are those of the router, so no client makes a series; the paths that are answered before the router are their own, and
 * what has none is {@code ""}. Safe for any thread.
 */
final class HttpServerMeters
        implements HttpServerMetrics<HttpServerMeters.Exchange, HttpServerMeters, HttpServerMeters> {

    /** Answered without the router, which tells of its routes. */
    private static final Set<String> UNROUTED = Set.of("/health", "/livez");

    private final DomainMeters meters;
    private final MetricsNaming names = MetricsNaming.v4Names();
    private final LongAdder connections;
    private final LongAdder webSockets;
    private final LongAdder requests;
    private final Counter bytesRead;
    private final Counter bytesWritten;
    private final DistributionSummary requestBytes;
    private final Map<String, Map<Integer, AnswerMeters>> answers = new ConcurrentHashMap<>();

    HttpServerMeters(MeterRegistry registry) {
        meters = new DomainMeters(registry, MetricsDomain.HTTP_SERVER);
        connections = gauge(names.getNetActiveConnections(), "Number of opened connections to the server");
        webSockets = gauge(names.getHttpActiveWsConnections(), "Number of websockets currently opened");
        requests = gauge(names.getHttpActiveRequests(), "Number of requests being processed");
        bytesRead = counter(names.getNetBytesRead(), "Number of bytes received by the server");
        bytesWritten = counter(names.getNetBytesWritten(), "Number of bytes sent by the server");
        requestBytes = meters.sizes(names.getHttpRequestBytes(), "Size of requests in bytes", Tags.empty());
    }

    private LongAdder gauge(String name, String help) {
        return meters.gauge(name, help, Tags.empty());
    }

    private Counter counter(String name, String help) {
        return meters.counter(name, help, Tags.empty());
    }

    @Override
    public HttpServerMeters connected(SocketAddress remote, String remoteName) {
        connections.increment();
        return this;
    }

    @Override
    public void disconnected(HttpServerMeters connection, SocketAddress remote) {
        connections.decrement();
    }

    @Override
    public void bytesRead(HttpServerMeters connection, SocketAddress remote, long bytes) {
        bytesRead.increment(bytes);
    }

    @Override
    public void bytesWritten(HttpServerMeters connection, SocketAddress remote, long bytes) {
        bytesWritten.increment(bytes);
    }

    @Override
    public void exceptionOccurred(HttpServerMeters connection, SocketAddress remote, Throwable failure) {
        counter(names.getNetErrorCount(), "Number of errors").increment();
    }

    @Override
    public Exchange requestBegin(HttpServerMeters connection, HttpRequest request) {
        requests.increment();
        String uri = request.uri();
        return new Exchange(meters.nanos(), UNROUTED.contains(uri) ? uri : "");
    }

    @Override
    public void requestRouted(Exchange exchange, String route) {
        exchange.route = route;
    }

    @Override
    public void requestEnd(Exchange exchange, HttpRequest request, long bytes) {
        requestBytes.record(bytes);
        endPart(exchange);
    }

    @Override
    public void requestReset(Exchange exchange) {
        counter(names.getHttpRequestResetsCount(), "Number of request resets").increment();
        if (exchange.openParts > 0) {
            exchange.openParts = 0;
            requests.decrement();
        }
    }

    @Override
    public void responseEnd(Exchange exchange, HttpResponse response, long bytes) {
        answers.computeIfAbsent(exchange.route, unused -> new ConcurrentHashMap<>())
                .computeIfAbsent(response.statusCode(), code -> new AnswerMeters(meters, names, exchange.route, code))
                .record(meters.nanos() - exchange.begun, bytes);
        endPart(exchange);
    }

    private void endPart(Exchange exchange) {
        if (exchange.openParts > 0 && --exchange.openParts == 0) {
            requests.decrement();
        }
    }

    @Override
    public HttpServerMeters connected(
            HttpServerMeters connection, @Nullable Exchange exchange, ServerWebSocket webSocket) {
        webSockets.increment();
        return this;
    }

    @Override
    public void disconnected(HttpServerMeters webSocket) {
        webSockets.decrement();
    }

    /** A request and its answer, told of by one event loop. It is over when both parts are. */
    static final class Exchange {

        private final long begun;
        private String route;
        private int openParts = 2;

        private Exchange(long begun, String route) {
            this.begun = begun;
            this.route = route;
        }
    }
}
