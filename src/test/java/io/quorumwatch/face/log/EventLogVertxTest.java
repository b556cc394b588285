package io.quorumwatch.face.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventLogVertxTest {

    private final Vertx vertx = Vertx.vertx();
    private final EventLog log = new EventLog(List.of("acme"));
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(EventLog.class);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(LogLines.json(event));
        }
    };

    @BeforeEach
    void start() throws TimeoutException {
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        BusCodec.registerAll(vertx.eventBus());
        assertThat(within(vertx.deployVerticle(log))).isNotNull();
    }

    @AfterEach
    void close() throws TimeoutException {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
        assertThat(within(vertx.close())).isNull();
    }

    @Test
    void logsWhatIsNewsOnTheBus() throws InterruptedException {
        fail("acme");
        assertThat(lines.poll(10, TimeUnit.SECONDS))
                .contains(
                        "\"level\":\"WARN\",\"msg\":\"scrape_failed\",\"cluster_id\":\"acme\",\"node_id\":\"watcher-1\",")
                .endsWith("\"target_member\":\"a\",\"reason\":\"refused\",\"duration_ms\":0}\n");
        fail("acme");
        doubt();
        assertThat(lines.poll(10, TimeUnit.SECONDS))
                .contains("\"state_type\":\"doubt\"", "\"reason\":\"paused\"", "\"duration_ms\":2500");
    }

    @Test
    void followsAReload() throws InterruptedException, TimeoutException {
        assertThat(within(log.watch(List.of("other")))).isNull();
        fail("acme");
        fail("other");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).contains("\"cluster_id\":\"other\"");
    }

    private void fail(String cluster) {
        vertx.eventBus()
                .publish(
                        Addresses.reading(cluster),
                        MemberReading.failed(
                                cluster, "a", "committee", Instant.EPOCH, Instant.EPOCH, ScrapeFailure.REFUSED, false));
    }

    private void doubt() {
        vertx.eventBus()
                .publish(Addresses.DOUBT, new AgentDoubt(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, "paused", 2500));
    }

    private static <T> T within(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}
