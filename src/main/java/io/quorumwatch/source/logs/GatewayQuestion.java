package io.quorumwatch.source.logs;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/** One question to a gateway and its answer, taken as it comes. Used from one context. */
final class GatewayQuestion {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** Told of the answer: pieces, and then one of the others. */
    interface Listener {

        void piece(Buffer piece);

        /** The answer is complete. */
        void end();

        /** There was none, or it is given up. */
        void failed(LossReason reason, String error);
    }

    private final long mostBytes;
    private final Listener listener;
    private @Nullable HttpClientRequest request;
    private long bytes;
    private boolean over;

    private GatewayQuestion(long mostBytes, Listener listener) {
        this.mostBytes = mostBytes;
        this.listener = listener;
    }

    /** Asks. The answer ends after so many bytes, as if it were complete. */
    static GatewayQuestion ask(HttpClient client, RequestOptions options, long mostBytes, Listener listener) {
        GatewayQuestion question = new GatewayQuestion(mostBytes, listener);
        client.request(options).onComplete(connected -> {
            if (connected.failed()) {
                question.fail(LossReason.UNREACHABLE, connected.cause());
            } else {
                question.send(connected.result());
            }
        });
        return question;
    }

    /** Gives it up; nothing is said any more. */
    void hangUp() {
        over = true;
        if (request != null) {
            Future<Void> closed = request.connection().close();
            assert closed != null;
        }
    }

    private void send(HttpClientRequest connected) {
        request = connected;
        if (over) {
            hangUp();
            return;
        }
        connected.send().onComplete(answered -> {
            if (answered.failed()) {
                fail(LossReason.CLOSED, answered.cause());
            } else {
                hear(answered.result());
            }
        });
    }

    private void hear(HttpClientResponse response) {
        int status = response.statusCode();
        if (over) {
            return;
        }
        if (status != OK) {
            boolean denied = status == UNAUTHORIZED || status == FORBIDDEN;
            end(() -> listener.failed(denied ? LossReason.DENIED : LossReason.BAD_STATUS, "status " + status));
            return;
        }
        response.exceptionHandler(broken -> fail(LossReason.CLOSED, broken));
        response.endHandler(complete -> end(listener::end));
        response.handler(this::piece);
    }

    private void piece(Buffer piece) {
        if (over) {
            return;
        }
        listener.piece(piece);
        bytes += piece.length();
        if (bytes > mostBytes) {
            end(listener::end);
        }
    }

    private void fail(LossReason reason, Throwable thrown) {
        end(() -> listener.failed(reason, String.valueOf(thrown.getMessage())));
    }

    private void end(Runnable saying) {
        if (!over) {
            hangUp();
            saying.run();
        }
    }
}
