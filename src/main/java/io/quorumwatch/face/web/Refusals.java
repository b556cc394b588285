package io.quorumwatch.face.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/** What is said to requests that nobody answers, in the one form of all refusals. */
final class Refusals {

    private static final Answer NOT_FOUND =
            Answer.refusal(404, "there is nothing at this path", "GET /openapi.yaml describes what there is");
    private static final Answer BAD_PATH =
            Answer.refusal(400, "the path or query cannot be decoded", "write % as %25 and use UTF-8");
    private static final Answer FAULT =
            Answer.refusal(500, "a fault of this agent", "its log says more; please report it");
    private static final Answer URI_TOO_LONG =
            Answer.refusal(414, "the request line is too long", "ask for a path of this agent");
    private static final Answer HEAD_TOO_LARGE =
            Answer.refusal(431, "the request head is too large", "send fewer and shorter headers");
    private static final Answer MALFORMED = Answer.refusal(400, "this is not an HTTP/1.1 request", "send one");

    private Refusals() {}

    static void mount(Router router) {
        router.errorHandler(400, request -> BAD_PATH.to(request.request()));
        router.errorHandler(404, request -> NOT_FOUND.to(request.request()));
        router.errorHandler(
                405,
                request -> Answer.methodNotAllowed(AllowedMethods.of(router, request.normalizedPath()))
                        .to(request.request()));
        router.errorHandler(500, request -> FAULT.to(request.request()));
    }

    /** For what Netty could not make a request of. The connection is beyond repair. */
    static void invalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Answer answer = cause instanceof TooLongHttpLineException
                ? URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? HEAD_TOO_LARGE : MALFORMED;
        answer.toAndClose(request);
    }
}
