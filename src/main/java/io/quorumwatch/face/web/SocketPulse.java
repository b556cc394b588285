package io.quorumwatch.face.web;

import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Feels the pulse of every WebSocket. A subscriber of {@code quorumwatch.health} may hear nothing for hours; the pings keep its
 * connection from being idle, and who does not answer one before the next is gone. Used from one event loop.
 */
final class SocketPulse {

    private final PollLoop loop;

    /**
     * @param every how often; shorter than the time after which idle connections are closed
     */
    SocketPulse(Vertx vertx, AgentClock clock, Duration every, OpenSockets sockets) {
        loop = new PollLoop(Timers.of(vertx), clock, every, tick -> {
            sockets.all().forEach(OpenSocket::ping);
            return Future.succeededFuture();
        });
    }

    void start() {
        loop.start(Duration.ZERO);
    }

    void stop() {
        loop.stop();
    }
}
