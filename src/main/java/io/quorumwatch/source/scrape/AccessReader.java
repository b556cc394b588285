package io.quorumwatch.source.scrape;

import io.quorumwatch.config.MemberConfig.Access;
import io.quorumwatch.config.SecretText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads the files of a member's access off the event loop, each time a connection is made: a rotated secret or authority is taken up
 * with the next connection, and no secret outlives its connection.
 */
final class AccessReader {

    private final FileSystem files;
    private final Duration handshakeTimeout;

    AccessReader(FileSystem files, Duration handshakeTimeout) {
        this.files = files;
        this.handshakeTimeout = handshakeTimeout;
    }

    /** The {@code Authorization} header, or nothing when the access has no credentials. */
    Future<Optional<String>> authorization(Access access) {
        if (access.bearerTokenFile() != null) {
            return secret(access.bearerTokenFile()).map(token -> Optional.of("Bearer " + token));
        }
        if (access.basicUser() == null) {
            return Future.succeededFuture(Optional.empty());
        }
        Future<String> password =
                access.basicPasswordFile() == null ? Future.succeededFuture("") : secret(access.basicPasswordFile());
        return password.map(secret -> Optional.of("Basic " + base64(access.basicUser() + ":" + secret)));
    }

    /** How the member's certificate is verified, and which one of ours it is shown. */
    Future<ClientSSLOptions> tls(Access access) {
        ClientSSLOptions options = new ClientSSLOptions();
        // Vert.x keeps the name that it verifies and the name that it connects to apart; see Connector.
        options.setHostnameVerificationAlgorithm(access.insecureSkipVerify() ? "" : "HTTPS");
        options.setTrustAll(access.insecureSkipVerify());
        options.setSslHandshakeTimeout(handshakeTimeout.toMillis());
        options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return authority(access, options)
                .compose(done -> identity(access, options))
                .map(options);
    }

    private Future<?> authority(Access access, ClientSSLOptions options) {
        return access.caFile() == null || access.insecureSkipVerify()
                ? Future.succeededFuture()
                : read(access.caFile())
                        .map(certificates -> options.setTrustOptions(new PemTrustOptions().addCertValue(certificates)));
    }

    /** What we show to a member that asks who we are. */
    private Future<?> identity(Access access, ClientSSLOptions options) {
        Access.Identity identity = access.identity();
        return identity == null
                ? Future.succeededFuture()
                : read(identity.certificateFile())
                        .compose(certificate -> read(identity.keyFile())
                                .map(key -> options.setKeyCertOptions(new PemKeyCertOptions()
                                        .setCertValue(certificate)
                                        .setKeyValue(key))));
    }

    private Future<String> secret(Path file) {
        return read(file).compose(content -> {
            String secret = SecretText.of(content.getBytes());
            return SecretText.isOneLine(secret)
                    ? Future.succeededFuture(secret)
                    : Future.failedFuture(new AccessUnreadable(file + " is not one line of text"));
        });
    }

    private Future<Buffer> read(Path file) {
        return files.readFile(file.toString())
                .recover(thrown -> Future.failedFuture(new AccessUnreadable("cannot read " + file, thrown)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
