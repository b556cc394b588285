package io.quorumwatch.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One member of a cluster.
 *
 * @param name its name, the {@code member} label
 * @param role what it is in the cluster, one of the profile's roles
 * @param metrics where its metrics page is; null when it is known from its logs only
 * @param access how to get at the page
 * @param logs where its log is
 */
public record MemberConfig(
        String name,
        String role,
        @Nullable URI metrics,
        Access access,
        @Nullable LogSource logs) {

    /** The address of the page in the one form that all its spellings share; null without a page. */
    public @Nullable String address() {
        return metrics == null ? null : HttpAddress.identity(metrics);
    }

    /** Whether it has no page to look at, and tells of itself by its log alone. */
    public boolean isKnownFromLogAlone() {
        return metrics == null && logs != null;
    }

    /**
     * Credentials and TLS towards the member. Secrets are files, read when a connection is made.
     *
     * @param bearerTokenFile file with a bearer token
     * @param basicUser user name of basic authentication
     * @param basicPasswordFile file with its password
     * @param caFile certificates to trust instead of the system's
     * @param serverName the name that the member's certificate must carry, when it is not the address's host
     * @param insecureSkipVerify accept any certificate
     * @param identity the certificate that we show when the member asks who we are; null when we have none
     */
    public record Access(
            @Nullable Path bearerTokenFile,
            @Nullable String basicUser,
            @Nullable Path basicPasswordFile,
            @Nullable Path caFile,
            @Nullable String serverName,
            boolean insecureSkipVerify,
            @Nullable Identity identity) {

        /**
         * Who we are for members that ask for a certificate.
         *
         * @param certificateFile certificates, ours first
         * @param keyFile the key of the first of them
         */
        public record Identity(Path certificateFile, Path keyFile) {}

        /** Without a certificate of ours. */
        public Access(
                @Nullable Path bearerTokenFile,
                @Nullable String basicUser,
                @Nullable Path basicPasswordFile,
                @Nullable Path caFile,
                @Nullable String serverName,
                boolean insecureSkipVerify) {
            this(bearerTokenFile, basicUser, basicPasswordFile, caFile, serverName, insecureSkipVerify, null);
        }

        /** No credentials, the system's certificates. */
        public static final Access PLAIN = new Access(null, null, null, null, null, false);

        /** Whether anything is said about TLS, which only an {@code https} address can have. */
        public boolean speaksTls() {
            return caFile != null || serverName != null || insecureSkipVerify || identity != null;
        }
    }

    /**
     * Where a member's log comes from.
     *
     * @param kind {@code journal}, {@code gateway}, {@code file} or {@code push}
     * @param settings the kind's own settings: {@code unit}, {@code url}, {@code path}
     */
    public record LogSource(String kind, Map<String, String> settings) {

        public LogSource {
            settings = Map.copyOf(settings);
        }
    }
}
