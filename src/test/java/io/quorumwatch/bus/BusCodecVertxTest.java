package io.quorumwatch.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BusCodecVertxTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws TimeoutException {
        assertThat(vertx.close().await(5, TimeUnit.SECONDS)).isNull();
    }

    @ParameterizedTest
    @MethodSource("io.quorumwatch.bus.SampleMessages#all")
    void handsTheVeryRecordToASubscriberInTheSameProcess(BusMessage message) throws TimeoutException {
        BusCodec.registerAll(vertx.eventBus());
        Promise<BusMessage> received = Promise.promise();
        Future<Void> listening = vertx.eventBus()
                .<BusMessage>localConsumer(Addresses.HEALTH, delivery -> received.complete(delivery.body()))
                .completion();
        assertThat(listening.await(5, TimeUnit.SECONDS)).isNull();
        vertx.eventBus().publish(Addresses.HEALTH, message);
        assertThat(received.future().await(5, TimeUnit.SECONDS)).isSameAs(message);
    }

    @ParameterizedTest
    @MethodSource("io.quorumwatch.bus.SampleMessages#all")
    void givesAnEqualRecordOverTheWire(BusMessage message) {
        assertThat(overTheWire(message)).isEqualTo(message);
    }

    @Test
    void hasASampleOfEveryRecordOfTheFamily() {
        Set<Class<?>> sampled = SampleMessages.all().map(Object::getClass).collect(Collectors.toSet());
        assertThat(sampled)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(BusMessage.class.getPermittedSubclasses()));
    }

    @Test
    void registersOnceHoweverOftenItIsAsked() {
        BusCodec.registerAll(vertx.eventBus());
        assertThatCode(() -> BusCodec.registerAll(vertx.eventBus())).doesNotThrowAnyException();
    }

    @Test
    void servesEachVertxOfAProcess() throws TimeoutException {
        BusCodec.registerAll(vertx.eventBus());
        Vertx other = Vertx.vertx();
        try {
            BusCodec.registerAll(other.eventBus());
            assertThatCode(() -> other.eventBus().publish(Addresses.DOUBT, AgentDoubt.NONE))
                    .doesNotThrowAnyException();
        } finally {
            assertThat(other.close().await(5, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void refusesARecordOnABusThatDoesNotKnowTheFamily() {
        EventBus unprepared = vertx.eventBus();
        assertThatThrownBy(() -> unprepared.publish(Addresses.DOUBT, AgentDoubt.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDamagedBytes() {
        Buffer damaged = Buffer.buffer().appendInt(3).appendString("{}x");
        MessageCodec<AgentDoubt, AgentDoubt> codec = BusCodec.of(AgentDoubt.class);
        assertThatThrownBy(() -> codec.decodeFromWire(0, damaged)).isInstanceOf(RuntimeException.class);
    }

    @SuppressWarnings("unchecked")
    private static <T extends BusMessage> T overTheWire(T message) {
        MessageCodec<T, T> codec = BusCodec.of((Class<T>) message.getClass());
        Buffer buffer = Buffer.buffer("head");
        codec.encodeToWire(buffer, message);
        return codec.decodeFromWire(4, buffer.appendString("tail"));
    }
}
