package io.quorumwatch.face.web;

import io.quorumwatch.config.AgentConfig.HttpSettings;
import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.health.HealthSnapshot;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Serves the HTTP contract. Everything it shows, it reads from snapshots. */
public final class WebFace extends VerticleBase {

    /** No request here has a body; what is longer than this in line or headers is not meant for us. */
    private static final int LONGEST_LINE = 4096;

    private static final int LONGEST_HEADERS = 8192;
    private static final int IDLE_SECONDS = 30;

    private final HttpSettings http;
    private final AgentClock clock;
    private final ClusterViews views;
    private final HealthPage page;
    private final Handler<RoutingContext> metrics;
    private final List<Consumer<Router>> more;
    private final HttpServerOptions options;
    private @Nullable HttpServer server;

    /**
     * @param http where to listen
     * @param snapshot the health that is shown
     * @param views the clusters that are shown
     * @param metrics answers {@code /metrics}
     * @param more mounts further routes
     */
    public WebFace(
            HttpSettings http,
            HealthSnapshot snapshot,
            ClusterViews views,
            Handler<RoutingContext> metrics,
            AgentClock clock,
            List<Consumer<Router>> more) {
        this.http = http;
        this.clock = clock;
        this.views = views;
        this.page = new HealthPage(snapshot);
        this.metrics = metrics;
        this.more = List.copyOf(more);
        this.options = new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS);
    }

    @Override
    public Future<?> start() {
        ProbeRoutes probes = new ProbeRoutes(page, views);
        Router router = router(probes);
        server = vertx.createHttpServer(options).requestHandler(request -> handle(request, probes, router));
        return server.listen(http.port(), http.host());
    }

    private static void handle(HttpServerRequest request, ProbeRoutes probes, Router router) {
        if (!probes.answer(request)) {
            router.handle(request);
        }
    }

    private Router router(ProbeRoutes probes) {
        Router router = Router.router(vertx);
        probes.mount(router);
        new ClusterRoutes(views, clock).mount(router);
        Routes.get(router, "/metrics", metrics);
        more.forEach(mount -> mount.accept(router));
        return router.errorHandler(
                        404,
                        context ->
                                Answer.error(context, 404, "nothing is served at this path", "see GET /openapi.yaml"))
                .errorHandler(
                        405,
                        context -> Answer.error(
                                context, 405, "this path is not served with this method", "see GET /openapi.yaml"))
                .errorHandler(500, context -> Answer.error(context, 500, "the agent failed to answer", "see its log"));
    }

    /** The port that is listened on, known when the verticle has been deployed. */
    public int port() {
        HttpServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("the face does not listen yet");
        }
        return listening.actualPort();
    }

    /** From now on {@code /health} says {@code shutting_down}, so that nobody is surprised by the end. */
    public void beginShutdown() {
        page.shutDown();
    }

    /** Closes the port at once and lets requests that are being answered end, for so long at most. */
    public Future<Void> shutdown(Duration grace) {
        return server == null ? Future.succeededFuture() : server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<?> stop() {
        return shutdown(Duration.ZERO);
    }
}
