package io.quorumwatch.face.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** How every answer looks: JSON, never stored, its length known, no body for HEAD. */
final class Answer {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence NO_SNIFF_NAME = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");

    private Answer() {}

    /** Answers with JSON; {@code ?pretty} makes it readable. */
    static void json(RoutingContext context, int status, Map<String, Object> body) {
        JsonObject json = new JsonObject(body);
        boolean pretty = context.request().params().contains("pretty");
        bytes(context.request(), status, pretty ? Buffer.buffer(json.encodePrettily() + "\n") : json.toBuffer());
    }

    /** Answers that it cannot be done, why, and what would help. */
    static void error(RoutingContext context, int status, String error, String remedy) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("remedy", remedy);
        json(context, status, body);
    }

    /** Answers with JSON that has been rendered already. */
    static void bytes(HttpServerRequest request, int status, Buffer body) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(NO_SNIFF_NAME, NO_SNIFF);
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }
}
