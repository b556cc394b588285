package io.quorumwatch.measure;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks for one path over some kept-alive connections as fast as the server answers, and prints how many answers came in a second.
 * Reads no more of an answer than where it ends, so that it needs less processor time than any server.
 *
 * <p>Arguments: port, path, connections, seconds of warming up, seconds of measuring.
 */
final class LoadGenerator {

    private final AtomicLong answers = new AtomicLong();
    private final Buffer request;

    private LoadGenerator(String path) {
        this.request = Buffer.buffer("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    public static void main(String[] arguments) {
        PlainLogging.use();
        int port = Integer.parseInt(arguments[0]);
        int connections = Integer.parseInt(arguments[2]);
        long warmUp = TimeUnit.SECONDS.toMillis(Long.parseLong(arguments[3]));
        long measured = TimeUnit.SECONDS.toMillis(Long.parseLong(arguments[4]));
        LoadGenerator load = new LoadGenerator(arguments[1]);
        Vertx vertx = Vertx.vertx();
        var client = vertx.createNetClient();
        for (int i = 0; i < connections; i++) {
            client.connect(port, "127.0.0.1").onSuccess(load::drive).onFailure(failure -> {
                failure.printStackTrace();
                System.exit(1);
            });
        }
        vertx.setTimer(warmUp, begin -> {
            long before = load.answers.get();
            long from = System.nanoTime();
            vertx.setTimer(measured, end -> {
                double perSecond = (load.answers.get() - before) / ((System.nanoTime() - from) / 1e9);
                System.out.println(String.format(Locale.ROOT, "per second: %.1f", perSecond));
                // Vert.x closes a client, and all its connections, once nobody refers to it.
                client.close().onComplete(closed -> System.exit(0));
            });
        });
    }

    private void drive(NetSocket socket) {
        RecordParser parser = RecordParser.newDelimited("\r\n\r\n", socket);
        parser.handler(new Answer(socket, parser)::part);
        socket.write(request);
    }

    /** One connection: the head of an answer and its body in turn. */
    private final class Answer {

        private final NetSocket socket;
        private final RecordParser parser;
        private boolean inBody;

        private Answer(NetSocket socket, RecordParser parser) {
            this.socket = socket;
            this.parser = parser;
        }

        private void part(Buffer part) {
            if (inBody) {
                inBody = false;
                parser.delimitedMode("\r\n\r\n");
                answers.incrementAndGet();
                socket.write(request);
            } else {
                inBody = true;
                parser.fixedSizeMode(contentLength(part));
            }
        }

        private static int contentLength(Buffer head) {
            String text = head.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            int at = text.indexOf("content-length:");
            if (at < 0) {
                throw new IllegalStateException("an answer without a length: " + text);
            }
            int end = text.indexOf('\r', at);
            return Integer.parseInt(text.substring(at + "content-length:".length(), end < 0 ? text.length() : end)
                    .trim());
        }
    }
}
