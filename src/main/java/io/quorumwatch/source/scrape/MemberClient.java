package io.quorumwatch.source.scrape;

import io.netty.buffer.Unpooled;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.source.exposition.PageResult;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one member over its one kept-alive connection, one look at a time. Every look ends exactly once, by its deadline at the
 * latest; after a failure the connection is closed, because what is still in it belongs to nobody. Used from one event loop only.
 */
final class MemberClient {

    /** What the client tells its cluster. */
    interface Listener {

        /** A look has ended; the client is free for the next one. */
        void ended(LookProgress look, @Nullable LookError error, Page page);

        /** The member closed an idle connection without having said so. */
        void closedUnexpectedly();
    }

    /** Makes the clients of one cluster. */
    @FunctionalInterface
    interface Factory {

        MemberClient client(Target target, Listener listener);
    }

    private final Target target;
    private final Connector connector;
    private final IntakePool intakes;
    private final AgentClock clock;
    private final Listener listener;

    private Connector.@Nullable Opened open;
    private boolean connecting;
    private boolean stopped;
    private boolean everAnswered;
    private @Nullable LookProgress look;

    private MemberClient(Target target, Connector connector, IntakePool intakes, AgentClock clock, Listener listener) {
        this.target = target;
        this.connector = connector;
        this.intakes = intakes;
        this.clock = clock;
        this.listener = listener;
    }

    static Factory factory(Connector connector, IntakePool intakes, AgentClock clock) {
        return (target, listener) -> new MemberClient(target, connector, intakes, clock, listener);
    }

    /** Begins a look, unless one is still running. */
    void look(Duration timeout, boolean extra) {
        if (look != null || stopped) {
            return;
        }
        LookProgress begun = new LookProgress(clock.wall(), clock.nanos(), timeout, extra);
        look = begun;
        Connector.Opened kept = open;
        if (kept == null) {
            connect();
        } else {
            begun.onKeptConnection();
            ask(kept, begun);
        }
    }

    /** The time that the running look has left, zero or less when its deadline has passed; null when none is running. */
    @Nullable
    Duration timeLeft() {
        return look == null ? null : look.timeLeft(clock.nanos());
    }

    /** Gives the running look up, unless the event loop was too late to be sure that no answer has come. */
    void expire() {
        if (look != null && !look.waitsLonger(clock.nanos())) {
            end(look, LookError.of(ScrapeFailure.TIMEOUT), Page.EMPTY);
        }
    }

    /** Closes the connection; nothing is told any more. */
    void stop() {
        stopped = true;
        if (look != null) {
            look.release(intakes);
            look = null;
        }
        closeConnection();
    }

    private void connect() {
        if (connecting) {
            // An earlier look ran out of time while connecting. Its attempt serves this one, so that attempts never
            // pile up.
            return;
        }
        connecting = true;
        connector.open(target).onComplete(this::connected);
    }

    private void connected(AsyncResult<Connector.Opened> result) {
        connecting = false;
        LookProgress waiting = look;
        if (result.failed()) {
            if (waiting != null) {
                failed(waiting, LookError.whileConnecting(result.cause(), target.tls()));
            }
            return;
        }
        Connector.Opened opened = result.result();
        open = opened;
        opened.connection().closeHandler(ignored -> closed(opened));
        if (stopped) {
            closeConnection();
        } else if (waiting != null) {
            ask(opened, waiting);
        }
    }

    private void closed(Connector.Opened gone) {
        if (open == gone) {
            open = null;
            if (look == null) {
                listener.closedUnexpectedly();
            }
        }
    }

    private void ask(Connector.Opened opened, LookProgress asking) {
        opened.connection()
                .request(opened.request())
                .compose(MemberClient::send)
                .onComplete(result -> {
                    if (result.succeeded()) {
                        // Heard even where nobody wants the body any more: what nobody hears, Vert.x logs as an error.
                        result.result().exceptionHandler(thrown -> giveUp(asking, LookError.whileReading(thrown)));
                    }
                    if (look != asking) {
                        return;
                    }
                    if (result.succeeded()) {
                        answered(opened, asking, result.result());
                    } else {
                        failed(asking, unanswered(LookError.whileReading(result.cause())));
                    }
                });
    }

    /** Who has never answered, and closes each connection that it takes, may wait for a handshake. */
    private LookError unanswered(LookError error) {
        return error.reason() == ScrapeFailure.CLOSED && !everAnswered && !target.tls()
                ? new LookError(ScrapeFailure.CLOSED, "it has never answered; does it want https?")
                : error;
    }

    /** What happens to a request after its answer has begun reaches the look through the answer; unheard, Vert.x logs it as an error. */
    private static Future<HttpClientResponse> send(HttpClientRequest request) {
        return request.exceptionHandler(ignored -> {}).send();
    }

    private void answered(Connector.Opened opened, LookProgress asking, HttpClientResponse response) {
        ScrapeFailure refusal = ScrapeFailure.ofStatus(response.statusCode());
        if (refusal != null) {
            failed(asking, new LookError(refusal, "status " + response.statusCode()));
            return;
        }
        everAnswered = true;
        asking.answered(Answer.announcesClose(response));
        PageIntake intake = asking.borrow(intakes);
        ScrapeFailure unreadable = intake.begin(response.getHeader(Answer.CONTENT_ENCODING));
        if (unreadable != null) {
            failed(asking, LookError.of(unreadable));
            return;
        }
        response.endHandler(ignored -> {
            if (look == asking) {
                complete(asking, intake);
            }
        });
        response.handler(chunk -> {
            if (look == asking) {
                giveUp(asking, error(intake.take(Unpooled.wrappedBuffer(chunk.getBytes()))));
            }
        });
        tap(opened.bodies(), asking, intake);
    }

    /** Has the page read where it lies, if that is possible; else it comes through the response's handler. */
    private void tap(BodyTap bodies, LookProgress asking, PageIntake intake) {
        Context context = Vertx.currentContext();
        bodies.open(piece -> {
            ScrapeFailure failure = look == asking ? intake.take(piece) : null;
            if (failure != null) {
                context.runOnContext(ignored -> giveUp(asking, LookError.of(failure)));
            }
        });
    }

    private void giveUp(LookProgress asking, @Nullable LookError error) {
        if (error != null && look == asking) {
            failed(asking, error);
        }
    }

    private static @Nullable LookError error(@Nullable ScrapeFailure failure) {
        return failure == null ? null : LookError.of(failure);
    }

    private void complete(LookProgress asking, PageIntake intake) {
        PageResult result = intake.finish();
        if (result.failure() == null && asking.announcedClose()) {
            // The member closes now, as it said: not to be taken for news.
            open = null;
        }
        end(asking, error(result.failure()), result.page());
    }

    /**
     * A kept-alive connection may be closed by the member, or its credentials may run out, just as a look goes out on it. That is no
     * failure of the member; the look tries once more on a new connection.
     */
    private void failed(LookProgress failing, LookError error) {
        if (failing.mayTryAgain(error.reason())) {
            closeConnection();
            connect();
        } else {
            end(failing, error, Page.EMPTY);
        }
    }

    private void end(LookProgress ending, @Nullable LookError error, Page page) {
        look = null;
        if (error != null) {
            closeConnection();
        }
        ending.release(intakes);
        listener.ended(ending, error, page);
    }

    private void closeConnection() {
        Connector.Opened closing = open;
        open = null;
        if (closing != null) {
            closing.connection().close();
        }
    }
}
