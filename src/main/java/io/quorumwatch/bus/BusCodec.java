package io.quorumwatch.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Carries the records of {@link BusMessage}: within one JVM the record itself, without a copy, because it is immutable; between JVMs
 * its {@link JsonForm}.
 *
 * @param <T> the record
 */
public final class BusCodec<T extends BusMessage> implements MessageCodec<T, T> {

    private static final Set<EventBus> KNOWING =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Class<T> type;

    private BusCodec(Class<T> type) {
        this.type = type;
    }

    /**
     * Makes the bus know every record of the family. Calling it again for the same bus does nothing, so that several users of one
     * Vert.x need not agree on who calls it.
     */
    public static void registerAll(EventBus bus) {
        if (KNOWING.add(bus)) {
            for (Class<?> type : BusMessage.class.getPermittedSubclasses()) {
                register(bus, type.asSubclass(BusMessage.class));
            }
        }
    }

    /** The codec of one record of the family. */
    static <T extends BusMessage> BusCodec<T> of(Class<T> type) {
        return new BusCodec<>(type);
    }

    private static <T extends BusMessage> void register(EventBus bus, Class<T> type) {
        bus.registerDefaultCodec(type, of(type));
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        Buffer json = new JsonObject(JsonForm.of(message)).toBuffer();
        buffer.appendInt(json.length()).appendBuffer(json);
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        int start = position + Integer.BYTES;
        int end = start + buffer.getInt(position);
        return JsonForm.read(type, new JsonObject(buffer.getBuffer(start, end)).getMap());
    }

    @Override
    public T transform(T message) {
        return message;
    }

    /** The codec's name on the wire; it is part of the contract between agents of different versions. */
    @Override
    public String name() {
        return "quorumwatch." + type.getSimpleName();
    }

    /** −1: what Vert.x asks of every codec that it did not bring along. */
    @Override
    public byte systemCodecID() {
        return -1;
    }
}
