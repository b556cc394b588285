package io.quorumwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.testing.TestClusters;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two clusters of one universe in one recording, whose rounds stop one after the other for good. */
class ReplayedUniverseTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 240;
    private static final int ACME_STOPS = 30;

    @TempDir
    private Path recording;

    /** The last line is of a recording with few looks, in which only time tells that something still stands. */
    @ParameterizedTest
    @CsvSource({"1, 30", "1, 40", "1, 70", "20, 70"})
    void aTroubleThatGoesOnCountsForAsLongAsItDoes(int pollEvery, int betaStops) throws IOException {
        List<ClusterConfig> clusters = List.of(cluster("acme", pollEvery), cluster("beta", pollEvery));
        record(clusters, pollEvery, Map.of("acme", ACME_STOPS, "beta", betaStops));

        List<Verdict> said = new ArrayList<>();
        new Replay(clusters, Profiles.load(), Replay.Sight.PAGES).play(recording, message -> {
            if (message instanceof Verdict verdict
                    && verdict.condition().equals(Condition.UNIVERSE_INCIDENT.key())
                    && (verdict.firing() || !said.isEmpty())) {
                said.add(verdict);
            }
        });

        assertThat(said).extracting(Verdict::watched).containsExactlyInAnyOrder("acme", "beta");
        assertThat(said).allMatch(Verdict::firing);
    }

    private static ClusterConfig cluster(String name, int pollEvery) {
        List<MemberConfig> members = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            URI page = URI.create("http://" + name + "-" + i + ":9100/metrics");
            members.add(new MemberConfig(name + "-" + i, "committee", page, MemberConfig.Access.PLAIN, null));
        }
        return TestClusters.of(name, "zipnet", Map.of(), Duration.ofSeconds(pollEvery), members);
    }

    private void record(List<ClusterConfig> clusters, int pollEvery, Map<String, Integer> stops) throws IOException {
        try (Writer pages = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(recording.resolve("pages.jsonl.gz"))),
                StandardCharsets.UTF_8)) {
            for (int second = 0; second < SECONDS; second += pollEvery) {
                for (ClusterConfig cluster : clusters) {
                    int rounds = 100 + Math.min(second, stops.getOrDefault(cluster.name(), SECONDS)) / 3;
                    for (MemberConfig member : cluster.members()) {
                        pages.write(look(second, cluster.name(), member.name(), rounds));
                    }
                }
            }
        }
    }

    private static String look(int second, String cluster, String member, int rounds) {
        String instance = "{instance=\\\"" + cluster + "\\\"} ";
        String body = "mosaik_groups_leader_is_local" + instance + (member.endsWith("-1") ? 1 : 0)
                + "\\nzipnet_rounds_finalized_total" + instance + rounds + "\\n";
        return "{\"at\":" + BEGIN.plusSeconds(second).toEpochMilli() + ",\"took\":2,\"member\":\"" + member
                + "\",\"status\":200,\"body\":\"" + body + "\"}\n";
    }
}
