package io.quorumwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigDiffTest {

    @Test
    void tellsAddedRemovedChangedAndUnchangedClustersApart() {
        AgentConfig before = config("", cluster("a", "1s") + cluster("b", "1s") + cluster("c", "1s"));
        AgentConfig after = config("", cluster("d", "1s") + cluster("c", "2s") + cluster("a", "1s"));

        ConfigDiff diff = ConfigDiff.between(before, after);

        assertThat(diff.added()).extracting(ClusterConfig::name).containsExactly("d");
        assertThat(diff.removed()).extracting(ClusterConfig::name).containsExactly("b");
        assertThat(diff.unchanged()).extracting(ClusterConfig::name).containsExactly("a");
        assertThat(diff.changed()).singleElement().satisfies(change -> {
            assertThat(change.before()).isEqualTo(before.clusters().get(2));
            assertThat(change.after()).isEqualTo(after.clusters().get(1));
        });
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void theSameFileReadTwiceIsNoDifference() {
        String clusters = cluster("a", "1s") + cluster("b", "1s");

        assertThat(ConfigDiff.between(config("", clusters), config("", clusters))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void namesWhatOnlyARestartCanChange() {
        AgentConfig before = config("agent: {id: one}\nhttp: {listen: \"127.0.0.1:1\"}\n", cluster("a", "1s"));
        AgentConfig after = config(
                "agent: {id: two, journal-directory: none}\nhttp: {listen: \"127.0.0.1:2\"}\n", cluster("a", "1s"));

        ConfigDiff diff = ConfigDiff.between(before, after);

        assertThat(diff.needingRestart()).containsExactly("agent.id", "agent.journal-directory", "http.listen");
        assertThat(diff.unchanged()).hasSize(1);
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void seesThatOthersAreToBeTold() {
        AgentConfig before = config("", cluster("a", "1s"));
        AgentConfig after = config("notify: {alertmanagers: [\"http://127.0.0.1:9093\"]}\n", cluster("a", "1s"));

        assertThat(ConfigDiff.between(before, after).notificationChanged()).isTrue();
    }

    private static String cluster(String name, String pollEvery) {
        return "  - {name: %s, profile: etcd, poll-every: %s, members: [{metrics: \"http://%s:1\"}]}\n"
                .formatted(name, pollEvery, name);
    }

    private static AgentConfig config(String head, String clusters) {
        try {
            return ConfigLoader.parse(head + "clusters:\n" + clusters, Path.of("test.yaml"), new TestVocabulary());
        } catch (InvalidConfigException invalid) {
            throw new AssertionError(invalid);
        }
    }
}
