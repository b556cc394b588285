package io.quorumwatch.face.web;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, ready to be sent to any number of clients.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body
 * @param body the body; never changed
 * @param length the length of the body, as the header says it
 * @param allowed the methods that would be allowed; null when the answer is not about that
 */
public record Answer(
        int status,
        CharSequence contentType,
        Buffer body,
        CharSequence length,
        @Nullable String allowed) {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");

    /** An answer of any kind. */
    public static Answer of(int status, String contentType, Buffer body) {
        return sized(status, HttpHeaders.createOptimized(contentType), body, null);
    }

    /** A JSON object, whose keys are sent in the order of the map. */
    public static Answer json(int status, Map<String, Object> json, boolean pretty) {
        return sized(status, JSON, encoded(json, pretty), null);
    }

    /** JSON that has been written already. */
    static Answer json(int status, Buffer json) {
        return sized(status, JSON, json, null);
    }

    /**
     * The one form of all refusals.
     *
     * @param error what is wrong
     * @param remedy what to do instead
     */
    public static Answer refusal(int status, String error, String remedy) {
        return json(status, new TreeMap<>(Map.of("error", error, "remedy", remedy)), false);
    }

    /** The refusal of a method. */
    public static Answer methodNotAllowed(String allowed) {
        Map<String, Object> json =
                new TreeMap<>(Map.of("error", "this path does not know that method", "remedy", "use " + allowed));
        return sized(405, JSON, encoded(json, false), allowed);
    }

    /** Whether the client asks for JSON that people can read: {@code ?pretty}. */
    public static boolean pretty(RoutingContext request) {
        return request.queryParams().contains("pretty");
    }

    private static Buffer encoded(Map<String, Object> json, boolean pretty) {
        return pretty ? JsonBody.pretty(json) : JsonBody.of(json);
    }

    private static Answer sized(int status, CharSequence contentType, Buffer body, @Nullable String allowed) {
        CharSequence length = HttpHeaders.createOptimized(Integer.toString(body.length()));
        return new Answer(status, contentType, body, length, allowed);
    }

    /** What is said to every client, whoever answers it. */
    static void guard(HttpServerResponse response) {
        response.headers().set(HttpHeaders.CACHE_CONTROL, NO_STORE).set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    }

    /** Sends the answer when it is there; the router says what happened when it fails. */
    static void whenThere(Future<Answer> answer, RoutingContext request) {
        answer.onSuccess(there -> there.to(request.request())).onFailure(request::fail);
    }

    /** Sends it, without the body when only the head was asked for. */
    public void to(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        guard(response);
        MultiMap headers = response.headers();
        headers.set(HttpHeaders.CONTENT_TYPE, contentType).set(HttpHeaders.CONTENT_LENGTH, length);
        if (allowed != null) {
            headers.set(HttpHeaders.ALLOW, allowed);
        }
        response.setStatusCode(status);
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(body);
        }
    }

    /** Sends it and closes the connection, since what the client still sends is not to be read. */
    void toAndClose(HttpServerRequest request) {
        request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        to(request);
        request.connection().close();
    }
}
