package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.testing.OnLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class HttpServerMetersVertxTest {

    @Test
    void aDashboardForTheLibrarysFamiliesShowsTheSame() throws TimeoutException {
        PrometheusMeterRegistry registry = VertxMetrics.newRegistry(Clock.SYSTEM);
        VertxBuilder library = Vertx.builder()
                .with(new VertxOptions()
                        .setMetricsOptions(new MicrometerMetricsOptions()
                                .setEnabled(true)
                                .setLabels(EnumSet.of(Label.HTTP_ROUTE, Label.HTTP_CODE))))
                .withMetrics(new MicrometerMetricsFactory(registry));
        List<String> lines = used(library.build(), registry, "/a/1", "/a/2", "/nowhere");
        assertThat(lines)
                .contains(
                        "vertx_http_server_requests_total{code=\"200\",route=\"/a/:name\"} 2.0",
                        "vertx_http_server_requests_total{code=\"404\",route=\"\"} 1.0",
                        "vertx_http_server_request_bytes_sum 10.0",
                        "vertx_http_server_active_requests 0.0",
                        "vertx_http_server_active_connections 1.0",
                        "vertx_http_server_active_ws_connections 1.0")
                .hasSizeGreaterThan(40);

        assertThat(ours("/a/1", "/a/2", "/nowhere")).containsExactlyElementsOf(lines);
    }

    @Test
    void answersToProbesAreToldFromThoseToUnknownPaths() throws TimeoutException {
        assertThat(ours("/livez", "/health", "/health", "/health?pretty", "/nowhere"))
                .contains(
                        "vertx_http_server_requests_total{code=\"200\",route=\"/livez\"} 1.0",
                        "vertx_http_server_requests_total{code=\"200\",route=\"/health\"} 2.0",
                        "vertx_http_server_requests_total{code=\"404\",route=\"\"} 2.0");
    }

    @Test
    void aRequestTakesAsLongAsItsAnswerIsAwaited() throws TimeoutException {
        MockClock clock = new MockClock();
        PrometheusMeterRegistry registry = VertxMetrics.newRegistry(clock);
        Vertx vertx = VertxMetrics.builder(new VertxOptions(), registry).build();
        HttpServer server = within(vertx.createHttpServer()
                .requestHandler(request -> {
                    clock.addSeconds(3);
                    request.response().end("late");
                })
                .listen(0, "127.0.0.1"));
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(server.actualPort()));
        ask(vertx, client, HttpMethod.GET, "/health", Buffer.buffer());
        within(client.close());
        assertThat(registry.scrape())
                .contains("\nvertx_http_server_response_time_seconds_sum{code=\"200\",route=\"/health\"} 3.0\n");
        within(vertx.close());
    }

    @Test
    void severalServersAreCountedTogether() throws TimeoutException {
        PrometheusMeterRegistry registry = VertxMetrics.newRegistry(Clock.SYSTEM);
        Vertx vertx = VertxMetrics.builder(new VertxOptions(), registry).build();
        HttpClient client = vertx.createHttpClient();
        for (int server = 0; server < 2; server++) {
            int port = within(vertx.createHttpServer()
                            .requestHandler(request -> request.response().end("ok"))
                            .listen(0, "127.0.0.1"))
                    .actualPort();
            Buffer answer = within(OnLoop.ask(
                    vertx,
                    () -> client.request(HttpMethod.GET, port, "127.0.0.1", "/livez")
                            .compose(request -> request.send())
                            .compose(response -> response.body())));
            assertThat(answer).hasToString("ok");
        }
        assertThat(registry.scrape())
                .contains("\nvertx_http_server_active_connections 2.0\n")
                .contains("\nvertx_http_server_requests_total{code=\"200\",route=\"/livez\"} 2.0\n");
        within(vertx.close());
    }

    private static List<String> ours(String... paths) throws TimeoutException {
        PrometheusMeterRegistry registry = VertxMetrics.newRegistry(Clock.SYSTEM);
        return used(VertxMetrics.builder(new VertxOptions(), registry).build(), registry, paths);
    }

    /**
     * The families of the HTTP server, but for how long it took, after these were asked for, ten bytes were posted, and while a WebSocket
     * is open.
     */
    private static List<String> used(Vertx vertx, PrometheusMeterRegistry registry, String... paths)
            throws TimeoutException {
        HttpServer server = within(vertx.createHttpServer()
                .webSocketHandler(socket -> {})
                .requestHandler(request -> answer(request, router(vertx)))
                .listen(0, "127.0.0.1"));
        int port = server.actualPort();
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
        for (String path : paths) {
            ask(vertx, client, HttpMethod.GET, path, Buffer.buffer());
        }
        ask(vertx, client, HttpMethod.POST, "/b", Buffer.buffer("0123456789"));
        within(client.close());
        WebSocketClient sockets = vertx.createWebSocketClient();
        WebSocket socket = within(sockets.connect(
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/events")));
        List<String> lines = registry.scrape()
                .lines()
                .filter(line -> line.contains("vertx_http_server"))
                .filter(line -> !line.startsWith("vertx_http_server_response_time_seconds_sum")
                        && !line.startsWith("vertx_http_server_response_time_seconds_max"))
                .toList();
        within(socket.close());
        within(vertx.close());
        return lines;
    }

    private static void answer(HttpServerRequest request, Router router) {
        if (request.uri().equals("/health") || request.uri().equals("/livez")) {
            request.response().end("ok");
        } else {
            router.handle(request);
        }
    }

    private static Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/a/:name").handler(context -> context.end("some text"));
        router.post("/b").handler(context -> context.end("taken"));
        return router;
    }

    private static void ask(Vertx vertx, HttpClient client, HttpMethod method, String path, Buffer body)
            throws TimeoutException {
        Buffer answer = within(OnLoop.ask(
                vertx,
                () -> client.request(method, path)
                        .compose(request -> request.send(body))
                        .compose(response -> response.body())));
        assertThat(answer.length()).isPositive();
    }

    private static <T> T within(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}
