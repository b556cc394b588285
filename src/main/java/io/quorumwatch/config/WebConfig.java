package io.quorumwatch.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * TLS and basic authentication of the agent's own HTTP server, as the Prometheus exporter toolkit's web configuration says it.
 *
 * @param tls certificate and key; null serves plain HTTP
 * @param users bcrypt hashes by user name; empty lets everybody in
 */
public record WebConfig(@Nullable ServerTls tls, Map<String, String> users) {

    /** Plain HTTP, open to everybody. */
    public static final WebConfig OPEN = new WebConfig(null, Map.of());

    public WebConfig {
        users = Map.copyOf(users);
    }

    /** Never shows a hash: it ends up in a log sooner or later. */
    @Override
    public String toString() {
        return "WebConfig[tls=" + tls + ", users=" + users.keySet() + ']';
    }

    /**
     * @param certFile the certificate chain, PEM
     * @param keyFile its key, PEM
     * @param clientAuth what is asked of clients
     * @param clientCaFile whom to trust with client certificates; present exactly when they are verified
     * @param oldestProtocol {@code TLSv1.2} or {@code TLSv1.3}, the oldest that is offered
     */
    public record ServerTls(
            Path certFile,
            Path keyFile,
            ClientAuth clientAuth,
            @Nullable Path clientCaFile,
            String oldestProtocol) {}

    /** What a client must show. */
    public enum ClientAuth {
        /** Nothing ({@code NoClientCert}). */
        NONE,
        /** A certificate is verified when there is one ({@code VerifyClientCertIfGiven}). */
        VERIFY_IF_GIVEN,
        /** A valid certificate ({@code RequireAndVerifyClientCert}). */
        REQUIRE
    }
}
