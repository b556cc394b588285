package io.quorumwatch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.source.scrape.Look;
import io.quorumwatch.source.scrape.LookReader;
import io.quorumwatch.testing.Recording;
import io.quorumwatch.testing.Recording.Truth;
import io.quorumwatch.testing.TestClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read from recordings of real clusters, beside who leads. */
class RecordedReadingsTest {

    private static final Duration SETTLED = Duration.ofSeconds(12);
    private static final Duration AROUND_A_CHANGE = Duration.ofMillis(1500);

    private final Profiles profiles = Profiles.load();
    private final Set<String> documentedFamilies = profiles.profile("zipnet").documentedFamilies();

    static Stream<String> mosaik() {
        return Recording.names("mosaik").stream();
    }

    static Stream<String> all() {
        return Stream.concat(mosaik(), Recording.names("etcd").stream());
    }

    @ParameterizedTest
    @MethodSource("mosaik")
    void theCommitteesGroupIsLearnedAndNeverMistaken(String name) {
        Recording recording = Recording.of(name);
        for (ClusterConfig cluster : recording.clusters()) {
            String configured = cluster.parameters().text("group");
            Set<String> learned = new TreeSet<>();
            for (MemberReading reading : readings(recording, withoutGroup(cluster), family -> true)) {
                if (reading.group() != null) {
                    learned.add(reading.group());
                }
            }
            assertThat(learned).hasSize(1);
            if (configured != null) {
                assertThat(learned).containsExactly(configured);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mosaik")
    void withoutDocumentedNamesTheGroupIsLearnedWhereAProcessHasOnlyOne(String name) {
        Recording recording = Recording.of(name);
        boolean several = recording.clusters().size() > 1;
        for (ClusterConfig cluster : recording.clusters()) {
            String configured = cluster.parameters().text("group");
            Set<String> learned = new TreeSet<>();
            for (MemberReading reading :
                    readings(recording, withoutGroup(cluster), family -> !documentedFamilies.contains(family))) {
                if (reading.group() != null) {
                    learned.add(reading.group());
                }
            }
            assertThat(learned).hasSize(several ? 0 : 1);
            if (configured != null && !several) {
                assertThat(learned).containsExactly(configured);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void restartsAreSeenOnceForEachMemberThatWasStartedAgain(String name) {
        Recording recording = Recording.of(name);
        for (ClusterConfig cluster : recording.clusters()) {
            List<String> seen = new ArrayList<>();
            for (MemberReading reading : readings(recording, cluster, family -> true)) {
                if (reading.restarted()) {
                    seen.add(reading.member());
                }
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(startedAgain(recording));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void linksAreCalledByMembersNamesOnceTheClusterHasSettled(String name) {
        Recording recording = Recording.of(name);
        for (ClusterConfig cluster : recording.clusters()) {
            List<String> members =
                    cluster.members().stream().map(MemberConfig::name).toList();
            List<MemberReading> readings = readings(recording, cluster, family -> true);
            Map<String, Instant> firstLinks = new HashMap<>();
            for (MemberReading reading : readings) {
                if (!reading.links().isEmpty()) {
                    firstLinks.putIfAbsent(reading.member(), reading.answeredAt());
                }
            }
            Instant settled = firstLinks.values().stream()
                    .max(Instant::compareTo)
                    .orElse(Instant.MAX.minus(SETTLED))
                    .plus(SETTLED);
            for (MemberReading reading : readings) {
                if (!reading.links().isEmpty() && reading.answeredAt().isAfter(settled)) {
                    assertThat(members).containsAll(reading.links().keySet()).contains(reading.member());
                    assertThat(reading.links()).doesNotContainKey(reading.member());
                    assertThat(reading.identity()).isNotNull();
                }
            }
        }
    }

    @Test
    void documentedBondsAgreeWithTheMembers() {
        int right = 0;
        List<String> wrong = new ArrayList<>();
        for (String name : Recording.names("mosaik")) {
            Recording recording = Recording.of(name);
            for (ClusterConfig cluster : recording.clusters()) {
                List<Truth> truth = recording.truth(cluster);
                for (MemberReading reading : readings(recording, cluster, family -> true)) {
                    int bonds = bondsAt(reading, truth);
                    if (bonds >= 0 && !reading.links().isEmpty()) {
                        if (reading.signals().get(Signal.BONDS) == bonds) {
                            right++;
                        } else {
                            wrong.add(name + " " + reading.member() + " " + reading.answeredAt());
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(right).isGreaterThan(1000);
    }

    @Test
    void anEtcdLeaderIsOneAndTheOthersHearIt() {
        Recording recording = Recording.of("etcd/healthy");
        ClusterConfig cluster = recording.clusters().get(0);
        Set<String> leaders = new TreeSet<>();
        for (MemberReading reading : readings(recording, cluster, family -> true)) {
            assertThat(reading.signals().isTrue(Signal.HEARS_LEADER)).isTrue();
            assertThat(reading.signals().get(Signal.BONDS)).isEqualTo(2);
            if (reading.signals().isTrue(Signal.LEADS)) {
                leaders.add(reading.member());
            }
            double fsync = reading.signals().get(Signal.FSYNC_P99);
            assertThat(Double.isNaN(fsync) || (fsync > 0 && fsync < 1)).isTrue();
        }
        assertThat(leaders).hasSize(1);
    }

    private static ClusterConfig withoutGroup(ClusterConfig cluster) {
        return TestClusters.changed(cluster, cluster.pollEvery(), "group");
    }

    private List<MemberReading> readings(Recording recording, ClusterConfig cluster, Predicate<String> families) {
        LookReader reader = profiles.readerFor(cluster);
        List<MemberReading> readings = new ArrayList<>();
        for (Look look : recording.looks(cluster, families)) {
            MemberReading reading = reader.read(look);
            if (reading.seen()) {
                readings.add(reading);
            }
        }
        return readings;
    }

    private static List<String> startedAgain(Recording recording) {
        List<String> members = new ArrayList<>();
        for (JsonNode fault : recording.faults()) {
            String what = fault.get("what").asText();
            if (what.equals("restart") || what.equals("planned-restart-done")) {
                if (fault.has("member")) {
                    members.add(fault.get("member").asText());
                } else {
                    fault.get("members").forEach(member -> members.add(member.asText()));
                }
            }
        }
        return members;
    }

    /** The bonds that the member knew, or -1 around a change of anything. */
    private static int bondsAt(MemberReading reading, List<Truth> truth) {
        int bonds = -1;
        for (Truth line : truth) {
            if (line.member().equals(reading.member())) {
                Duration apart = Duration.between(line.at(), reading.answeredAt());
                if (apart.abs().compareTo(AROUND_A_CHANGE) < 0) {
                    return -1;
                }
                bonds = apart.isNegative() ? bonds : line.bonds();
            }
        }
        return bonds;
    }
}
