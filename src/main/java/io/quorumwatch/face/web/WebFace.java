package io.quorumwatch.face.web;

import io.quorumwatch.config.WebConfig;
import io.quorumwatch.config.WebConfig.ServerTls;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.OnContext;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves everything that this package shows, on one event loop. It listens, and answers {@code /livez} and {@code /health}, before all
 * the rest is made.
 *
 * <p>To stop gracefully: {@link #beginShutdown}, wait as long as probes need to notice, undeploy. Requests that are being answered are
 * finished; nothing new is accepted.
 */
public final class WebFace extends VerticleBase {

    private static final Duration FINISH = Duration.ofSeconds(2);
    private static final int HASHING_THREADS = 1;

    private final WebSettings settings;
    private final WebSources sources;
    private final AgentClock clock;
    private final ProbeRoutes probes;
    private final OpenSockets sockets;
    private @Nullable HealthPages health;
    private @Nullable HttpServer server;
    private @Nullable BasicAuth auth;
    private @Nullable Handler<HttpServerRequest> router;
    private @Nullable SocketPulse pulse;
    private boolean listening;
    private int connections;

    public WebFace(WebSettings settings, WebSources sources, AgentClock clock) {
        this.settings = settings;
        this.sources = sources;
        this.clock = clock;
        probes = new ProbeRoutes(sources.clusters(), clock);
        sockets = new OpenSockets(settings.limits().unsentBytes(), () -> connections--);
    }

    /** Listens. Fails when the address is taken, or a certificate cannot be read. */
    @Override
    public Future<?> start() {
        auth = new BasicAuth(
                () -> vertx.createSharedWorkerExecutor("quorumwatch-login", HASHING_THREADS),
                settings.web().users());
        HealthPages pages = new HealthPages(sources.health(), context);
        health = pages;
        server = vertx.createHttpServer(ServerOptions.of(settings))
                .connectionHandler(this::admit)
                .invalidRequestHandler(Refusals::invalid)
                .requestHandler(new FrontDoor(pages, auth, request -> router().handle(request)));
        return server.listen().onSuccess(opened -> {
            listening = true;
            pulse = new SocketPulse(
                    vertx, clock, settings.limits().idleTimeout().dividedBy(3), sockets);
            pulse.start();
        });
    }

    @Override
    public Future<?> stop() {
        if (pulse != null) {
            pulse.stop();
        }
        return server == null ? Future.succeededFuture() : server.shutdown(FINISH.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The port that is listened on. */
    public int actualPort() {
        return Objects.requireNonNull(server, "not started").actualPort();
    }

    /**
     * From now on {@code /health} and {@code /readyz} answer 503 {@code shutting_down}, so that whoever balances or probes turns away;
     * all else is served as before.
     *
     * @return when every later request is answered so
     */
    public Future<Void> beginShutdown() {
        return OnContext.run(context, () -> {
            Objects.requireNonNull(health).shutDown();
            probes.shutDown();
            return Future.succeededFuture();
        });
    }

    /**
     * Takes over other users and another certificate, for requests and connections that come from then on. Whether TLS is spoken
     * at all cannot change while listening.
     *
     * @return fails when the certificate cannot be read, and then nothing has changed
     */
    public Future<Void> change(WebConfig web) {
        return OnContext.run(context, () -> {
            ServerTls tls = web.tls();
            Future<?> certified = tls == null || settings.web().tls() == null
                    ? Future.succeededFuture()
                    : Objects.requireNonNull(server).updateSSLOptions(ServerOptions.tls(tls), true);
            return certified.map(done -> {
                Objects.requireNonNull(auth).change(web.users());
                return null;
            });
        });
    }

    /**
     * Makes ready what is not asked for by probes, which takes a tenth of the agent's start. Who asks for it before, waits for it.
     *
     * @return fails when it cannot be made
     */
    public Future<Void> prepare() {
        return OnContext.run(context, () -> {
            var unused = router();
            return Future.succeededFuture();
        });
    }

    private Handler<HttpServerRequest> router() {
        Handler<HttpServerRequest> made = router;
        if (made == null) {
            made = sockets.watching(router(Objects.requireNonNull(health)));
            router = made;
        }
        return made;
    }

    private Router router(HealthPages pages) {
        Router router = Router.router(vertx);
        Refusals.mount(router);
        EventBridge bridge = new EventBridge(vertx, settings.limits(), sockets);
        routes(vertx, new HealthRoutes(pages), probes, bridge, sources, clock).forEach(routes -> routes.mount(router));
        sources.more().forEach(routes -> routes.mount(router));
        return router;
    }

    /** Everything that {@code openapi.yaml} describes. */
    static List<Routes> routes(
            Vertx vertx,
            HealthRoutes health,
            ProbeRoutes probes,
            EventBridge bridge,
            WebSources sources,
            AgentClock clock) {
        return List.of(
                health,
                probes,
                router -> Routes.read(router, "/metrics", sources.metrics()),
                new ClusterRoutes(sources.clusters(), sources.health(), clock),
                new IncidentRoutes(sources.incidents(), sources.clusters()),
                new LogRoutes(vertx, clock, sources.logs()),
                bridge,
                new OpenApiRoute());
    }

    /**
     * Turns surplus connections away, and those that came in the moment between the port's opening and its announcement: Vert.x counts
     * for a server from its announcement on, and stumbles over a request on a connection that it has not counted, which would
     * then wait for an answer until the idle time-out.
     */
    void admit(HttpConnection connection) {
        if (!listening) {
            connection.close();
            return;
        }
        connections++;
        connection.closeHandler(closed -> connections--);
        if (connections > settings.limits().connections()) {
            connection.close();
        }
    }
}
