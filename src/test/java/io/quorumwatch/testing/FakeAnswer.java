package io.quorumwatch.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;

/** How a {@link FakeMember} answers a request; runs on the member's event loop. */
@FunctionalInterface
public interface FakeAnswer {

    /**
     * @param request the request's head
     */
    void write(NetSocket socket, String request);

    /** A page of exposition text on a connection that stays open. */
    static FakeAnswer page(String text) {
        return body("200 OK", "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n", Buffer.buffer(text));
    }

    /** A page, after which the connection is closed, as the answer says. */
    static FakeAnswer pageAndAnnouncedClose(String text) {
        return body("200 OK", "Connection: close\r\n", Buffer.buffer(text)).thenClose();
    }

    /** An answer of that status, without a page. */
    static FakeAnswer status(String status, String headers) {
        return body(status, headers, Buffer.buffer("no page\n"));
    }

    /** Any complete answer. */
    static FakeAnswer body(String status, String headers, Buffer body) {
        return raw(
                Buffer.buffer("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n")
                        .appendBuffer(body));
    }

    /** Exactly these bytes. */
    static FakeAnswer raw(Buffer bytes) {
        return (socket, request) -> send(socket, bytes);
    }

    /** Nothing at all. */
    static FakeAnswer silence() {
        return (socket, request) -> {};
    }

    /** A head that announces far more than anybody takes, and then this piece again and again while somebody does. */
    static FakeAnswer endless(Buffer piece) {
        return endless("Content-Length: 99999999999\r\n", piece);
    }

    /** A body that only the end of the connection would end, made of this piece again and again. */
    static FakeAnswer endlessUntilClosed(Buffer piece) {
        return endless("Connection: close\r\n", piece);
    }

    private static FakeAnswer endless(String headers, Buffer piece) {
        return (socket, request) -> {
            send(socket, Buffer.buffer("HTTP/1.1 200 OK\r\n" + headers + "\r\n"));
            pour(socket, piece, new AtomicBoolean());
        };
    }

    /** The page byte by byte, each a good while after the last one. */
    static FakeAnswer drip(Vertx vertx, String text) {
        return (socket, request) -> {
            send(socket, Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n"));
            drop(vertx, socket, text, 0);
        };
    }

    /** The same answer, after which the connection is closed without a word. */
    default FakeAnswer thenClose() {
        return (socket, request) -> {
            write(socket, request);
            socket.close();
        };
    }

    /** Packs bytes as {@code Content-Encoding: gzip} does. */
    static Buffer gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(packed.toByteArray());
    }

    /** A piece that never ends a line. */
    static Buffer withoutLineEnd(int bytes) {
        return Buffer.buffer("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
    }

    private static void pour(NetSocket socket, Buffer piece, AtomicBoolean over) {
        while (!over.get() && !socket.writeQueueFull()) {
            socket.write(piece).onFailure(ignored -> over.set(true));
        }
        socket.drainHandler(ignored -> pour(socket, piece, over));
    }

    private static void drop(Vertx vertx, NetSocket socket, String text, int next) {
        if (next < text.length()) {
            vertx.setTimer(
                    20,
                    id -> socket.write(text.substring(next, next + 1))
                            .onSuccess(ignored -> drop(vertx, socket, text, next + 1)));
        }
    }

    private static void send(NetSocket socket, Buffer bytes) {
        // A member that misbehaves does not care whether anybody listens.
        socket.write(bytes).onFailure(ignored -> {});
    }
}
