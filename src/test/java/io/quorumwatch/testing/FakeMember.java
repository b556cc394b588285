package io.quorumwatch.testing;

import io.quorumwatch.config.MemberConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A member of a cluster that behaves as a test tells it, down to the bytes. It speaks HTTP by hand, since no HTTP server would agree
 * to misbehave like that.
 */
public final class FakeMember {

    private static final int WAIT_SECONDS = 10;

    private final NetServer server;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile FakeAnswer answer;
    private volatile String greeting = "";

    private FakeMember(NetServer server, FakeAnswer answer) {
        this.server = server;
        this.answer = answer;
    }

    /** A member on a free port of the loopback address. */
    public static FakeMember start(Vertx vertx, FakeAnswer answer) throws TimeoutException {
        return start(vertx, answer, new NetServerOptions());
    }

    /** A member with its own server options, for TLS or for connections that are reset when they are closed. */
    public static FakeMember start(Vertx vertx, FakeAnswer answer, NetServerOptions options) throws TimeoutException {
        NetServer server = vertx.createNetServer(options.setHost("127.0.0.1").setPort(0));
        FakeMember member = new FakeMember(server, answer);
        server.connectHandler(member::connected);
        NetServer listening = server.listen().await(WAIT_SECONDS, TimeUnit.SECONDS);
        if (listening.actualPort() == 0) {
            throw new IllegalStateException("no port");
        }
        return member;
    }

    /** From now on it answers like this, also on connections that are open already. */
    public void answers(FakeAnswer next) {
        answer = next;
    }

    /** From now on it says this on every new connection, asked or not. */
    public void greets(String bytes) {
        greeting = bytes;
    }

    public int port() {
        return server.actualPort();
    }

    public URI metrics() {
        return URI.create("http://127.0.0.1:" + port() + "/metrics");
    }

    /** This member as a configuration names it. */
    public MemberConfig named(String name) {
        return new MemberConfig(name, "committee", metrics(), MemberConfig.Access.PLAIN, null);
    }

    /** The heads of all requests so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made so far. */
    public int connections() {
        return connections.get();
    }

    /** Waits until no connection is open; returns whether that came true in time. */
    public synchronized boolean isLeftAlone() throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!sockets.isEmpty() && System.nanoTime() - giveUpAt < 0) {
            TimeUnit.NANOSECONDS.timedWait(this, giveUpAt - System.nanoTime());
        }
        return sockets.isEmpty();
    }

    /** Closes its connections and goes on listening, as an idle server does. */
    public void closeConnections() {
        sockets.forEach(NetSocket::close);
    }

    /** Dies as a killed process does: the port first, then every connection. */
    public void die() throws TimeoutException {
        server.close().await(WAIT_SECONDS, TimeUnit.SECONDS);
        closeConnections();
    }

    private void connected(NetSocket socket) {
        connections.incrementAndGet();
        sockets.add(socket);
        socket.closeHandler(ignored -> disconnected(socket));
        socket.exceptionHandler(ignored -> {});
        socket.write(greeting).onFailure(ignored -> {});
        StringBuilder head = new StringBuilder();
        socket.handler(bytes -> {
            head.append(bytes.toString(StandardCharsets.ISO_8859_1));
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                String request = head.toString();
                head.setLength(0);
                requests.add(request);
                answer.write(socket, request);
            }
        });
    }

    private synchronized void disconnected(NetSocket socket) {
        sockets.remove(socket);
        notifyAll();
    }
}
