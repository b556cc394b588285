package io.quorumwatch.face.metrics;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET} and {@code HEAD /metrics}: the format that the client likes best, compressed when it asks for that, never to be stored.
 * 503 while nobody writes pages.
 */
public final class MetricsHandler implements Handler<RoutingContext> {

    private final MetricsPages pages;

    public MetricsHandler(MetricsPages pages) {
        this.pages = pages;
    }

    @Override
    public void handle(RoutingContext request) {
        MetricsFormat format = MetricsFormat.negotiate(request.request().getHeader(HttpHeaders.ACCEPT));
        boolean gzip =
                Preferences.quality(request.request().getHeader(HttpHeaders.ACCEPT_ENCODING), "gzip", "", "*") > 0;
        pages.page(format, gzip)
                .onSuccess(page -> answer(request, page, format, gzip))
                .onFailure(failure -> fail(request, failure));
    }

    /** Being unavailable is no fault, so it does not go to the router, which would log it as one. */
    private static void fail(RoutingContext request, Throwable failure) {
        if (failure instanceof MetricsPages.Unavailable) {
            request.response()
                    .setStatusCode(503)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end();
        } else {
            request.fail(500, failure);
        }
    }

    private static void answer(RoutingContext request, Buffer page, MetricsFormat format, boolean gzip) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, format.contentType())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
        if (gzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (request.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(page.length()))
                    .end();
        } else {
            response.end(page);
        }
    }
}
