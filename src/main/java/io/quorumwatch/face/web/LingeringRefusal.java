package io.quorumwatch.face.web;

import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.Timers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Refuses a request whose body is still coming. Closing at once would reset the connection, and the sender would lose the refusal with
 * it; so what comes is thrown away for a moment before.
 */
final class LingeringRefusal {

    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final AgentClock clock;

    LingeringRefusal(Vertx vertx, AgentClock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Answers; of a request that has come as a whole, that is all, and its connection stays. */
    void send(HttpServerRequest request, Answer answer) {
        if (request.isEnded()) {
            answer.to(request);
            return;
        }
        Alarm hangUp =
                new Alarm(Timers.of(vertx), clock, () -> request.connection().close());
        request.exceptionHandler(gone -> hangUp.cancel());
        request.handler(unread -> {});
        request.endHandler(end -> {
            hangUp.cancel();
            request.connection().close();
        });
        request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        hangUp.setIn(LINGER);
        answer.to(request);
        request.resume();
    }
}
