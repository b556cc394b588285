package io.quorumwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the shipped example to what it says about itself. */
class ExampleConfigTest {

    private static final Path EXAMPLE = Path.of("conf/quorumwatch.yaml");
    private static final ConfigVocabulary VOCABULARY =
            new ProfileVocabulary(Profiles.load(), Condition.keys(), Limit.ranges());
    private static final String INDENTED = "(?m)^( *)";

    @TempDir
    private Path directory;

    private String text = "";

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(EXAMPLE);
    }

    @Test
    void theExampleConfigurationLoads() throws Exception {
        assertThat(ConfigLoader.load(EXAMPLE, VOCABULARY).clusters())
                .extracting(ClusterConfig::name)
                .containsExactly("acme.mainnet", "kv");
    }

    @Test
    void whatItShowsAsDefaultsAreTheDefaults() throws Exception {
        String uncommented = text.replaceAll(INDENTED + "#(?=[a-z-]+:)", "$1");

        assertThat(uncommented).contains("\n  listen: 127.0.0.1:9745\n").contains("\n      round-deadline: 15s\n");
        assertThat(parse(uncommented)).isEqualTo(parse(text));
    }

    @Test
    void everySettingThatItShowsIsAllowed() throws Exception {
        for (String file : List.of("web.yaml", "hook.secret", "acme.token", "push.token")) {
            Files.writeString(directory.resolve(file), "# something");
        }
        Files.copy(Path.of("src/test/resources/tls/authority.pem"), directory.resolve("acme-ca.pem"));
        String uncommented = text.replaceAll(INDENTED + "# e\\.g\\. ", "$1")
                .replace("metrics: http://127.0.0.1:191", "metrics: https://127.0.0.1:191");

        AgentConfig config = parse(uncommented);

        assertThat(uncommented).doesNotContain("# e.g. ");
        assertThat(config.agent().id()).isEqualTo("watcher-1");
        assertThat(config.notification().webhooks()).hasSize(1);
        assertThat(config.clusters().get(0).members())
                .extracting(MemberConfig::logs)
                .extracting(MemberConfig.LogSource::kind)
                .containsExactly("journal", "gateway", "file", "push");
        assertThat(config.clusters().get(0).discover()).isNotNull();
    }

    @Test
    void everyParameterOfItsProfileIsShown() {
        assertThat(VOCABULARY.profile("zipnet").parameters().keySet())
                .allSatisfy(name -> assertThat(text).contains(name + ": "));
    }

    @Test
    void theContractsExampleLoads() throws Exception {
        Files.createDirectories(directory.resolve("conf"));
        Files.writeString(directory.resolve("conf/web.yaml"), "# something");
        Files.writeString(directory.resolve("conf/hook.secret"), "# something");
        String contract = Files.readString(Path.of("src/test/resources/config/contract.yaml"));

        AgentConfig config = ConfigLoader.parse(contract, directory.resolve("quorumwatch.yaml"), VOCABULARY);

        ClusterConfig acme = config.clusters().get(0);
        assertThat(acme.parameters().number("expected-clients", 0)).isEqualTo(12);
        assertThat(acme.parameters().text("group")).isEqualTo("5d0c91e7a2");
        assertThat(acme.thresholds())
                .isEqualTo(Map.of("raft-lag-entries", new ThresholdOverride(true, null, null, null, 5.0)));
        assertThat(acme.members()).extracting(MemberConfig::role).containsExactly("committee", "aggregator");
    }

    private AgentConfig parse(String example) throws InvalidConfigException {
        return ConfigLoader.parse(example, directory.resolve("quorumwatch.yaml"), VOCABULARY);
    }
}
