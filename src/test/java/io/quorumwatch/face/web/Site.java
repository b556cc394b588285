package io.quorumwatch.face.web;

import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.config.WebConfig;
import io.quorumwatch.desk.health.AgentIdentity;
import io.quorumwatch.desk.health.CanIgnoreReturnValue;
import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.health.HealthLedger;
import io.quorumwatch.desk.health.HealthSnapshot;
import io.quorumwatch.desk.health.Saying;
import io.quorumwatch.desk.health.SetClock;
import io.quorumwatch.desk.health.Waiting;
import io.quorumwatch.desk.health.WatchedCluster;
import io.quorumwatch.desk.incident.IncidentBoard;
import io.quorumwatch.testing.OnLoop;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A face that listens on a free port, what it shows, and a client that asks it. */
@CanIgnoreReturnValue
final class Site implements AutoCloseable {

    static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    final Vertx vertx = Vertx.vertx();

    /** Kept here, because Vert.x closes a client, and all its connections, once nobody refers to it. */
    final NetClient net = vertx.createNetClient();

    final WebSocketClient webSockets = vertx.createWebSocketClient();
    final SetClock clock = new SetClock(START);
    final HealthSnapshot health = new HealthSnapshot(START);
    final ClusterViews clusters = new ClusterViews();
    final IncidentBoard incidents = new IncidentBoard();
    final HealthLedger ledger = new HealthLedger(new AgentIdentity("watcher-1", "1.2.3", START), START);
    final WebFace face;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Site(WebConfig web, WebLimits limits, LogIntake logs, List<Routes> more) {
        WebSources sources = new WebSources(
                health, clusters, incidents, request -> request.response().end("up 1\n"), logs, more);
        face = new WebFace(new WebSettings("127.0.0.1", 0, web, limits), sources, clock);
    }

    /** Sources of which nothing is known yet. */
    static WebSources nothing() {
        return new WebSources(
                new HealthSnapshot(START),
                new ClusterViews(),
                new IncidentBoard(),
                request -> {},
                LogIntake.NONE,
                List.of());
    }

    static Site open() throws Exception {
        return open(WebConfig.OPEN, WebLimits.DEFAULT);
    }

    static Site open(WebConfig web, WebLimits limits, Routes... more) throws Exception {
        return open(web, limits, LogIntake.NONE, more);
    }

    static Site open(WebConfig web, WebLimits limits, LogIntake logs, Routes... more) throws Exception {
        Site site = new Site(web, limits, logs, List.of(more));
        BusCodec.registerAll(site.vertx.eventBus());
        await(site.vertx.deployVerticle(site.face));
        return site;
    }

    /** The ledger expects these judges of the cluster {@code acme}, and of a {@code lab} that is not critical. */
    Site watching(Concern... concerns) {
        ledger.expect(new WatchedCluster("acme", Set.of(concerns), true, WatchedCluster.MAXIMUM_AGE), clock.wall());
        return this;
    }

    /** A judge says this, and the report shows it. */
    Site says(Saying saying) {
        assertThat(ledger.hear(saying.verdict(clock.wall(), clock.wall()))).isIn(true, false);
        return shows();
    }

    Site shows() {
        health.show(ledger.report(clock.wall()));
        return this;
    }

    HealthReport report() {
        return health.report();
    }

    HttpResponse<String> get(String path) throws Exception {
        return ask("GET", path, Map.of());
    }

    JsonObject json(String path) throws Exception {
        return new JsonObject(get(path).body());
    }

    HttpResponse<String> ask(String method, String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(Waiting.SECONDS))
                .method(method, HttpRequest.BodyPublishers.noBody());
        new TreeMap<>(headers).forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends bytes as they are, and gives back everything that comes until the connection is closed. */
    String raw(String bytes) throws Exception {
        return received(bytes, socket -> {}).toString();
    }

    /** Takes one buffer of an answer every ten milliseconds; the number of bytes that come until the connection is closed. */
    long takenByTheDrop(String path) throws Exception {
        return received("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n", socket -> {
                    socket.pause();
                    vertx.setPeriodic(10, drop -> socket.fetch(1));
                })
                .length();
    }

    /** @param reads how the client reads what comes; called before it asks */
    private Buffer received(String bytes, Consumer<NetSocket> reads) throws Exception {
        return await(OnLoop.ask(
                vertx,
                () -> net.connect(port(), "127.0.0.1").compose(socket -> {
                    Buffer received = Buffer.buffer();
                    Promise<Buffer> closed = Promise.promise();
                    socket.handler(received::appendBuffer).closeHandler(end -> closed.complete(received));
                    reads.accept(socket);
                    socket.write(bytes);
                    return closed.future();
                })));
    }

    int port() {
        return face.actualPort();
    }

    @Override
    public void close() throws Exception {
        await(vertx.close());
    }
}
