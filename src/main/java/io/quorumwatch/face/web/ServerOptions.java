package io.quorumwatch.face.web;

import io.quorumwatch.config.WebConfig.ServerTls;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** How the server is set up: HTTP/1.1 only, small heads, no patience with idle connections. */
final class ServerOptions {

    /** What a subscriber may send at once; all that it has to say is an address. */
    private static final int LARGEST_MESSAGE = 65_536;

    private ServerOptions() {}

    static HttpServerOptions of(WebSettings settings) {
        WebLimits limits = settings.limits();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) limits.idleTimeout().toMillis())
                .setMaxInitialLineLength(limits.uriBytes())
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxWebSocketMessageSize(LARGEST_MESSAGE)
                // A compressor holds a quarter of a megabyte for each subscriber who asks for one.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setCompressionSupported(false);
        ServerTls tls = settings.web().tls();
        if (tls != null) {
            ServerSSLOptions ssl = tls(tls);
            options.setSsl(true)
                    .setKeyCertOptions(ssl.getKeyCertOptions())
                    .setTrustOptions(ssl.getTrustOptions())
                    .setEnabledSecureTransportProtocols(ssl.getEnabledSecureTransportProtocols())
                    .setClientAuth(ssl.getClientAuth());
        }
        return options;
    }

    static ServerSSLOptions tls(ServerTls tls) {
        Set<String> protocols = new LinkedHashSet<>(
                tls.oldestProtocol().equals("TLSv1.2") ? List.of("TLSv1.3", "TLSv1.2") : List.of("TLSv1.3"));
        ServerSSLOptions options = new ServerSSLOptions();
        options.setKeyCertOptions(new PemKeyCertOptions()
                .addCertPath(tls.certFile().toString())
                .addKeyPath(tls.keyFile().toString()));
        options.setEnabledSecureTransportProtocols(protocols);
        options.setClientAuth(
                switch (tls.clientAuth()) {
                    case NONE -> ClientAuth.NONE;
                    case VERIFY_IF_GIVEN -> ClientAuth.REQUEST;
                    case REQUIRE -> ClientAuth.REQUIRED;
                });
        if (tls.clientCaFile() != null) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(tls.clientCaFile().toString()));
        }
        return options;
    }
}
