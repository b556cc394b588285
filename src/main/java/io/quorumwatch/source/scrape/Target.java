package io.quorumwatch.source.scrape;

import io.quorumwatch.config.MemberConfig;
import java.net.URI;

/**
 * Where a member's page is, worked out once from its address.
 *
 * @param host name or address to connect to
 * @param path path and query
 * @param authority what the {@code Host} header says
 * @param verifiedName the name that the member's certificate must carry
 */
record Target(
        String host,
        int port,
        boolean tls,
        String path,
        String authority,
        String verifiedName,
        MemberConfig.Access access) {

    /**
     * @throws IllegalArgumentException when the address is not an {@code http} or {@code https} one with a host
     */
    static Target of(URI metrics, MemberConfig.Access access) {
        boolean tls = "https".equalsIgnoreCase(metrics.getScheme());
        String host = metrics.getHost();
        if (host == null || !(tls || "http".equalsIgnoreCase(metrics.getScheme()))) {
            throw new IllegalArgumentException("not an http or https address with a host: " + metrics);
        }
        int standardPort = tls ? 443 : 80;
        int port = metrics.getPort() == -1 ? standardPort : metrics.getPort();
        String authority = port == standardPort ? host : host + ":" + port;
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String serverName = access.serverName();
        return new Target(bare, port, tls, path(metrics), authority, serverName == null ? bare : serverName, access);
    }

    private static String path(URI metrics) {
        String path = metrics.getRawPath() == null || metrics.getRawPath().isEmpty() ? "/" : metrics.getRawPath();
        return metrics.getRawQuery() == null ? path : path + "?" + metrics.getRawQuery();
    }
}
