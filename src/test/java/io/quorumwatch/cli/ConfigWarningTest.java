package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.profile.Profiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigWarningTest {

    private static final long MEGABYTE = 1024 * 1024;

    private static List<String> keys(String yaml) throws InvalidConfigException {
        return ConfigWarning.of(config(yaml)).stream().map(ConfigWarning::key).toList();
    }

    private static AgentConfig config(String yaml) throws InvalidConfigException {
        return ConfigLoader.parse(yaml, Path.of("test.yaml"), Commands.vocabulary(Profiles.load()));
    }

    @Test
    void saysNothingOfSettingsThatAreActedOn() throws InvalidConfigException {
        assertThat(keys("""
                        agent: {journal-directory: none}
                        clusters:
                          - name: kv
                            profile: etcd
                            discover: {file-sd: [targets/*.json]}
                            members: [{name: m0, metrics: "http://127.0.0.1:2379/metrics", logs: {file: m0.log}}]
                        """)).isEmpty();
    }

    @Test
    void namesEverySettingThatNothingActsOn() throws InvalidConfigException {
        assertThat(keys("""
                        agent: {journal-directory: /var/lib/quorumwatch}
                        notify: {alertmanagers: ["http://127.0.0.1:9093"]}
                        clusters:
                          - name: acme
                            profile: zipnet
                            members: [{name: s1, metrics: "http://127.0.0.1:2379/metrics"}]
                        """)).containsExactly("notify.alertmanagers");
    }

    @Test
    void aHeapThatIsTooSmallForTheMembersIsSaidWithTheOneThatIsNot() throws InvalidConfigException {
        AgentConfig config = config("""
                        clusters:
                          - name: kv
                            profile: etcd
                            members:
                              - {name: m0, metrics: "http://127.0.0.1:2379/metrics"}
                              - {name: m1, metrics: "http://127.0.0.1:2380/metrics"}
                        """);
        assertThat(ConfigWarning.of(config, 109 * MEGABYTE)).isEmpty();
        assertThat(ConfigWarning.of(config, 45 * MEGABYTE))
                .extracting(ConfigWarning::text)
                .containsExactly("the heap has room for 0 members, and there are 2; start Java with -Xms69m -Xmx69m");
    }

    @Test
    void looksThatAreRarerThanTheRoundDeadlineShowStalledRoundsLate() throws InvalidConfigException {
        String yaml = """
                        clusters:
                          - name: acme
                            profile: zipnet
                            poll-every: %s
                            members: [{name: s1, metrics: "http://127.0.0.1:2379/metrics"}]
                        """;
        assertThat(keys(yaml.formatted("15s"))).isEmpty();
        assertThat(keys(yaml.formatted("16s"))).containsExactly("acme.poll-every");
    }
}
