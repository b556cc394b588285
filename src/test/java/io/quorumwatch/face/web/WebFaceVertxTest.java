package io.quorumwatch.face.web;

import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.config.WebConfig;
import io.quorumwatch.desk.health.Saying;
import io.quorumwatch.desk.health.SetClock;
import io.quorumwatch.desk.health.Waiting;
import io.quorumwatch.desk.health.WatchedCluster;
import io.quorumwatch.testing.process.Eventually;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebFaceVertxTest {

    /** Much more than the kernel takes for a client that does not read. */
    private static final int LARGE_ANSWER = 32 * 1024 * 1024;

    private Site site;

    @BeforeEach
    void open() throws Exception {
        site = Site.open().watching(Concern.LEADER, Concern.BOND);
        site.says(Saying.ok().by(Concern.BOND)).says(Saying.ok().with(Map.of("leader", "server-1")));
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void answersHealthInTheDocumentedForm() throws Exception {
        site.clock.forward(Duration.ofMillis(212));
        HttpResponse<String> answer = site.shows().get("/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"causes\":[],\"components\":{"
                        + "\"acme/bond\":{\"age_ms\":212,\"critical\":true,\"since\":\"2026-05-01T12:00:00.000Z\",\"status\":\"ready\"},"
                        + "\"acme/leader\":{\"age_ms\":212,\"critical\":true,\"details\":{\"leader\":\"server-1\"},"
                        + "\"since\":\"2026-05-01T12:00:00.000Z\",\"status\":\"ready\"},"
                        + "\"agent/loop\":{\"age_ms\":0,\"critical\":true,\"since\":\"2026-05-01T12:00:00.000Z\",\"status\":\"ready\"}},"
                        + "\"details\":{\"agent\":\"watcher-1\",\"uptime_seconds\":0.212,\"version\":\"1.2.3\"},"
                        + "\"generated_at\":\"2026-05-01T12:00:00.212Z\",\"schema_version\":1,\"status\":\"ready\"}");
    }

    @Test
    void turnsTo503WithTheReasonAndBack() throws Exception {
        site.says(Saying.firing(Severity.WARNING));
        assertThat(site.get("/health").statusCode()).isEqualTo(200);
        assertThat(site.json("/health").getString("status")).isEqualTo("affected");
        site.says(Saying.firing(Severity.PAGE));
        HttpResponse<String> answer = site.get("/health");
        assertThat(answer.statusCode()).isEqualTo(503);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getString("status")).isEqualTo("not_ready");
        assertThat(body.getJsonArray("causes")).isEqualTo(JsonArray.of("acme/leader"));
        site.says(Saying.ok());
        assertThat(site.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotReadyBeforeAnythingIsWatched() throws Exception {
        try (Site empty = Site.open()) {
            assertThat(empty.get("/health").statusCode()).isEqualTo(503);
            assertThat(empty.json("/health").getJsonObject("details").getString("reason"))
                    .isEqualTo("not-looked-yet");
        }
    }

    @Test
    void drillsDownToAClusterAndItsComponents() throws Exception {
        site.says(Saying.firing(Severity.PAGE));
        assertThat(site.get("/health/acme").statusCode()).isEqualTo(503);
        assertThat(site.json("/health/acme").getJsonObject("components").fieldNames())
                .containsExactlyInAnyOrder("acme/bond", "acme/leader");
        assertThat(site.get("/health/acme/bond").statusCode()).isEqualTo(200);
        assertThat(site.get("/health/acme/leader").statusCode()).isEqualTo(503);
        JsonObject component = site.json("/health/acme/leader");
        assertThat(component.getString("reason")).isEqualTo("leader-absent");
        assertThat(component.getString("name")).isEqualTo("acme/leader");
        assertThat(site.get("/health/agent").statusCode()).isEqualTo(200);
        assertThat(site.get("/health/agent/loop").statusCode()).isEqualTo(200);
    }

    @Test
    void drillsDownToNamesThatNeedToBeEncoded() throws Exception {
        site.ledger.expect(
                new WatchedCluster("über mainnet.1", Set.of(Concern.LEADER), true, WatchedCluster.MAXIMUM_AGE),
                site.clock.wall());
        site.says(Saying.ok().of("über mainnet.1"));
        assertThat(site.get("/health/%C3%BCber%20mainnet.1").statusCode()).isEqualTo(200);
        assertThat(site.get("/health/%C3%BCber%20mainnet.1/leader").statusCode())
                .isEqualTo(200);
    }

    @Test
    void followsAComponentsOwnStatusAlsoWhenItIsNotCritical() throws Exception {
        site.ledger.expect(
                new WatchedCluster("lab", Set.of(Concern.LEADER), false, WatchedCluster.MAXIMUM_AGE),
                site.clock.wall());
        site.says(Saying.firing(Severity.PAGE).of("lab"));
        assertThat(site.get("/health").statusCode()).isEqualTo(200);
        assertThat(site.get("/health/lab").statusCode()).isEqualTo(200);
        assertThat(site.get("/health/lab/leader").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/nobody",
                "/health/acm",
                "/health/acme/nothing",
                "/health/acme/leader/more",
                "/",
                "/healthz",
                "/health/../health/x",
                "/api/v1/clusters/nobody",
                "/api/v1/clusters/nobody/safe-to-restart?member=x",
                "/api/v2"
            })
    void says404InTheOneFormOfRefusals(String path) throws Exception {
        refuses(site.get(path), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/health",
        "DELETE,/livez",
        "PUT,/metrics",
        "OPTIONS,/readyz",
        "POST,/api/v1/clusters",
        "PATCH,/openapi.yaml"
    })
    void knowsNoMethodThatChangesAnything(String method, String path) throws Exception {
        HttpResponse<String> answer = site.ask(method, path, Map.of());
        refuses(answer, 405);
        assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health?pretty",
                "/health/acme",
                "/health/acme/leader",
                "/health/nobody",
                "/livez",
                "/readyz",
                "/metrics",
                "/api/v1/clusters",
                "/openapi.yaml"
            })
    void guardsEveryAnswerAndKnowsHead(String path) throws Exception {
        HttpResponse<String> get = site.get(path);
        HttpResponse<String> head = site.ask("HEAD", path, Map.of());
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        for (HttpResponse<String> answer : List.of(get, head)) {
            assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
        if (!path.equals("/metrics")) {
            assertThat(head.headers().firstValue("content-length"))
                    .isEqualTo(get.headers().firstValue("content-length"));
        }
    }

    @Test
    void laysJsonOutForPeople() throws Exception {
        for (String path : List.of("/health", "/health/acme", "/health/acme/leader", "/readyz", "/api/v1/clusters")) {
            String pretty = site.get(path + "?pretty").body();
            assertThat(pretty).contains("\n  \"").endsWith("}\n");
            assertThat(new JsonObject(pretty)).isEqualTo(site.json(path));
        }
    }

    @Test
    void staysAliveHoweverIllTheClustersAre() throws Exception {
        site.says(Saying.firing(Severity.CRITICAL));
        assertThat(site.get("/livez").statusCode()).isEqualTo(200);
        assertThat(site.get("/livez?verbose").statusCode()).isEqualTo(200);
    }

    @Test
    void turnsProbesAwayOnceItShutsDownButStaysAlive() throws Exception {
        site.clusters.show(new TreeMap<>());
        assertThat(site.get("/readyz").statusCode()).isEqualTo(200);
        await(site.face.beginShutdown());
        for (String path : List.of("/health", "/health?pretty", "/health/acme", "/readyz")) {
            assertThat(site.get(path).statusCode()).isEqualTo(503);
            assertThat(site.json(path).getString("status")).isEqualTo("shutting_down");
        }
        site.says(Saying.firing(Severity.PAGE));
        assertThat(site.json("/health").getString("status")).isEqualTo("shutting_down");
        assertThat(site.get("/livez").statusCode()).isEqualTo(200);
        assertThat(site.get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void saysTheSameOfHundredsOfClusters() throws Exception {
        for (int i = 0; i < 300; i++) {
            WatchedCluster cluster =
                    new WatchedCluster("acme-" + i, Set.of(Concern.LEADER), true, WatchedCluster.MAXIMUM_AGE);
            site.ledger.expect(cluster, site.clock.wall());
        }
        HttpResponse<String> answer = site.shows().get("/health");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo(new JsonObject(JsonForm.of(site.report())).encode());
        assertThat(site.get("/health").body()).isEqualTo(answer.body());
        assertThat(site.get("/health?pretty").body())
                .contains("\n")
                .isEqualTo(new JsonObject(answer.body()).encodePrettily() + "\n");
        assertThat(site.ask("HEAD", "/health", Map.of()).headers().firstValueAsLong("content-length"))
                .hasValue(answer.body().length());
        await(site.face.beginShutdown());
        assertThat(site.json("/health").getString("status")).isEqualTo("shutting_down");
    }

    @Test
    void refusesRequestsWithABody() throws Exception {
        String answer = site.raw("GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"remedy\"");
        String chunked =
                site.raw("POST /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        assertThat(chunked).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void refusesHeadsThatAreTooLargeOrNoHttp() throws Exception {
        String longUri = site.raw("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(longUri).contains(" 414 ", "\"remedy\"");
        String longHead = site.raw("GET /health HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");
        assertThat(longHead).contains(" 431 ", "\"remedy\"");
        String noHttp = site.raw("hello\r\n\r\n");
        assertThat(noHttp).contains(" 400 ", "\"remedy\"");
        String badPath = site.raw("GET /health/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(badPath).startsWith("HTTP/1.1 400 ").contains("\"remedy\"");
        assertThat(site.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void closesConnectionsThatStandStill() throws Exception {
        WebLimits impatient = new WebLimits(Duration.ofMillis(300), 4096, 8192, 16, 4, 65_536);
        try (Site quick = Site.open(WebConfig.OPEN, impatient)) {
            assertThat(quick.raw("GET /health HTTP/1.1\r\nHost: a")).isEmpty();
            assertThat(quick.get("/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void closesConnectionsWhoseClientsTakeTheirAnswersByTheDrop() throws Exception {
        WebLimits impatient = new WebLimits(Duration.ofMillis(300), 4096, 8192, 16, 4, 65_536);
        Buffer large = Buffer.buffer(new byte[LARGE_ANSWER]);
        Routes more = router ->
                Routes.read(router, "/large", request -> request.response().end(large));
        try (Site quick = Site.open(WebConfig.OPEN, impatient, more)) {
            assertThat(quick.takenByTheDrop("/large"))
                    .as("bytes until the connection was closed")
                    .isBetween(1L, LARGE_ANSWER - 1L);
        }
    }

    @Test
    void servesOthersWhileSlowClientsHoldTheirConnections() throws Exception {
        List<NetSocket> slow = new ArrayList<>();
        for (int client = 0; client < 100; client++) {
            NetSocket socket = await(site.net.connect(site.port(), "127.0.0.1"));
            await(socket.write("GET /health HT"));
            slow.add(socket);
        }
        assertThat(site.get("/health").statusCode()).isEqualTo(200);
        for (NetSocket socket : slow) {
            await(socket.close());
        }
    }

    @Test
    void keepsConnectionsToTheirNumber() throws Exception {
        WebLimits few = new WebLimits(Duration.ofSeconds(30), 4096, 8192, 2, 4, 65_536);
        try (Site small = Site.open(WebConfig.OPEN, few)) {
            NetSocket first = await(small.net.connect(small.port(), "127.0.0.1"));
            NetSocket second = await(small.net.connect(small.port(), "127.0.0.1"));
            assertThat(small.raw("")).isEmpty();
            await(first.close());
            await(second.close());
        }
    }

    @Test
    void givesManyProbersTheSameAnswer() throws Exception {
        ExecutorService probers = Executors.newFixedThreadPool(16);
        try {
            List<Callable<String>> asks = new ArrayList<>();
            for (int probe = 0; probe < 400; probe++) {
                asks.add(() -> site.get("/health").body());
            }
            List<String> bodies = new ArrayList<>();
            for (Future<String> answer : probers.invokeAll(asks, Waiting.SECONDS, TimeUnit.SECONDS)) {
                bodies.add(answer.get());
            }
            assertThat(bodies).hasSize(400).containsOnly(site.get("/health").body());
        } finally {
            probers.shutdownNow();
        }
    }

    @Test
    void answersWhatOthersAdd() throws Exception {
        Routes faults = router -> router.post("/api/v1/demo/faults/:fault")
                .handler(request -> Answer.json(200, Map.of("fault", request.pathParam("fault")), false)
                        .to(request.request()));
        Routes broken = router -> Routes.read(router, "/broken", request -> {
            throw new IllegalStateException("on purpose");
        });
        try (Site demo = Site.open(WebConfig.OPEN, WebLimits.DEFAULT, faults, broken)) {
            assertThat(demo.ask("POST", "/api/v1/demo/faults/kill", Map.of()).body())
                    .isEqualTo("{\"fault\":\"kill\"}");
            HttpResponse<String> unknownMethod = demo.get("/api/v1/demo/faults/kill");
            refuses(unknownMethod, 405);
            assertThat(unknownMethod.headers().firstValue("allow")).hasValue("POST");
            refuses(demo.get("/broken"), 500);
        }
    }

    @Test
    void finishesNothingNewOnceItIsStopped() throws Exception {
        int port = site.port();
        await(site.vertx.undeploy(site.vertx.deploymentIDs().iterator().next()));
        // What is closed may still be in the kernel's queue for a moment.
        Eventually.passes(
                "that nobody listens",
                Duration.ofSeconds(Waiting.SECONDS),
                () -> assertThat(site.net
                                .connect(port, "127.0.0.1")
                                .map(HealthStatus.READY)
                                .otherwise(HealthStatus.SHUT_DOWN)
                                .await(Waiting.SECONDS, TimeUnit.SECONDS))
                        .isEqualTo(HealthStatus.SHUT_DOWN));
    }

    private static void refuses(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.fieldNames()).containsExactly("error", "remedy");
        assertThat(body.getString("remedy")).isNotBlank();
    }

    @Test
    void aConnectionThatCameBeforeThePortWasAnnouncedIsTurnedAway() {
        List<String> calls = new ArrayList<>();
        HttpConnection early = (HttpConnection) Proxy.newProxyInstance(
                HttpConnection.class.getClassLoader(),
                new Class<?>[] {HttpConnection.class},
                (proxy, method, given) -> {
                    calls.add(method.getName());
                    return null;
                });
        WebSettings settings = new WebSettings("127.0.0.1", 0, WebConfig.OPEN, WebLimits.DEFAULT);
        new WebFace(settings, Site.nothing(), new SetClock(Site.START)).admit(early);
        assertThat(calls).containsExactly("close");
    }
}
