package io.quorumwatch.face.web;

import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.config.WebConfig;
import io.quorumwatch.desk.health.Saying;
import io.quorumwatch.desk.health.Waiting;
import io.quorumwatch.testing.OnLoop;
import io.vertx.core.Future;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBridgeVertxTest {

    private static final WebLimits LIMITS = new WebLimits(Duration.ofSeconds(30), 4096, 8192, 64, 2, 64 * 1024);

    private final Site site = open();
    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void deliversVerdictsInTheirJsonForm() throws Exception {
        WebSocket socket = subscribe("/eventbus/websocket", Addresses.verdict("acme"));
        Verdict verdict =
                Saying.firing(Severity.PAGE).with(Map.of("leaders", 0)).verdict(Site.START, Site.START);
        publishUntilHeard(Addresses.verdict("acme"), verdict);
        JsonObject frame = next();
        assertThat(frame.getString("type")).isEqualTo("rec");
        assertThat(frame.getString("address")).isEqualTo("quorumwatch.verdict.acme");
        assertThat(frame.getJsonObject("body")).isEqualTo(new JsonObject(JsonForm.of(verdict)));
        await(socket.close());
    }

    @Test
    void deliversTheHealthReport() throws Exception {
        site.watching(Concern.LEADER).says(Saying.ok());
        WebSocket socket = subscribe("/eventbus/websocket", Addresses.HEALTH);
        publishUntilHeard(Addresses.HEALTH, site.report());
        assertThat(next().getJsonObject("body").getString("status")).isEqualTo("ready");
        await(socket.close());
    }

    @Test
    void speaksSockJsOverWebSocketToo() throws Exception {
        assertThat(site.json("/eventbus/info").getBoolean("websocket")).isTrue();
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        // The first frame may come with the handshake: whoever begins to listen later misses it.
        WebSocket socket = await(connect("/eventbus/000/session1/websocket")
                .onSuccess(connected -> connected.textMessageHandler(texts::add)));
        assertThat(texts.poll(Waiting.SECONDS, TimeUnit.SECONDS)).isEqualTo("o");
        await(socket.writeTextMessage(
                "[\"{\\\"type\\\":\\\"publish\\\",\\\"address\\\":\\\"quorumwatch.health\\\"}\"]"));
        assertThat(texts.poll(Waiting.SECONDS, TimeUnit.SECONDS)).contains("access_denied");
        await(socket.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "send"})
    void letsNobodySend(String type) throws Exception {
        WebSocket socket = connected("/eventbus/websocket");
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        await(site.vertx
                .eventBus()
                .localConsumer(Addresses.HEALTH, message -> heard.add(message.body()))
                .completion());
        await(socket.writeTextMessage(JsonObject.of("type", type, "address", Addresses.HEALTH, "body", "lie")
                .encode()));
        assertThat(next()).isEqualTo(JsonObject.of("type", "err", "body", "access_denied"));
        assertThat(heard).isEmpty();
        await(socket.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quorumwatch.doubt", "quorumwatch.verdict.", "other", "quorumwatch.health.more"})
    void letsNobodyHearWhatIsNotPublic(String address) throws Exception {
        WebSocket socket = subscribe("/eventbus/websocket", address);
        assertThat(next()).isEqualTo(JsonObject.of("type", "err", "body", "access_denied"));
        await(socket.close());
    }

    @Test
    void passesOnNothingThatIsNotOfTheFamily() throws Exception {
        WebSocket socket = subscribe("/eventbus/websocket", Addresses.verdict("acme"));
        site.vertx.eventBus().publish(Addresses.verdict("acme"), "text");
        Verdict verdict = Saying.ok().verdict(Site.START, Site.START);
        publishUntilHeard(Addresses.verdict("acme"), verdict);
        assertThat(next().getJsonObject("body").getString("kind")).isEqualTo("verdict");
        await(socket.close());
    }

    @Test
    void keepsQuietSubscribersAliveByPingAndDropsThoseThatDoNotAnswer() throws Exception {
        WebLimits impatient = new WebLimits(Duration.ofSeconds(6), 4096, 8192, 64, 2, 64 * 1024);
        try (Site quick = Site.open(WebConfig.OPEN, impatient)) {
            RawSubscriber quiet = RawSubscriber.of(quick, Addresses.HEALTH);
            for (int ping = 0; ping < 4; ping++) {
                quiet.awaitText("\u0089\u0000");
                quiet.pong();
            }
            assertThat(quiet.lastWords()).endsWith("no answer to ping");
        }
    }

    @Test
    void limitsTheNumberOfSubscribers() throws Exception {
        WebSocket first = subscribe("/eventbus/websocket", Addresses.HEALTH);
        WebSocket second = subscribe("/eventbus/websocket", Addresses.HEALTH);
        RawSubscriber third = RawSubscriber.asking(site.vertx, site.port(), RawSubscriber.PLAIN);
        third.awaitText(RawSubscriber.GOODBYE);
        await(third.socket.close());
        await(first.close());
        await(second.close());
    }

    @Test
    void countsASubscriberThatHasGoneNoLonger() throws Exception {
        WebLimits few = new WebLimits(Duration.ofSeconds(30), 4096, 8192, 3, 2, 64 * 1024);
        try (Site small = Site.open(WebConfig.OPEN, few)) {
            for (int visit = 0; visit < 5; visit++) {
                await(OnLoop.ask(
                        small.vertx,
                        () -> small.webSockets
                                .connect(small.port(), "127.0.0.1", "/eventbus/websocket")
                                .compose(WebSocket::close)));
            }
            assertThat(small.get("/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsPagesOfOtherSitesOut() throws Exception {
        Future<WebSocket> foreign = connect("/eventbus/websocket", "http://evil.example");
        assertThat(foreign.map("connected")
                        .otherwise(failure -> failure instanceof UpgradeRejectedException rejected
                                ? "rejected " + rejected.getStatus()
                                : failure.toString())
                        .await(Waiting.SECONDS, TimeUnit.SECONDS))
                .isEqualTo("rejected 403");
        WebSocket own = await(connect("/eventbus/websocket", "http://127.0.0.1:" + site.port()));
        await(own.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"permessage-deflate", "deflate-frame", "x-webkit-deflate-frame"})
    void compressesForNobody(String extension) throws Exception {
        WebSocket socket = await(site.webSockets.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(site.port())
                .setURI("/eventbus/websocket")
                .addHeader("Sec-WebSocket-Extensions", extension)));
        assertThat(socket.headers().contains("Sec-WebSocket-Extensions")).isFalse();
        await(socket.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xhr_streaming", "xhr", "eventsource", "htmlfile?c=x", "jsonp?c=x"})
    void offersNoTransportThatOtherSitesCouldRead(String transport) throws Exception {
        assertThat(site.get("/eventbus/000/session/" + transport).statusCode()).isEqualTo(404);
        assertThat(site.ask("POST", "/eventbus/000/session/" + transport, Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/iframe.html", "/iframe-x.html", "/000/session", "/a.b/session/websocket"})
    void servesNothingElseOfSockJs(String path) throws Exception {
        assertThat(site.get("/eventbus" + path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "POST", "HEAD"})
    void itsPathsAreReadAndNothingElse(String method) throws Exception {
        HttpResponse<String> answer = site.ask(method, "/eventbus/info", Map.of());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    }

    private static Site open() {
        try {
            return Site.open(WebConfig.OPEN, LIMITS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private Future<WebSocket> connect(String path) {
        return site.webSockets.connect(site.port(), "127.0.0.1", path);
    }

    private Future<WebSocket> connect(String path, String origin) {
        return site.webSockets.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(site.port())
                .setURI(path)
                .addHeader("Origin", origin));
    }

    private WebSocket connected(String path) throws Exception {
        WebSocket socket = await(connect(path));
        socket.binaryMessageHandler(message -> frames.add(new JsonObject(message)));
        socket.textMessageHandler(message -> frames.add(new JsonObject(message)));
        return socket;
    }

    private WebSocket subscribe(String path, String address) throws Exception {
        WebSocket socket = connected(path);
        await(socket.writeTextMessage(
                JsonObject.of("type", "register", "address", address).encode()));
        return socket;
    }

    /** A registration is not confirmed, so what is published is repeated until it comes out at the other end. */
    private void publishUntilHeard(String address, Object message) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Waiting.SECONDS);
        while (System.nanoTime() < deadline) {
            site.vertx.eventBus().publish(address, message);
            JsonObject frame = frames.poll(20, TimeUnit.MILLISECONDS);
            if (frame != null) {
                frames.add(frame);
                return;
            }
        }
        throw new AssertionError("never heard: " + message);
    }

    private JsonObject next() throws InterruptedException {
        JsonObject frame = frames.poll(Waiting.SECONDS, TimeUnit.SECONDS);
        assertThat(frame).as("a frame in time").isNotNull();
        return frame == null ? new JsonObject() : frame;
    }
}
