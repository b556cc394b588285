package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.testing.OnLoop;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsPageVertxTest {

    private final AtomicLong nanos = new AtomicLong();
    private final PrometheusMeterRegistry registry = VertxMetrics.newRegistry(new Clock() {

        @Override
        public long wallTime() {
            return MetricsFeed.START.toEpochMilli();
        }

        @Override
        public long monotonicTime() {
            return nanos.get();
        }
    });
    private final Vertx vertx = VertxMetrics.builder(new VertxOptions().setWorkerPoolSize(1), registry)
            .build();
    private final MetricsBinder binder = new MetricsBinder(
            new MetricsLedger("0.1.0", "watcher-1", MetricsFeed.START),
            List.of(MetricsFeed.cluster("acme", "a", "b")),
            registry,
            new AgentClock() {

                @Override
                public Instant wall() {
                    return beginPage();
                }

                @Override
                public long nanos() {
                    return System.nanoTime();
                }
            });

    /** Each page asks for the time once, when it is begun. */
    private final AtomicInteger pages = new AtomicInteger();

    private HttpClient client;
    private String deployment;
    private int port;

    @BeforeEach
    void start() throws TimeoutException {
        BusCodec.registerAll(vertx.eventBus());
        deployment = within(vertx.deployVerticle(binder));
        Router router = Router.router(vertx);
        router.get("/metrics").handler(new MetricsHandler(binder));
        router.head("/metrics").handler(new MetricsHandler(binder));
        HttpServer server =
                within(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        port = server.actualPort();
        client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
    }

    @AfterEach
    void close() throws TimeoutException {
        assertThat(within(vertx.close())).isNull();
    }

    @Test
    void showsAKilledLeaderOnTheVeryNextPage() throws TimeoutException {
        publish(reading(Map.of(Signal.LEADS, 1.0)));
        assertThat(text(get("*/*", "identity"))).contains("\nquorumwatch_leaders{watched=\"acme\"} 1\n");
        publish(MemberReading.failed(
                "acme", "a", "committee", MetricsFeed.START, MetricsFeed.START, ScrapeFailure.REFUSED, true));
        assertThat(text(get("*/*", "identity"))).contains("\nquorumwatch_leaders{watched=\"acme\"} 0\n");
    }

    @Test
    void answersInTextWithItsContentTypeAndIsNeverStored() throws TimeoutException {
        Answer answer = get("text/html, */*;q=0.1", "identity");
        assertThat(answer.response().statusCode()).isEqualTo(200);
        assertThat(answer.response().getHeader("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.response().getHeader("cache-control")).isEqualTo("no-store");
        assertThat(answer.response().getHeader("content-encoding")).isNull();
        assertThat(text(answer)).contains("# TYPE quorumwatch_info gauge\n").doesNotContain("# EOF");
    }

    @Test
    void answersInOpenMetricsWithOneEndMark() throws TimeoutException {
        Answer answer = get("application/openmetrics-text;version=1.0.0;q=0.6,text/plain;q=0.3", "identity");
        assertThat(answer.response().getHeader("content-type"))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(text(answer))
                .contains("# TYPE quorumwatch info\n")
                .endsWith("\n# EOF\n")
                .containsOnlyOnce("# EOF");
    }

    @Test
    void compressesForThoseWhoAskForIt() throws TimeoutException, IOException {
        Answer answer = get("*/*", "gzip, deflate;q=0.5");
        assertThat(answer.response().getHeader("content-encoding")).isEqualTo("gzip");
        byte[] page = new GZIPInputStream(new ByteArrayInputStream(answer.body().getBytes())).readAllBytes();
        assertThat(new String(page, StandardCharsets.UTF_8))
                .startsWith("# HELP quorumwatch_info ")
                .endsWith("\n");
    }

    @Test
    void answersHeadWithoutABody() throws TimeoutException {
        Answer answer = ask(HttpMethod.HEAD, "*/*", "identity");
        assertThat(answer.response().statusCode()).isEqualTo(200);
        assertThat(Integer.parseInt(answer.response().getHeader("content-length")))
                .isGreaterThan(1000);
        assertThat(answer.body().length()).isZero();
    }

    @Test
    void appendsWhatVertxMeasuresOfItself() throws TimeoutException {
        assertThat(get("*/*", "identity").response().statusCode()).isEqualTo(200);
        assertThat(ask(HttpMethod.HEAD, "*/*", "identity").response().statusCode())
                .isEqualTo(200);
        aTenthOfASecondPasses();
        assertThat(text(get("*/*", "identity")))
                .contains("\nvertx_http_server_requests_total{code=\"200\",route=\"/metrics\"} 2")
                .contains("\nvertx_pool_queue_pending{", "pool_name=\"vert.x-internal-blocking\"")
                .contains("\nvertx_eventbus_processed_total{")
                .doesNotContain("method=", "vertx_http_client");
    }

    @Test
    void writesNoFamiliesOfVertxTwiceInATenthOfASecond() throws TimeoutException {
        String first = text(get("*/*", "identity"));
        publish(reading(Map.of(Signal.LEADS, 1.0)));
        String second = text(get("*/*", "identity"));
        aTenthOfASecondPasses();
        String third = text(get("*/*", "identity"));

        assertThat(second).contains("\nquorumwatch_leaders{watched=\"acme\"} 1\n");
        assertThat(ofVertx(second)).isEqualTo(ofVertx(first));
        assertThat(ofVertx(third)).isNotEqualTo(ofVertx(first));
    }

    private void aTenthOfASecondPasses() {
        assertThat(nanos.addAndGet(VertxFamilies.KEPT.toNanos())).isPositive();
    }

    private static String ofVertx(String page) {
        return page.substring(page.indexOf("# HELP vertx_"));
    }

    @Test
    void followsAReload() throws TimeoutException {
        publish(reading(Map.of(Signal.LEADS, 1.0)));
        assertThat(within(binder.watch(List.of(MetricsFeed.cluster("other", "z")))))
                .isNull();
        publish(reading(Map.of(Signal.LEADS, 1.0)));
        vertx.eventBus()
                .publish(
                        Addresses.verdict("other"),
                        MetricsFeed.verdict(
                                "other",
                                "leader-multiple",
                                null,
                                VerdictState.OK,
                                VerdictState.FIRING,
                                MetricsFeed.START,
                                Map.of()));
        assertThat(text(get("*/*", "identity")))
                .doesNotContain("acme")
                .contains("condition=\"leader-multiple\",to=\"firing\"} 1\n");
    }

    @Test
    void takesWhatDoesNotComeOverTheBus() throws TimeoutException {
        binder.feed(ledger -> ledger.count(MetricNames.CONFIG_RELOADS, 1, "failed"));
        assertThat(text(get("*/*", "identity"))).contains("quorumwatch_config_reloads_total{result=\"failed\"} 1\n");
    }

    @Test
    void writesOnePageForAllWhoAskWhileAnotherIsBeingWritten() throws TimeoutException {
        Promise<List<Future<Buffer>>> asked = Promise.promise();
        // A worker completes each page. The only one that there is waits until all have asked.
        CountDownLatch allHaveAsked = new CountDownLatch(1);
        Future<Boolean> held = vertx.executeBlocking(() -> allHaveAsked.await(10, TimeUnit.SECONDS));
        binder.feed(ledger -> {
            asked.complete(Stream.generate(() -> binder.page(MetricsFormat.TEXT, false))
                    .limit(10)
                    .toList());
            binder.feed(later -> allHaveAsked.countDown());
        });
        List<Future<Buffer>> answers = within(asked.future());
        assertThat(within(held)).isTrue();
        Buffer first = within(answers.get(0));
        Buffer shared = within(answers.get(1));
        assertThat(shared).isNotSameAs(first);
        for (Future<Buffer> answer : answers.subList(2, answers.size())) {
            assertThat(within(answer)).isSameAs(shared);
        }
        assertThat(pages).hasValue(2);
    }

    @Test
    void writesAPageOfItsOwnForEachFormat() throws TimeoutException {
        Promise<List<Future<Buffer>>> asked = Promise.promise();
        binder.feed(ledger -> asked.complete(List.of(
                binder.page(MetricsFormat.TEXT, false),
                binder.page(MetricsFormat.TEXT, true),
                binder.page(MetricsFormat.OPENMETRICS, false))));
        for (Future<Buffer> answer : within(asked.future())) {
            assertThat(within(answer).length()).isPositive();
        }
        assertThat(pages).hasValue(3);
    }

    @Test
    void answers503WhileNobodyWritesPages() throws TimeoutException {
        assertThat(within(vertx.undeploy(deployment))).isNull();
        assertThat(get("*/*", "identity").response().statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> within(binder.page(MetricsFormat.TEXT, true))).hasMessageContaining("not running");
    }

    private Instant beginPage() {
        pages.incrementAndGet();
        return MetricsFeed.START;
    }

    private void publish(MemberReading reading) {
        vertx.eventBus().publish(Addresses.reading("acme"), reading);
    }

    private static MemberReading reading(Map<Signal, Double> signals) {
        return new MemberReading(
                "acme",
                "a",
                "committee",
                MetricsFeed.START,
                MetricsFeed.START,
                null,
                false,
                false,
                MetricsFeed.signals(signals),
                Map.of(),
                null,
                null,
                null);
    }

    private record Answer(HttpClientResponse response, Buffer body) {}

    private Answer get(String accept, String encoding) throws TimeoutException {
        return ask(HttpMethod.GET, accept, encoding);
    }

    private Answer ask(HttpMethod method, String accept, String encoding) throws TimeoutException {
        return within(OnLoop.ask(
                vertx,
                () -> client.request(method, "/metrics")
                        .compose(request -> request.putHeader("accept", accept)
                                .putHeader("accept-encoding", encoding)
                                .send())
                        .compose(response -> response.body().map(body -> new Answer(response, body)))));
    }

    private static String text(Answer answer) {
        return answer.body().toString(StandardCharsets.UTF_8);
    }

    private static <T> T within(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}
