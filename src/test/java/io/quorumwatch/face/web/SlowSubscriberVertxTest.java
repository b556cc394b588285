package io.quorumwatch.face.web;

import static io.quorumwatch.desk.health.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.config.WebConfig;
import io.quorumwatch.desk.health.Saying;
import io.quorumwatch.desk.health.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Subscribers that do not read. That one has been disconnected is observed at the server: the client, which does not read, could not
 * see it.
 */
class SlowSubscriberVertxTest {

    private static final String ADDRESS = Addresses.verdict("acme");
    private static final int UNSENT = 64 * 1024;
    private static final String FILLER = "x".repeat(32 * 1024);

    /** Far more than the kernel holds for a connection whose other end does not read. */
    private static final int MOST_MESSAGES = 2000;

    private final Vertx vertx = Vertx.vertx();
    private final Semaphore gone = new Semaphore(0);
    private final List<RawSubscriber> subscribers = new ArrayList<>();
    private int port;

    @BeforeEach
    void listen() throws Exception {
        BusCodec.registerAll(vertx.eventBus());
        WebLimits limits = new WebLimits(Duration.ofMinutes(10), 4096, 8192, 8, 8, UNSENT);
        OpenSockets sockets = new OpenSockets(UNSENT, gone::release);
        Router router = Router.router(vertx);
        new EventBridge(vertx, limits, sockets).mount(router);
        HttpServer server =
                vertx.createHttpServer(ServerOptions.of(new WebSettings("127.0.0.1", 0, WebConfig.OPEN, limits)));
        port = await(server.requestHandler(sockets.watching(router)).listen()).actualPort();
    }

    @AfterEach
    void close() throws Exception {
        // They answer no goodbye, for which the server would wait.
        for (RawSubscriber subscriber : subscribers) {
            await(subscriber.socket.resume().close());
        }
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {RawSubscriber.PLAIN, RawSubscriber.SOCK_JS})
    void isDisconnectedAndTheOthersGoOnHearingEverything(String path) throws Exception {
        RawSubscriber quick = subscribed(path.replace("session1", "session2"));
        RawSubscriber slow = subscribed(path);
        slow.socket.pause();
        int published = 0;
        // The quick one hears each message before the next is said, so only the slow one can fall behind.
        while (published < MOST_MESSAGES && !gone.tryAcquire()) {
            publish(++published);
            quick.awaitText(mark(published));
        }
        assertThat(published).isLessThan(MOST_MESSAGES);
        publish(++published);
        quick.awaitText(mark(published));
        assertThat(gone.availablePermits()).as("others that were disconnected").isZero();
    }

    @Test
    void isDisconnectedTooWhenItTalksWithoutListening() throws Exception {
        RawSubscriber talker = subscribed(RawSubscriber.PLAIN);
        talker.socket.pause();
        Buffer nonsense = Buffer.buffer();
        for (int frame = 0; frame < 10_000; frame++) {
            nonsense.appendBuffer(RawSubscriber.frame(0x1, "x"));
        }
        int said = 0;
        while (said < MOST_MESSAGES && gone.availablePermits() == 0) {
            said++;
            // Fails when it is cut off in the middle, which is what is waited for.
            await(talker.socket.write(nonsense).otherwiseEmpty());
        }
        assertThat(gone.tryAcquire(Waiting.SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isLessThan(MOST_MESSAGES);
    }

    private RawSubscriber subscribed(String path) throws Exception {
        RawSubscriber subscriber = RawSubscriber.of(vertx, port, path, ADDRESS);
        subscribers.add(subscriber);
        return subscriber;
    }

    private void publish(int number) {
        Map<String, Object> evidence = Map.of("mark", mark(number), "filler", FILLER);
        vertx.eventBus()
                .publish(ADDRESS, Saying.firing(Severity.PAGE).with(evidence).verdict(Site.START, Site.START));
    }

    private static String mark(int number) {
        return "message " + number + ".";
    }
}
