package io.quorumwatch.face.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from listening in. Browsers let any page open a WebSocket anywhere, and only say where it comes from;
 * clients that are no browsers say nothing and pass.
 */
final class SameOrigin implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext request) {
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || authority(origin).equals(host(request.request().getHeader(HttpHeaders.HOST)))) {
            request.next();
        } else {
            Answer.refusal(403, "another site may not subscribe", "open the page from this agent's own address")
                    .to(request.request());
        }
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noUri) {
            return "";
        }
    }

    private static String host(@Nullable String host) {
        return host == null ? "?" : host.toLowerCase(Locale.ROOT);
    }
}
