package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.testing.OnLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumerOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class EventBusMetersVertxTest {

    @Test
    void aDashboardForTheLibrarysFamiliesShowsTheSame() throws TimeoutException {
        PrometheusMeterRegistry registry = VertxMetrics.newRegistry(Clock.SYSTEM);
        Vertx library = Vertx.builder()
                .with(new VertxOptions()
                        .setMetricsOptions(
                                new MicrometerMetricsOptions().setEnabled(true).setLabels(EnumSet.of(Label.EB_SIDE))))
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
        List<String> lines = used(library, registry);
        assertThat(lines)
                .contains(
                        "vertx_eventbus_handlers 4.0",
                        "vertx_eventbus_published_total{side=\"local\"} 2.0",
                        "vertx_eventbus_sent_total{side=\"local\"} 5.0",
                        "vertx_eventbus_received_total{side=\"local\"} 7.0",
                        "vertx_eventbus_delivered_total{side=\"local\"} 5.0",
                        "vertx_eventbus_processed_total{side=\"local\"} 3.0",
                        "vertx_eventbus_discarded_total{side=\"local\"} 2.0",
                        "vertx_eventbus_pending{side=\"local\"} 1.0",
                        "vertx_eventbus_reply_failures_total 1.0");

        PrometheusMeterRegistry ours = VertxMetrics.newRegistry(Clock.SYSTEM);
        List<String> shown = used(VertxMetrics.builder(new VertxOptions(), ours).build(), ours);
        assertThat(shown).containsAll(lines);
        assertThat(shown)
                .as("what the library would show with the first message only is 0 from the start")
                .filteredOn(line -> !lines.contains(line) && !line.startsWith("#"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" 0.0") || line.endsWith(" 0"));
    }

    /**
     * The families of the event bus after a message was published to two and another to nobody, a question was answered and one asked of
     * nobody, and of three that were sent to a consumer that rests and keeps one the others were dropped.
     */
    private static List<String> used(Vertx vertx, PrometheusMeterRegistry registry) throws TimeoutException {
        assertThat(within(OnLoop.ask(vertx, () -> use(vertx.eventBus())))).isEqualTo("answer");
        List<String> lines = registry.scrape()
                .lines()
                .filter(line -> line.contains("vertx_eventbus"))
                .toList();
        within(vertx.close());
        return lines;
    }

    private static Future<Object> use(EventBus bus) {
        bus.consumer("news", message -> {});
        bus.consumer("news", message -> {});
        bus.consumer("question", message -> message.reply("answer"));
        bus.consumer("gone", message -> {}).unregister();
        bus.consumer(new MessageConsumerOptions().setAddress("resting").setMaxBufferedMessages(1), message -> {})
                .pause();
        bus.publish("news", "a");
        bus.publish("nowhere", "b");
        for (int i = 0; i < 3; i++) {
            bus.send("resting", i);
        }
        // All are on one event loop, so what was sent first is over when the answer comes.
        return bus.request("question", "?")
                .compose(answer -> bus.request("nobody", "?").recover(refused -> Future.succeededFuture(answer)))
                .map(Message::body);
    }

    private static <T> T within(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}
