package io.quorumwatch.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A name server on the loopback address that says what a test tells it, by UDP and down to the bytes. */
public final class FakeNameServer {

    public static final int A = 1;
    public static final int CNAME = 5;
    public static final int AAAA = 28;
    public static final int SRV = 33;

    public static final int SERVER_FAILURE = 2;
    public static final int NO_SUCH_NAME = 3;

    private static final int HEADER_BYTES = 12;
    private static final int WAIT_SECONDS = 10;

    private final DatagramSocket socket;
    private final int port;
    private final Map<String, List<Buffer>> records = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private volatile int code;
    private volatile boolean silent;

    private FakeNameServer(DatagramSocket socket, int port) {
        this.socket = socket;
        this.port = port;
    }

    /** A name server on a free port that knows nothing. */
    public static FakeNameServer start(Vertx vertx) throws TimeoutException {
        DatagramSocket socket = vertx.createDatagramSocket();
        DatagramSocket bound = socket.listen(0, "127.0.0.1").await(WAIT_SECONDS, TimeUnit.SECONDS);
        FakeNameServer server = new FakeNameServer(bound, bound.localAddress().port());
        DatagramSocket unused = bound.handler(server::answer);
        return server;
    }

    public int port() {
        return port;
    }

    /** What was asked so far: type and name. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    /** From now on the name has exactly these records of the type. */
    public void knows(String name, int type, Buffer... data) {
        records.put(type + " " + name, List.of(data));
    }

    /** From now on every answer has this code; 0 is none. */
    public void failsWith(int responseCode) {
        code = responseCode;
    }

    /** From now on it says nothing, or speaks again. */
    public void isSilent(boolean nothing) {
        silent = nothing;
    }

    public static Buffer srv(int priority, int port, String target) {
        return Buffer.buffer()
                .appendUnsignedShort(priority)
                .appendUnsignedShort(10)
                .appendUnsignedShort(port)
                .appendBuffer(name(target));
    }

    public static Buffer address(String literal) {
        try {
            return Buffer.buffer(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException noLiteral) {
            throw new IllegalArgumentException(noLiteral);
        }
    }

    public static Buffer name(String name) {
        Buffer labels = Buffer.buffer();
        for (String label : name.split("\\.", -1)) {
            if (!label.isEmpty()) {
                labels.appendByte((byte) label.length()).appendString(label);
            }
        }
        return labels.appendByte((byte) 0);
    }

    private void answer(DatagramPacket packet) {
        Buffer query = packet.data();
        StringBuilder name = new StringBuilder();
        int at = HEADER_BYTES;
        while (query.getByte(at) != 0) {
            int length = query.getByte(at);
            name.append(name.isEmpty() ? "" : ".")
                    .append(query.getString(at + 1, at + 1 + length, StandardCharsets.US_ASCII.name()));
            at += 1 + length;
        }
        int type = query.getUnsignedShort(at + 1);
        int end = at + 5;
        questions.add(type + " " + name);
        if (silent) {
            return;
        }
        @Nullable List<Buffer> known = records.get(type + " " + name);
        List<Buffer> data = known == null || code != 0 ? List.of() : known;
        Buffer answer = Buffer.buffer()
                .appendBuffer(query.slice(0, 2))
                .appendUnsignedShort(0x8180 | code)
                .appendUnsignedShort(1)
                .appendUnsignedShort(data.size())
                .appendUnsignedShort(0)
                .appendUnsignedShort(0)
                .appendBuffer(query.slice(HEADER_BYTES, end));
        for (Buffer record : data) {
            answer.appendUnsignedShort(0xC00C)
                    .appendUnsignedShort(type)
                    .appendUnsignedShort(1)
                    .appendInt(60)
                    .appendUnsignedShort(record.length())
                    .appendBuffer(record);
        }
        socket.send(answer, packet.sender().port(), packet.sender().host()).onFailure(ignored -> {});
    }
}
