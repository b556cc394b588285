package io.quorumwatch.simulate.demo;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.simulate.PageAnswer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One member's exporter: any path gives the page, {@code /health} the constant {@code OK}, as the real one does. The port is chosen at the
 * first opening and stays the same. Used on one event loop.
 */
final class MemberServer {

    private static final int DROPS = 20;
    private static final int TRIES = 50;
    private static final long BETWEEN_TRIES_MILLIS = 20;

    private final Vertx vertx;
    private final Supplier<PageAnswer> page;
    private final Set<HttpConnection> connections = new HashSet<>();
    private @Nullable HttpServer server;
    private boolean wanted;
    private int port;

    /** Opening and closing follow one another, however fast faults do. */
    private Future<Void> settled = Future.succeededFuture();

    MemberServer(Vertx vertx, Supplier<PageAnswer> page) {
        this.vertx = vertx;
        this.page = page;
    }

    /** The port; 0 before the first opening. */
    int port() {
        return port;
    }

    /**
     * Makes the port be listened on, or not, whatever it was before. Fails when somebody else has the port and keeps it for a second;
     * asking again tries again.
     */
    Future<Void> want(boolean open) {
        if (open != wanted) {
            wanted = open;
            if (!open) {
                drop();
            }
            settled = settled.transform(unused -> open ? open(TRIES) : close());
        }
        return settled;
    }

    /**
     * Listens, and tries again where the port is taken: a selector lets a closed port go at its next turn only, which may come after the
     * closing was reported as done.
     */
    private Future<Void> open(int tries) {
        if (server != null) {
            return Future.succeededFuture();
        }
        return listen().recover(taken -> {
            if (tries > 1 && wanted) {
                return vertx.timer(BETWEEN_TRIES_MILLIS).compose(unused -> open(tries - 1));
            }
            wanted = false;
            return Future.failedFuture(taken);
        });
    }

    private Future<Void> listen() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setIdleTimeout(60)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .connectionHandler(this::accept)
                .requestHandler(this::answer)
                .listen()
                .map(listening -> {
                    server = listening;
                    port = listening.actualPort();
                    return null;
                });
    }

    private Future<Void> close() {
        HttpServer closing = server;
        server = null;
        return closing == null ? Future.succeededFuture() : closing.close();
    }

    private void accept(HttpConnection connection) {
        // One that came before the port was announced is unknown to what Vert.x counts, and its requests would hang.
        if (!wanted || server == null) {
            connection.close();
            return;
        }
        connections.add(connection);
        connection.closeHandler(unused -> connections.remove(connection));
    }

    /** Closes all connections at once, as the kernel does for a process that was killed. */
    private void drop() {
        List.copyOf(connections).forEach(HttpConnection::close);
        connections.clear();
    }

    private void answer(HttpServerRequest request) {
        PageAnswer answer = page.get();
        HttpServerResponse response = request.response();
        if (answer.failure() == ScrapeFailure.TIMEOUT) {
            return; // A frozen process accepts and says nothing; the idle time-out clears it away.
        }
        if (answer.body() == null) {
            request.connection().close();
            return;
        }
        response.putHeader("content-type", "text/plain");
        Buffer body = Buffer.buffer("/health".equals(request.path()) ? "OK" : answer.body());
        if (answer.delay().compareTo(PageAnswer.SLOW) < 0) {
            response.end(body);
        } else {
            response.putHeader("content-length", Integer.toString(body.length()));
            drip(response, body, 0);
        }
    }

    private void drip(HttpServerResponse response, Buffer body, int from) {
        if (response.closed()) {
            return;
        }
        int to = Math.min(body.length(), from + body.length() / DROPS + 1);
        if (to == body.length()) {
            response.end(body.slice(from, to));
        } else {
            response.write(body.slice(from, to));
            vertx.setTimer(PageAnswer.SLOW.toMillis() / DROPS, unused -> drip(response, body, to));
        }
    }
}
