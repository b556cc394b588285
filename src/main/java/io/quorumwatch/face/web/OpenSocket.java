package io.quorumwatch.face.web;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/** One WebSocket: whether it keeps up, whether it is alive, and the end of it when it is not. Used from its event loop. */
final class OpenSocket {

    private final ServerWebSocket socket;
    private boolean answered = true;
    private boolean closing;

    OpenSocket(ServerWebSocket socket, int unsentBytes) {
        this.socket = socket;
        socket.setWriteQueueMaxSize(unsentBytes);
        socket.pongHandler(pong -> answered = true);
        // Whatever it sends is answered, if only by an error: who talks without listening would fill the memory.
        socket.frameHandler(frame -> {
            if (isBehind()) {
                cutOff();
            }
        });
    }

    /** Whether more waits for the subscriber than it may let wait. */
    boolean isBehind() {
        return !socket.isClosed() && socket.writeQueueFull();
    }

    /**
     * Closes the connection under the WebSocket at once. A WebSocket's own close sends a last frame first, which would wait behind
     * everything that the subscriber does not read, as long as it likes.
     */
    void cutOff() {
        channel().close();
    }

    /** Asks for a sign of life; who has not given one since the last time is told goodbye, and who ignores that is cut off. */
    void ping() {
        if (answered) {
            answered = false;
            socket.writePing(Buffer.buffer());
        } else if (closing || isBehind()) {
            cutOff();
        } else {
            closing = true;
            socket.close((short) 1001, "no answer to ping");
        }
    }

    /** Runs this on the event loop when the connection is gone, whoever closed it. SockJS keeps the close handler for itself. */
    void whenGone(Runnable then) {
        channel().channel().closeFuture().addListener(gone -> then.run());
    }

    private ChannelHandlerContext channel() {
        return ((WebSocketInternal) socket).channelHandlerContext();
    }
}
