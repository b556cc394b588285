package io.quorumwatch.face.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where every request comes in: refuses bodies and strangers, lets logs be pushed, answers the two paths that are asked all the time, and lets the router do
 * the rest. The router alone costs a third of the answers per second.
 */
final class FrontDoor implements Handler<HttpServerRequest> {

    /** Made when the first is refused: what writes them is not loaded before the server listens. */
    private static final class Refused {

        private static final Answer BODY = Answer.refusal(
                413, "a request here has no body", "send it without Content-Length and Transfer-Encoding");
        private static final Answer STRANGER =
                Answer.refusal(401, "user and password are asked for", "send them as HTTP basic authentication");
        private static final Answer BUSY = Answer.refusal(503, "too many logins at once", "try again in a second");
    }

    /** What the router would make another path of. */
    private static final Pattern DOTS = Pattern.compile("/(\\.|%2e){1,2}(?=[/?#]|$)", Pattern.CASE_INSENSITIVE);

    private final HealthPages health;
    private final BasicAuth auth;
    private final Handler<HttpServerRequest> router;

    FrontDoor(HealthPages health, BasicAuth auth, Handler<HttpServerRequest> router) {
        this.health = health;
        this.auth = auth;
        this.router = router;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (isPush(request)) {
            // Its token is its own, and stands where the password would stand.
            Answer.guard(request.response());
            router.handle(request);
        } else if (hasBody(request)) {
            Refused.BODY.toAndClose(request);
        } else if (auth.open() || auth.remembers(credentials(request))) {
            admit(request);
        } else {
            request.pause();
            auth.check(credentials(request)).onComplete(checked -> {
                decide(request, checked.succeeded() ? checked.result() : BasicAuth.Outcome.BUSY);
                // Not before: whoever turns the request into a WebSocket has to hear its end.
                request.resume();
            });
        }
    }

    private void decide(HttpServerRequest request, BasicAuth.Outcome outcome) {
        switch (outcome) {
            case GRANTED -> admit(request);
            case DENIED -> {
                request.response().putHeader("www-authenticate", "Basic realm=\"quorumwatch\", charset=\"UTF-8\"");
                Refused.STRANGER.to(request);
            }
            case BUSY -> {
                request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
                Refused.BUSY.to(request);
            }
        }
    }

    private void admit(HttpServerRequest request) {
        String uri = request.uri();
        boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        Answer aggregate = reads && uri.equals("/health") ? health.aggregateAtOnce() : null;
        if (aggregate != null) {
            aggregate.to(request);
        } else if (reads && uri.equals("/livez")) {
            ProbeRoutes.ALIVE.to(request);
        } else {
            Answer.guard(request.response());
            router.handle(request);
        }
    }

    private static @Nullable String credentials(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION);
    }

    /** Whether the request is to be let in though it has a body. */
    private static boolean isPush(HttpServerRequest request) {
        return request.method() == HttpMethod.POST
                && request.uri().startsWith(LogRoutes.PREFIX)
                && !DOTS.matcher(request.uri()).find();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
