package io.quorumwatch.source.scrape;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens connections to the members of one cluster. There is no pool: each member owns its one connection, because the pool of Vert.x
 * would queue looks without bound, and would keep to itself when an idle connection closes, which is the best news we get.
 */
final class Connector {

    /**
     * One read takes in most of a real page at once. The kernel holds this much for a connection only while it is not read, and the
     * buffer that it is read into goes back to the pool at once.
     */
    private static final int RECEIVE_BYTES = 128 * 1024;

    /**
     * The pool that we do not use needs no cleaning. It must not be switched off with 0, though: a client of Vert.x 5.0.12 without a
     * cleaner cancels the timer number 0 when it is closed, which is the first timer that anybody has set.
     */
    private static final int NEVER_CLEANS = Integer.MAX_VALUE;

    /** Prometheus's text first: both formats are read, and it is the cheaper one for most members to write. */
    private static final String ACCEPT =
            "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1";

    /** A connection, the request that is sent on it for every look, and where the bodies of its answers can be read. */
    record Opened(HttpClientConnection connection, RequestOptions request, BodyTap bodies) {}

    private final HttpClientAgent client;
    private final AccessReader access;
    private final Duration timeout;
    private final ScrapeSettings settings;

    /**
     * @param timeout the deadline of a look; no attempt to connect goes on for longer
     */
    Connector(Vertx vertx, Duration timeout, ScrapeSettings settings) {
        this.timeout = timeout;
        this.settings = settings;
        this.access = new AccessReader(vertx.fileSystem(), timeout);
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setConnectTimeout((int) timeout.toMillis())
                        .setReceiveBufferSize(RECEIVE_BYTES)
                        .setMaxChunkSize(RECEIVE_BYTES)
                        .setMetricsName("scrape"),
                new PoolOptions().setCleanerPeriod(NEVER_CLEANS));
    }

    /** Connects; fails with what {@link LookError#whileConnecting} knows. */
    Future<Opened> open(Target target) {
        return access.authorization(target.access())
                .map(authorization -> request(target, authorization))
                .compose(request ->
                        options(target).compose(client::connect).map(connection -> opened(connection, request)));
    }

    private static Opened opened(HttpClientConnection connection, RequestOptions request) {
        // Whatever happens, it closes the connection and reaches the running look too. What is returned is the
        // connection itself; the one that we have only passes requests on to it.
        HttpConnection itself = connection.exceptionHandler(ignored -> {});
        return new Opened(connection, request, BodyTap.of(itself));
    }

    /** Closes every connection. */
    Future<Void> close() {
        return client.close();
    }

    private Future<HttpConnectOptions> options(Target target) {
        HttpConnectOptions options = new HttpConnectOptions()
                .setServer(SocketAddress.inetSocketAddress(target.port(), target.host()))
                .setHost(target.verifiedName())
                .setPort(target.port())
                .setSsl(target.tls());
        return target.tls() ? access.tls(target.access()).map(options::setSslOptions) : Future.succeededFuture(options);
    }

    private RequestOptions request(Target target, Optional<String> authorization) {
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.HOST, target.authority())
                .set(HttpHeaders.ACCEPT, ACCEPT)
                .set(HttpHeaders.ACCEPT_ENCODING, settings.gzip() ? "gzip" : "identity")
                .set(HttpHeaders.USER_AGENT, settings.userAgent())
                .set("X-Prometheus-Scrape-Timeout-Seconds", Double.toString(timeout.toMillis() / 1000.0));
        authorization.ifPresent(value -> headers.set(HttpHeaders.AUTHORIZATION, value));
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI(target.path())
                .setHeaders(headers);
    }
}
