package io.quorumwatch.face.web;

import static io.quorumwatch.desk.health.Waiting.await;

import io.quorumwatch.desk.health.Waiting;
import io.quorumwatch.testing.OnLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that does only what it is told: it answers no ping, and stops reading when it is asked to. */
final class RawSubscriber {

    private static final String UPGRADE = "GET /eventbus/websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String END = "(end)";

    final NetSocket socket;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private RawSubscriber(NetSocket socket) {
        this.socket = socket;
        socket.handler(bytes -> received.add(bytes.toString(StandardCharsets.ISO_8859_1)));
        socket.closeHandler(end -> received.add(END));
    }

    static RawSubscriber of(Site site, String address) throws Exception {
        RawSubscriber subscriber = await(OnLoop.ask(
                site.vertx,
                () -> site.vertx
                        .createNetClient()
                        .connect(site.port(), "127.0.0.1")
                        .map(RawSubscriber::new)));
        await(subscriber.socket.write(UPGRADE));
        subscriber.awaitText("HTTP/1.1 101 ");
        subscriber.send(0x1, "{\"type\":\"register\",\"address\":\"" + address + "\"}");
        return subscriber;
    }

    /** Answers a ping. */
    void pong() throws Exception {
        send(0xA, "");
    }

    /** Waits until this comes, and drops whatever comes before. */
    void awaitText(String wanted) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(wanted) < 0) {
            String more = received.poll(Waiting.SECONDS, TimeUnit.SECONDS);
            if (more == null || more.equals(END)) {
                throw new AssertionError((more == null ? "never came: " : "ended before: ") + wanted);
            }
            text.append(more);
        }
    }

    /** The last bytes before the connection was closed. */
    String lastWords() throws InterruptedException {
        String last = "";
        while (true) {
            String more = received.poll(Waiting.SECONDS, TimeUnit.SECONDS);
            if (more == null) {
                throw new AssertionError("never closed");
            }
            if (more.equals(END)) {
                return last;
            }
            last = more;
        }
    }

    /** A frame under a mask of zeros, which leaves its text as it is. */
    private void send(int opcode, String text) throws Exception {
        Buffer frame = Buffer.buffer()
                .appendUnsignedByte((short) (0x80 | opcode))
                .appendUnsignedByte((short) (0x80 | text.length()))
                .appendInt(0)
                .appendString(text);
        await(socket.write(frame));
    }
}
