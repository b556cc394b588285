package io.quorumwatch.face.web;

import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.Timers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One push. The request is read only as fast as the intake takes it: while that is full, nothing is read from the connection and TCP
 * makes the sender wait; when it stays full, the sender is told to come back. Answered when every line has been read.
 *
 * <p>A refusal says how many lines were taken before, since those must not be sent again.
 */
final class LogPush {

    /** How long a sender is kept waiting for room. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The longest that one push may last. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);

    private final AgentClock clock;
    private final HttpServerRequest request;
    private final LogIntake.Body body;
    private final Runnable over;
    private final LingeringRefusal refusals;
    private final Alarm again;
    private final Alarm deadline;
    private boolean full;
    private long fullSinceNanos;
    private boolean ended;
    private boolean answered;

    LogPush(Vertx vertx, AgentClock clock, HttpServerRequest request, LogIntake.Body body, Runnable over) {
        this.clock = clock;
        this.request = request;
        this.body = body;
        this.over = over;
        refusals = new LingeringRefusal(vertx, clock);
        Timers timers = Timers.of(vertx);
        again = new Alarm(timers, clock, this::advance);
        deadline = new Alarm(timers, clock, () -> refuse(408, "the push took too long", "send smaller bodies"));
    }

    /** Begins to read the request, which is paused. */
    void start() {
        deadline.setIn(LONGEST);
        request.exceptionHandler(gone -> close());
        request.response().closeHandler(gone -> close());
        request.handler(this::piece);
        request.endHandler(end -> {
            ended = true;
            if (!answered) {
                body.end();
                advance();
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void piece(Buffer piece) {
        if (!answered) {
            request.pause();
            body.accept(piece.getBytes());
            advance();
        }
    }

    private void advance() {
        if (answered) {
            return;
        }
        switch (body.advance()) {
            case TAKEN -> {
                full = false;
                if (ended) {
                    finish();
                } else {
                    request.resume();
                }
            }
            case FULL -> waitForRoom();
            case TOO_LARGE -> refuse(413, "the body is too large", "send at most 8 MiB, and 64 MiB unpacked");
            case NOT_GZIP -> refuse(400, "the body is not the gzip data that it should be", "pack it anew");
        }
    }

    private void waitForRoom() {
        long now = clock.nanos();
        if (!full) {
            full = true;
            fullSinceNanos = now;
        }
        if (now - fullSinceNanos < PATIENCE.toNanos()) {
            again.setIn(BETWEEN_TRIES);
        } else {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            refuse(429, "more is pushed than can be read", "send the lines that were not accepted a second later");
        }
    }

    private void finish() {
        body.read().onComplete(read -> {
            if (answered) {
                return;
            }
            if (read.failed()) {
                refuse(503, "this log is not followed any more", "look whether the member is still configured");
            } else {
                Map<String, Object> json =
                        new TreeMap<>(Map.of("accepted", body.accepted(), "dropped", body.dropped()));
                close();
                Answer.json(200, json, false).to(request);
            }
        });
    }

    private void refuse(int status, String error, String remedy) {
        Map<String, Object> json = new TreeMap<>(Map.of("accepted", body.accepted(), "error", error, "remedy", remedy));
        close();
        refusals.send(request, Answer.json(status, json, false));
    }

    private void close() {
        if (!answered) {
            answered = true;
            again.cancel();
            deadline.cancel();
            body.close();
            over.run();
        }
    }
}
