package io.quorumwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.WebConfig.ClientAuth;
import io.quorumwatch.config.WebConfig.ServerTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebConfigLoaderTest {

    private static final String HASH = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";

    private static final Path TLS = Path.of("src/test/resources/tls");

    @TempDir
    private Path directory;

    @Test
    void readsTlsAndUsers() throws Exception {
        Path certificate = Files.copy(TLS.resolve("member.pem"), directory.resolve("server.crt"));
        Path key = Files.copy(TLS.resolve("member.key"), directory.resolve("server.key"));
        Path authority = Files.copy(TLS.resolve("authority.pem"), directory.resolve("clients.pem"));
        Path file = Files.writeString(directory.resolve("web.yaml"), """
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                  client_auth_type: RequireAndVerifyClientCert
                  client_ca_file: clients.pem
                  min_version: TLS13
                basic_auth_users:
                  alice: %s
                """.formatted(HASH));

        assertThat(WebConfigLoader.load(file))
                .isEqualTo(new WebConfig(
                        new ServerTls(certificate, key, ClientAuth.REQUIRE, authority, "TLSv1.3"),
                        Map.of("alice", HASH)));
    }

    /** As Vert.x takes them. */
    @ParameterizedTest
    @CsvSource({"member.pem,member.key", "member.pem,member-sec1.key", "rsa.pem,rsa-pkcs1.key", "rsa.pem,rsa-pkcs8.key"
    })
    void aKeyMayBeOfEveryFormat(String certificate, String key) throws Exception {
        String text = "tls_server_config: {cert_file: %s, key_file: %s}".formatted(certificate, key);

        assertThat(WebConfigLoader.parse(text, TLS.resolve("web.yaml")).tls())
                .isEqualTo(new ServerTls(TLS.resolve(certificate), TLS.resolve(key), ClientAuth.NONE, null, "TLSv1.2"));
    }

    @Test
    void theFirstOfSeveralCertificatesIsThatOfTheKey() throws Exception {
        String chain = Files.readString(TLS.resolve("member.pem")) + Files.readString(TLS.resolve("authority.pem"));
        Path certificate = Files.writeString(directory.resolve("chain.pem"), "a comment\n" + chain);
        Path key = Files.copy(TLS.resolve("member.key"), directory.resolve("server.key"));

        assertThat(WebConfigLoader.parse(
                                "tls_server_config: {cert_file: chain.pem, key_file: server.key}",
                                directory.resolve("web.yaml"))
                        .tls())
                .isEqualTo(new ServerTls(certificate, key, ClientAuth.NONE, null, "TLSv1.2"));
    }

    @Test
    void anEmptyFileLetsEverybodyIn() throws Exception {
        assertThat(WebConfigLoader.parse("# nothing yet", directory.resolve("web.yaml")))
                .isEqualTo(WebConfig.OPEN);
    }

    @Test
    void neverPrintsAHash() {
        assertThat(new WebConfig(null, Map.of("alice", HASH)).toString())
                .contains("alice")
                .doesNotContain("$2y$");
    }
}
