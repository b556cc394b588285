package io.quorumwatch.testing.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Listens to an address of the agent's event bus from outside, over the WebSocket bridge, and keeps what was sent. */
public final class BusSubscriber implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /**
     * A message.
     *
     * @param body its JSON form
     * @param arrivedNanos when it arrived, by {@link System#nanoTime}
     */
    public record Message(JsonNode body, long arrivedNanos) {}

    private final Frames frames = new Frames();
    private final WebSocket socket;

    private BusSubscriber(HttpProbe agent) {
        URI bridge = agent.base().resolve("/eventbus/websocket");
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(DEADLINE)
                .buildAsync(URI.create("ws://" + bridge.getAuthority() + bridge.getPath()), frames)
                .orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Registers for the address; messages sent from now on are kept. */
    public static BusSubscriber of(HttpProbe agent, String address) {
        BusSubscriber subscriber = new BusSubscriber(agent);
        String registration = JsonNodeFactory.instance
                .objectNode()
                .put("type", "register")
                .put("address", address)
                .toString();
        WebSocket sent = subscriber
                .socket
                .sendText(registration, true)
                .orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (sent.isOutputClosed()) {
            throw new AssertionError("the bridge closed: " + subscriber.frames.received);
        }
        return subscriber;
    }

    /** The body of the first message that matches, as soon as it has come. */
    public JsonNode await(String what, Duration within, Predicate<JsonNode> wanted) {
        return Eventually.found(
                what, within, () -> bodies().stream().filter(wanted).findFirst().orElse(null));
    }

    /** The bodies of the messages so far, in their order. */
    public List<JsonNode> bodies() {
        return messages().stream().map(Message::body).toList();
    }

    /** The messages so far, in their order. */
    public List<Message> messages() {
        return frames.received.stream()
                .filter(frame -> frame.body().path("type").asText().equals("rec"))
                .map(frame -> new Message(frame.body().path("body"), frame.arrivedNanos()))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Vert.x sends its messages in binary frames, and errors in either kind. */
    private static final class Frames implements WebSocket.Listener {

        private final List<Message> received = new CopyOnWriteArrayList<>();
        private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            return add(socket, data.toString().getBytes(StandardCharsets.UTF_8), last);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            return add(socket, bytes, last);
        }

        private @Nullable CompletionStage<?> add(WebSocket socket, byte[] bytes, boolean last) {
            partial.writeBytes(bytes);
            if (last) {
                long now = System.nanoTime();
                received.add(new Message(HttpProbe.parse(partial.toString(StandardCharsets.UTF_8)), now));
                partial.reset();
            }
            socket.request(1);
            return null;
        }
    }
}
