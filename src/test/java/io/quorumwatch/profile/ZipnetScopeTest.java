package io.quorumwatch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.source.scrape.LookReader;
import io.quorumwatch.testing.Looks;
import io.quorumwatch.testing.TestClusters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which series of a page are the cluster's own. */
class ZipnetScopeTest {

    private static final String NET = "network=\"b82b6f3b4a\"";

    private final ClusterConfig cluster =
            TestClusters.of("acme.mainnet", "zipnet", Map.of("group", "5d0c91e7a2"), "a", "b", "c");
    private final ClusterConfig unconfigured = TestClusters.of("acme.mainnet", "zipnet", Map.of(), "a", "b", "c");

    @Test
    void theBroadcastsOfNobodyInParticularAreNoRounds() {
        String[] lines = {
            "mosaik_collections_vec_size{group=\"e1\"} 40",
            "mosaik_groups_bonds_active{group=\"e2\"} 2",
            "mosaik_groups_bonds_active{group=\"e3\"} 2",
            "mosaik_groups_bonds_active{group=\"e4\"} 2",
            own("bonds_active", 2)
        };

        assertThat(rounds(reader(cluster), "a", 0, lines)).isNaN();
    }

    @Test
    void nothingOfAnotherInstanceIsUsed() {
        MemberReading reading = reader(unconfigured)
                .read(Looks.page(
                        unconfigured,
                        "a",
                        0,
                        own("bonds_active", 2),
                        own("raft_committed", 9),
                        "mosaik_groups_leader_is_local{instance=\"preview.alpha\"} 1",
                        "mosaik_groups_bonds{peer=\"p1\",instance=\"preview.alpha\"} 1",
                        "zipnet_round_finalized_total{instance=\"preview.alpha\"} 5"));

        assertThat(reading.signals().isFalse(Signal.IN_GROUP)).isTrue();
        assertThat(reading.signals().asMap()).containsOnlyKeys(Signal.IN_GROUP);
        assertThat(reading.links()).isEmpty();
        assertThat(reading.group()).isNull();
    }

    @Test
    void theInstanceMayBeCalledOtherwiseThanTheCluster() {
        ClusterConfig renamed = TestClusters.of("acme", "zipnet", Map.of("instance", "acme.mainnet"), "a");

        MemberReading reading = reader(renamed)
                .read(Looks.page(renamed, "a", 0, "mosaik_groups_leader_is_local{instance=\"acme.mainnet\"} 1"));

        assertThat(reading.signals().isTrue(Signal.LEADS)).isTrue();
    }

    @Test
    void documentedNamesWithoutAnInstanceAreOurs() {
        MemberReading reading = reader(cluster).read(Looks.page(cluster, "a", 0, "mosaik_groups_leader_is_local 1"));

        assertThat(reading.signals().isTrue(Signal.LEADS)).isTrue();
    }

    @Test
    void seriesOfAnotherNetworkAreNotUsedButItsNameIsTold() {
        ClusterConfig strict = TestClusters.of("acme.mainnet", "zipnet", Map.of("network", "ffff"), "a");

        MemberReading reading = reader(strict)
                .read(Looks.page(
                        strict, "a", 0, "mosaik_groups_leader_is_local{" + NET + ",instance=\"acme.mainnet\"} 1"));

        assertThat(reading.signals().isFalse(Signal.IN_GROUP)).isTrue();
        assertThat(reading.network()).isEqualTo("b82b6f3b4a");
    }

    @Test
    void aMemberInAnotherGroupIsNotInOursAndSaysWhereItIs() {
        LookReader reader = reader(cluster);
        MemberReading reading =
                reader.read(Looks.page(cluster, "a", 0, other("bonds_active", 0), other("raft_committed", 3)));
        reading = reader.read(Looks.page(cluster, "a", 1000, other("bonds_active", 0), other("raft_committed", 4)));

        assertThat(reading.signals().isFalse(Signal.IN_GROUP)).isTrue();
        assertThat(reading.signals().has(Signal.COMMIT_INDEX)).isFalse();
        assertThat(reading.group()).isEqualTo("0123456789");
    }

    @Test
    void whatAllGroupsOfAPageAgreeOnNeedsNoKnowledgeOfTheRightOne() {
        MemberReading reading = reader(unconfigured)
                .read(Looks.page(
                        unconfigured,
                        "a",
                        0,
                        own("bonds_active", 2),
                        own("raft_elections", 1),
                        other("bonds_active", 2),
                        other("raft_elections", 4)));

        assertThat(reading.signals().get(Signal.BONDS)).isEqualTo(2);
        assertThat(reading.signals().has(Signal.ELECTIONS)).isFalse();
        assertThat(reading.group()).isNull();
    }

    @Test
    void anAggregatorGivesNoSignalsOfTheCommittee() {
        ClusterConfig mixed = TestClusters.of(
                "acme.mainnet",
                "zipnet",
                Map.of("group", "5d0c91e7a2"),
                Duration.ofSeconds(1),
                List.of(TestClusters.member("aggregator", "aggregator")));

        MemberReading reading = reader(mixed)
                .read(Looks.page(
                        mixed,
                        "aggregator",
                        0,
                        own("bonds_active", 2),
                        "mosaik_groups_bonds{peer=\"p1\",instance=\"acme.mainnet\"} 1",
                        "mosaik_network_ingress_bytes{" + NET + "} 1000",
                        "mosaik_discovery_catalog_size{" + NET + "} 9"));

        assertThat(reading.signals().asMap())
                .containsOnlyKeys(Signal.CATALOG_SIZE, Signal.PROCESS_ACTIVITY, Signal.INGRESS_BYTES);
        assertThat(reading.links()).isEmpty();
    }

    private static LookReader reader(ClusterConfig cluster) {
        return Profiles.load().readerFor(cluster);
    }

    private double rounds(LookReader reader, String member, long millis, String... lines) {
        return reader.read(Looks.page(cluster, member, millis, lines)).signals().get(Signal.ROUNDS_FINALIZED);
    }

    private static String own(String metric, int value) {
        return "mosaik_groups_" + metric + "{" + NET + ",group=\"5d0c91e7a2\"} " + value;
    }

    private static String other(String metric, int value) {
        return "mosaik_groups_" + metric + "{" + NET + ",group=\"0123456789\"} " + value;
    }
}
