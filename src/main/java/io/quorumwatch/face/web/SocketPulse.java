package io.quorumwatch.face.web;

import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Feels the pulse of every WebSocket. A subscriber of {@code quorumwatch.health} may hear nothing for hours; the pings keep its
 * connection from being idle, and who does not answer one before the next is gone. Used from one event loop.
 */
final class SocketPulse {

    private final PollLoop loop;
    private final Map<ServerWebSocket, Boolean> answered = new HashMap<>();

    /**
     * @param every how often; shorter than the time after which idle connections are closed
     */
    SocketPulse(Vertx vertx, AgentClock clock, Duration every) {
        loop = new PollLoop(Timers.of(vertx), clock, every, tick -> {
            beat();
            return Future.succeededFuture();
        });
    }

    void start() {
        loop.start(Duration.ZERO);
    }

    void stop() {
        loop.stop();
    }

    /** The router's way in, that notices which requests become WebSockets. */
    Handler<HttpServerRequest> watching(Handler<HttpServerRequest> router) {
        return request -> router.handle(
                request.canUpgradeToWebSocket() ? new Watched((HttpServerRequestInternal) request) : request);
    }

    private void beat() {
        for (Iterator<ServerWebSocket> each = answered.keySet().iterator(); each.hasNext(); ) {
            ServerWebSocket socket = each.next();
            if (socket.isClosed()) {
                each.remove();
            } else if (Boolean.FALSE.equals(answered.put(socket, false))) {
                socket.close((short) 1001, "no answer to ping");
            } else {
                socket.writePing(Buffer.buffer());
            }
        }
    }

    private final class Watched extends HttpServerRequestWrapper {

        Watched(HttpServerRequestInternal request) {
            super(request);
        }

        @Override
        public Future<ServerWebSocket> toWebSocket() {
            return super.toWebSocket().onSuccess(socket -> {
                answered.put(socket, true);
                socket.pongHandler(pong -> answered.replace(socket, true));
            });
        }
    }
}
