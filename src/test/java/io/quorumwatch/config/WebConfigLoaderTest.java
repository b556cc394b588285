package io.quorumwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.WebConfig.ClientAuth;
import io.quorumwatch.config.WebConfig.ServerTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebConfigLoaderTest {

    private static final String HASH = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";

    @TempDir
    private Path directory;

    @Test
    void readsTlsAndUsers() throws Exception {
        Path certificate = Files.writeString(directory.resolve("server.crt"), "pem");
        Path key = Files.writeString(directory.resolve("server.key"), "pem");
        Path authority = Files.writeString(directory.resolve("clients.pem"), "pem");
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
