package io.quorumwatch.source.logs;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The questions to a {@code systemd-journal-gatewayd} about one unit. A place is asked for as {@code Range: entries=CURSOR:SKIP:COUNT}.
 *
 * @param url the address of its entries
 * @param unit the unit; a service when its name does not say what it is
 */
record GatewayAddress(URI url, String unit) {

    private static final Pattern TYPED =
            Pattern.compile(".*\\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)");

    /** The last two entries, since with a negative skip the server counts its position past the end as one. */
    RequestOptions last(Duration connecting) {
        return request("", connecting).putHeader("Range", "entries=:-1:2");
    }

    /**
     * Everything from the entry of the cursor on, without end; from the first one without a cursor. Nothing is skipped: when nothing
     * follows the cursor's entry the server does not skip it, and when it is gone it would skip another.
     */
    RequestOptions follow(@Nullable String cursor, Duration connecting) {
        RequestOptions request = request("follow&", connecting);
        return cursor == null ? request : request.putHeader("Range", "entries=" + cursor + ":0:");
    }

    private RequestOptions request(String mode, Duration connecting) {
        String name = TYPED.matcher(unit).matches() ? unit : unit + ".service";
        String query = url.getRawQuery() == null ? "?" : "?" + url.getRawQuery() + "&";
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        String host = url.getHost();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setSsl(tls)
                .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                .setPort(url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80)
                .setURI(url.getRawPath() + query + mode + "_SYSTEMD_UNIT="
                        + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .setConnectTimeout(connecting.toMillis())
                .putHeader("Accept", "application/json");
    }
}
