package io.quorumwatch.face.web;

import io.quorumwatch.config.SecretText;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one path that takes something in: lines of a member's log. Everybody who knows that log's token may push, and nobody else; the
 * users of the other paths do not count here.
 */
final class LogRoutes implements Routes {

    /** The front door lets bodies in below this path. */
    static final String PREFIX = "/api/v1/logs/";

    /** So many senders are served at once; each holds a piece of its body. */
    static final int MOST_PUSHES = 64;

    private static final long MOST_TOKEN_BYTES = 4096;

    private static final Set<String> TYPES = Set.of(
            "", "text/plain", "application/json", "application/jsonl", "application/jsonlines", "application/x-ndjson");

    private static final Answer NO_TOKEN = Answer.refusal(
            401, "a token is asked for", "send Authorization: Bearer and the token of this member's log");
    private static final Answer WRONG_TOKEN =
            Answer.refusal(401, "this is not the token of this log", "send what is in the log's token-file");
    private static final Answer NOT_PUSHED = Answer.refusal(
            403, "this member's log is not pushed", "configure logs: {push: {token-file: FILE}} for this member");
    private static final Answer UNKNOWN =
            Answer.refusal(404, "there is no such cluster or member", "GET /api/v1/clusters names what there is");
    private static final Answer BAD_TYPE = Answer.refusal(
            415,
            "this media type is not read",
            "send text/plain or application/x-ndjson, a line of the log on each line");
    private static final Answer BAD_ENCODING =
            Answer.refusal(415, "this encoding is not read", "send gzip or no Content-Encoding");
    private static final Answer NO_SECRET =
            Answer.refusal(503, "the token-file of this log cannot be read", "make it readable for the agent");
    private static final Answer BUSY =
            Answer.refusal(429, "too many senders at once", "try again in a second, or send larger bodies");

    private final Vertx vertx;
    private final AgentClock clock;
    private final LogIntake intake;
    private final LingeringRefusal refusals;
    private int pushing;

    LogRoutes(Vertx vertx, AgentClock clock, LogIntake intake) {
        this.vertx = vertx;
        this.clock = clock;
        this.intake = intake;
        refusals = new LingeringRefusal(vertx, clock);
    }

    @Override
    public void mount(Router router) {
        String path = PREFIX + ":cluster/:member";
        router.route(path).method(HttpMethod.POST).handler(this::push);
        router.route(path).handler(request -> Answer.methodNotAllowed("POST").to(request.request()));
        // What the front door has let in is read by nobody else.
        router.route(PREFIX + "*")
                .method(HttpMethod.POST)
                .handler(request -> refusals.send(request.request(), UNKNOWN));
    }

    private void push(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        request.pause();
        String token = BearerToken.of(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            request.response().putHeader("www-authenticate", "Bearer realm=\"quorumwatch\"");
            refusals.send(request, NO_TOKEN);
            return;
        }
        LogIntake.Log log = intake.find(routing.pathParam("cluster"), routing.pathParam("member"));
        Answer refused = log == null ? UNKNOWN : log.tokenFile() == null ? NOT_PUSHED : null;
        if (log == null || refused != null) {
            refusals.send(request, refused == null ? UNKNOWN : refused);
            return;
        }
        String file = String.valueOf(log.tokenFile());
        vertx.fileSystem()
                .props(file)
                .compose(props -> props.size() > MOST_TOKEN_BYTES
                        ? Future.failedFuture("too large")
                        : vertx.fileSystem().readFile(file))
                .onComplete(read -> {
                    if (read.failed()) {
                        refusals.send(request, NO_SECRET);
                    } else if (!BearerToken.same(
                            token, SecretText.of(read.result().getBytes()))) {
                        refusals.send(request, WRONG_TOKEN);
                    } else {
                        admit(request, log);
                    }
                });
    }

    private void admit(HttpServerRequest request, LogIntake.Log log) {
        String encoding = lower(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        boolean gzip = encoding.equals("gzip") || encoding.equals("x-gzip");
        if (!gzip && !encoding.isEmpty() && !encoding.equals("identity")) {
            refusals.send(request, BAD_ENCODING);
        } else if (!TYPES.contains(mediaType(request.getHeader(HttpHeaders.CONTENT_TYPE)))) {
            refusals.send(request, BAD_TYPE);
        } else if (pushing >= MOST_PUSHES) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            refusals.send(request, BUSY);
        } else {
            pushing++;
            new LogPush(vertx, clock, request, log.begin(gzip), () -> pushing--).start();
        }
    }

    private static String mediaType(@Nullable String header) {
        String type = lower(header);
        int parameters = type.indexOf(';');
        return parameters < 0 ? type : type.substring(0, parameters).strip();
    }

    private static String lower(@Nullable String header) {
        return header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
    }
}
