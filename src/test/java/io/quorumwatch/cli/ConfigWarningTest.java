package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigWarningTest {

    private static List<String> keys(String yaml) throws InvalidConfigException {
        ProfileVocabulary words = new ProfileVocabulary(Profiles.load(), Condition.keys(), Limit.keys());
        return ConfigWarning.of(ConfigLoader.parse(yaml, Path.of("test.yaml"), words)).stream()
                .map(ConfigWarning::key)
                .toList();
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
