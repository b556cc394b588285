package io.quorumwatch.face.web;

import static io.quorumwatch.desk.health.Waiting.await;

import io.quorumwatch.desk.health.Waiting;
import io.quorumwatch.testing.OnLoop;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that does only what it is told: it answers no ping, and stops reading when it is asked to. */
final class RawSubscriber {

    static final String PLAIN = "/eventbus/websocket";
    static final String SOCK_JS = "/eventbus/000/session1/websocket";

    /** How the last frame of a WebSocket begins. */
    static final String GOODBYE = "\u0088";

    private static final String UPGRADE = " HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String END = "(end)";

    final NetSocket socket;

    /** Vert.x closes a client, and all its connections, once nobody refers to it. */
    private final NetClient client;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private RawSubscriber(NetClient client, NetSocket socket) {
        this.client = client;
        this.socket = socket;
        socket.handler(bytes -> received.add(bytes.toString(StandardCharsets.ISO_8859_1)));
        socket.closeHandler(end -> received.add(END));
    }

    static RawSubscriber of(Site site, String address) throws Exception {
        return of(site.vertx, site.port(), PLAIN, address);
    }

    /** A subscriber of this address that is registered already. */
    static RawSubscriber of(Vertx vertx, int port, String path, String address) throws Exception {
        RawSubscriber subscriber = asking(vertx, port, path);
        subscriber.awaitText("HTTP/1.1 101 ");
        subscriber.say(path, "register", address);
        // A registration is not confirmed; but what comes after it is answered after it.
        subscriber.say(path, "publish", address);
        subscriber.awaitText("access_denied");
        return subscriber;
    }

    /** One that has asked for a WebSocket, and has read nothing of the answer yet. */
    static RawSubscriber asking(Vertx vertx, int port, String path) throws Exception {
        NetClient client = vertx.createNetClient();
        RawSubscriber subscriber = await(OnLoop.ask(
                vertx, () -> client.connect(port, "127.0.0.1").map(socket -> new RawSubscriber(client, socket))));
        await(subscriber.socket.write("GET " + path + UPGRADE));
        return subscriber;
    }

    private void say(String path, String type, String address) throws Exception {
        String message = "{\"type\":\"" + type + "\",\"address\":\"" + address + "\"}";
        send(0x1, path.contains("/000/") ? "[\"" + message.replace("\"", "\\\"") + "\"]" : message);
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
        await(socket.write(frame(opcode, text)));
    }

    static Buffer frame(int opcode, String text) {
        return Buffer.buffer()
                .appendUnsignedByte((short) (0x80 | opcode))
                .appendUnsignedByte((short) (0x80 | text.length()))
                .appendInt(0)
                .appendString(text);
    }
}
