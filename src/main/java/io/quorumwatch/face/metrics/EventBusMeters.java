package io.quorumwatch.face.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MetricsNaming;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What happens on the event bus, in the families of {@code vertx-micrometer-metrics}, whose own meters it stands in for: those are looked
 * up by name and labels four times for each message, a twentieth of what a look at one of a thousand members takes. Here they are found
 * once, and say 0 from the start.
 *
 * <p>Addresses are no label, so nobody makes a series. The addresses that Vert.x makes up for replies are not counted, as by the library.
 * Safe for any thread.
 */
final class EventBusMeters implements EventBusMetrics<EventBusMeters> {

    private static final String INTERNAL = "__vertx.";

    private final LongAdder handlers;
    private final DistributionSummary bytesWritten;
    private final DistributionSummary bytesRead;
    private final Counter replyFailures;
    private final Side local;
    private final Side remote;

    EventBusMeters(MeterRegistry registry) {
        DomainMeters meters = new DomainMeters(registry, MetricsDomain.EVENT_BUS);
        MetricsNaming names = MetricsNaming.v4Names();
        handlers = meters.gauge(names.getEbHandlers(), "Number of event bus handlers in use", Tags.empty());
        bytesWritten = meters.sizes(
                names.getEbBytesWritten(),
                "Number of bytes sent while sending messages to event bus cluster peers",
                Tags.empty());
        bytesRead = meters.sizes(
                names.getEbBytesRead(),
                "Number of bytes received while reading messages from event bus cluster peers",
                Tags.empty());
        replyFailures = meters.counter(names.getEbReplyFailures(), "Number of message reply failures", Tags.empty());
        local = new Side(meters, names, "local");
        remote = new Side(meters, names, "remote");
    }

    /** Whose messages stay in this Java virtual machine, or those that come from another or go to it. */
    private static final class Side {

        private final LongAdder pending;
        private final Counter processed;
        private final Counter discarded;
        private final Counter published;
        private final Counter sent;
        private final Counter received;
        private final Counter delivered;

        Side(DomainMeters meters, MetricsNaming names, String side) {
            Tags labels = Tags.of(Label.EB_SIDE.toString(), side);
            pending = meters.gauge(names.getEbPending(), "Number of messages not processed yet", labels);
            processed = meters.counter(names.getEbProcessed(), "Number of processed messages", labels);
            discarded = meters.counter(names.getEbDiscarded(), "Number of discarded messages", labels);
            published = meters.counter(
                    names.getEbPublished(), "Number of messages published (publish / subscribe)", labels);
            sent = meters.counter(names.getEbSent(), "Number of messages sent (point-to-point)", labels);
            received = meters.counter(names.getEbReceived(), "Number of messages received", labels);
            delivered = meters.counter(names.getEbDelivered(), "Number of messages delivered to handlers", labels);
        }

        private void over(Counter how) {
            pending.decrement();
            how.increment();
        }
    }

    private Side side(boolean isLocal) {
        return isLocal ? local : remote;
    }

    private static boolean isInternal(String address) {
        return address.startsWith(INTERNAL);
    }

    /** Answers null, of which nothing is counted, for an internal one. */
    @Override
    public @Nullable EventBusMeters handlerRegistered(String address) {
        if (isInternal(address)) {
            return null;
        }
        handlers.increment();
        return this;
    }

    @Override
    public void handlerUnregistered(@Nullable EventBusMeters handler) {
        if (handler != null) {
            handlers.decrement();
        }
    }

    @Override
    public void messageDelivered(@Nullable EventBusMeters handler, boolean isLocal) {
        if (handler != null) {
            Side side = side(isLocal);
            side.over(side.processed);
        }
    }

    @Override
    public void discardMessage(@Nullable EventBusMeters handler, boolean isLocal, Message<?> message) {
        if (handler != null) {
            Side side = side(isLocal);
            side.over(side.discarded);
        }
    }

    @Override
    public void messageSent(String address, boolean publish, boolean isLocal, boolean isRemote) {
        if (!isInternal(address)) {
            Side side = side(isLocal);
            (publish ? side.published : side.sent).increment();
        }
    }

    @Override
    public void messageReceived(String address, boolean publish, boolean isLocal, int takers) {
        if (!isInternal(address)) {
            Side side = side(isLocal);
            side.received.increment();
            if (takers > 0) {
                side.pending.add(takers);
                side.delivered.increment();
            }
        }
    }

    @Override
    public void messageWritten(String address, int bytes) {
        if (!isInternal(address)) {
            bytesWritten.record(bytes);
        }
    }

    @Override
    public void messageRead(String address, int bytes) {
        if (!isInternal(address)) {
            bytesRead.record(bytes);
        }
    }

    @Override
    public void replyFailure(String address, ReplyFailure failure) {
        if (!isInternal(address)) {
            replyFailures.increment();
        }
    }
}
