package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.profile.Profiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BriefWatchVertxTest {

    private static final Duration SHORT = Duration.ofMillis(1500);

    @TempDir
    private Path directory;

    /** A configuration that would listen on a port of its own, write a journal and tell somebody. */
    private AgentConfig config() throws Exception {
        Path file =
                Files.writeString(directory.resolve("quorumwatch.yaml"), """
                agent: {id: w, journal-directory: %s}
                http: {listen: "127.0.0.1:9745"}
                notify: {webhooks: [{url: "http://127.0.0.1:1/hook"}]}
                clusters:
                  - name: acme
                    profile: zipnet
                    members:
                      - {name: m1, metrics: "http://127.0.0.1:1/metrics"}
                      - {name: m2, metrics: "http://127.0.0.1:2/metrics"}
                """.formatted(directory.resolve("journal")));
        return ConfigLoader.load(file, Commands.vocabulary(Profiles.load()));
    }

    @Test
    void watchesOnAPortOfItsOwnForAsLongAsItIsToldAndStops() throws Exception {
        List<AgentAddress> asked = new ArrayList<>();
        int code = new BriefWatch(config(), SHORT).report(agent -> {
            asked.add(agent);
            JsonNode health = agent.get("/health").body();
            assertThat(health.path("components").has("acme/leader")).isTrue();
            assertThat(agent.get("/api/v1/incidents").status()).isEqualTo(200);
            return 7;
        });
        assertThat(code).isEqualTo(7);
        assertThat(directory.resolve("journal")).doesNotExist();
        assertThatThrownBy(() -> asked.get(0).get("/health"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no agent answers there");
    }

    @Test
    void neverTakesMembersOfWhichNoneAnswersForHealthyOrMerelyAWarning() throws Exception {
        assertThat(new BriefWatch(config(), Duration.ofSeconds(4))
                        .report(brief ->
                                UnseenCommittees.among(List.of("acme"), brief).size()))
                .isEqualTo(1);
    }

    @Test
    void stopsAlsoWhenTheReportFails() throws Exception {
        List<AgentAddress> asked = new ArrayList<>();
        BriefWatch watch = new BriefWatch(config(), Duration.ZERO);
        assertThatThrownBy(() -> watch.report(agent -> {
                    asked.add(agent);
                    throw new IllegalStateException("no report");
                }))
                .hasMessage("no report");
        assertThatThrownBy(() -> asked.get(0).get("/health")).isInstanceOf(CommandFailure.class);
    }
}
