package io.quorumwatch.face.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets of the server, found by the connections that they took over. SockJS hides them: through a session of its own it
 * neither shows how far a subscriber is behind nor can it end one that does not read. Used from one event loop.
 */
final class OpenSockets {

    private final int unsentBytes;
    private final Runnable gone;
    private final Map<HttpConnection, OpenSocket> open = new HashMap<>();

    /**
     * @param unsentBytes how much may wait for a subscriber before it is {@link OpenSocket#isBehind behind}
     * @param gone told on the event loop of every WebSocket that has gone: the connection that became one says nothing any more
     */
    OpenSockets(int unsentBytes, Runnable gone) {
        this.unsentBytes = unsentBytes;
        this.gone = gone;
    }

    /** The router's way in, that notices which requests become WebSockets. */
    Handler<HttpServerRequest> watching(Handler<HttpServerRequest> router) {
        return request -> router.handle(
                request.canUpgradeToWebSocket() ? new Watched((HttpServerRequestInternal) request) : request);
    }

    /** The WebSocket that this connection has become; null when it has not, or is closed. */
    @Nullable
    OpenSocket of(HttpConnection connection) {
        return open.get(connection);
    }

    /** All that are open now. */
    List<OpenSocket> all() {
        return List.copyOf(open.values());
    }

    private final class Watched extends HttpServerRequestWrapper {

        Watched(HttpServerRequestInternal request) {
            super(request);
        }

        @Override
        public Future<ServerWebSocket> toWebSocket() {
            return super.toWebSocket().onSuccess(socket -> {
                OpenSocket opened = new OpenSocket(socket, unsentBytes);
                open.put(connection(), opened);
                opened.whenGone(() -> {
                    open.remove(connection());
                    gone.run();
                });
            });
        }
    }
}
