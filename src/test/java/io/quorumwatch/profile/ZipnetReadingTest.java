package io.quorumwatch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.source.scrape.Look;
import io.quorumwatch.source.scrape.LookReader;
import io.quorumwatch.testing.Looks;
import io.quorumwatch.testing.TestClusters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZipnetReadingTest {

    private static final String NET = "network=\"b82b6f3b4a\"";

    private final ClusterConfig cluster =
            TestClusters.of("acme.mainnet", "zipnet", Map.of("group", "5d0c91e7a2"), "a", "b", "c");

    @Test
    void aFailedLookSaysOnlyThat() {
        MemberReading reading = reader(cluster).read(Looks.failed(cluster, "a", 0, ScrapeFailure.REFUSED));

        assertThat(reading.failure()).isEqualTo(ScrapeFailure.REFUSED);
        assertThat(reading.signals()).isEqualTo(Signals.NONE);
    }

    @Test
    void anEmptyPageIsAMemberThatHasNotJoined() {
        MemberReading reading = reader(cluster).read(Looks.page(cluster, "a", 0));

        assertThat(reading.seen()).isTrue();
        assertThat(reading.signals().isFalse(Signal.IN_GROUP)).isTrue();
        assertThat(reading.signals().isFalse(Signal.LEADS)).isTrue();
        assertThat(reading.signals().has(Signal.COMMIT_INDEX)).isFalse();
        assertThat(reading.signals().has(Signal.BONDS)).isFalse();
    }

    @Test
    void aDocumentedCounterThatFallsOrIsGoneTellsARestart() {
        LookReader reader = reader(cluster);

        assertThat(restarted(reader, documented(0, "zipnet_rounds_finalized_total", 7)))
                .isFalse();
        assertThat(restarted(reader, documented(1000, "zipnet_rounds_finalized_total", 2)))
                .isTrue();
        assertThat(restarted(reader, documented(2000, "zipnet_client_registry_size", 2)))
                .isTrue();
        assertThat(restarted(reader, documented(3000, "zipnet_rounds_finalized_total", 1)))
                .isFalse();
    }

    @Test
    void aMemberWhosePortWasRefusedHasRestartedAndOneThatWasSlowHasNot() {
        LookReader reader = reader(cluster);

        assertThat(restarted(reader, documented(0, "zipnet_client_registry_size", 2)))
                .isFalse();
        assertThat(restarted(reader, Looks.failed(cluster, "a", 1000, ScrapeFailure.TIMEOUT)))
                .isFalse();
        assertThat(restarted(reader, documented(2000, "zipnet_client_registry_size", 2)))
                .isFalse();
        assertThat(restarted(reader, Looks.failed(cluster, "a", 3000, ScrapeFailure.REFUSED)))
                .isFalse();
        assertThat(restarted(reader, Looks.failed(cluster, "a", 4000, ScrapeFailure.TIMEOUT)))
                .isFalse();
        assertThat(restarted(reader, documented(5000, "zipnet_client_registry_size", 2)))
                .isTrue();
    }

    private static boolean restarted(LookReader reader, Look look) {
        return reader.read(look).restarted();
    }

    private Look documented(long millis, String name, int value) {
        return Looks.page(cluster, "a", millis, name + "{" + NET + ",instance=\"acme.mainnet\"} " + value);
    }

    @Test
    void onlyCountersThatEveryLivingMemberMovesTellWhetherItsGroupMoves() {
        MemberReading raftAlone = reader(cluster)
                .read(Looks.page(
                        cluster,
                        "a",
                        0,
                        own("bonds_active", 2),
                        own("raft_leader_changes", 7),
                        own("raft_elections", 1)));
        MemberReading traffic = reader(cluster)
                .read(Looks.page(
                        cluster,
                        "a",
                        0,
                        own("bonds_active", 2),
                        own("raft_leader_changes", 7),
                        own("bonds_bytes_sent", 30),
                        own("bonds_messages_received", 5)));

        assertThat(raftAlone.signals().has(Signal.GROUP_ACTIVITY)).isFalse();
        assertThat(traffic.signals().get(Signal.GROUP_ACTIVITY)).isEqualTo(35);
    }

    @Test
    void whoBeginsToLeadWhenTheClockIsSetBackIsFound() {
        LookReader reader = reader(cluster);
        long hour = 3_600_000;
        for (int second = 0; second < 10; second++) {
            Signals follower =
                    reader.read(raft(hour + second * 1000, 7 + second, second)).signals();
            assertThat(follower.isTrue(Signal.LEADS)).isFalse();
        }

        MemberReading reading = reader.read(raft(0, 17, 10));
        for (int second = 1; second < 10; second++) {
            reading = reader.read(raft(second * 1000, 17, 10 + second));
        }

        assertThat(reading.signals().isTrue(Signal.LEADS)).isTrue();
    }

    /** A page with mosaik's own names; it is a leader's while messages come and leader changes stand still. */
    private Look raft(long millis, int leaderChanges, int messages) {
        return Looks.page(
                cluster,
                "a",
                millis,
                own("bonds_active", 2),
                own("raft_committed", 40),
                own("raft_leader_changes", leaderChanges),
                own("raft_elections", 1),
                own("bonds_messages_received", messages));
    }

    /** It stepped down for a candidate to which nobody gives a vote, and its counters stand still meanwhile. */
    @Test
    void whoSaysThatItDoesNotLeadHearsNobodyByStandingStill() {
        LookReader reader = reader(cluster);
        MemberReading reading = reader.read(steppedDown(0));
        for (int second = 1; second < 12; second++) {
            reading = reader.read(steppedDown(second));
        }

        assertThat(reading.signals().isFalse(Signal.LEADS)).isTrue();
        assertThat(reading.signals().has(Signal.HEARS_LEADER)).isFalse();
    }

    private Look steppedDown(int second) {
        return Looks.page(
                cluster,
                "a",
                second * 1000L,
                own("bonds_active", 2),
                own("raft_leader_changes", 7),
                own("raft_elections", 1),
                own("bonds_messages_received", second),
                "mosaik_groups_leader_is_local{" + NET + ",instance=\"acme.mainnet\"} 0");
    }

    @Test
    void documentedNamesComeFirst() {
        MemberReading reading = reader(cluster)
                .read(Looks.page(
                        cluster,
                        "a",
                        0,
                        own("bonds_active", 4),
                        own("raft_committed", 99),
                        "mosaik_groups_leader_is_local{" + NET + ",instance=\"acme.mainnet\"} 1",
                        "mosaik_groups_bonds{" + NET + ",peer=\"p1\",instance=\"acme.mainnet\"} 1",
                        "mosaik_groups_bonds{" + NET + ",peer=\"p2\",instance=\"acme.mainnet\"} 0",
                        "mosaik_groups_committed_index{" + NET + ",instance=\"acme.mainnet\"} 98",
                        "zipnet_client_registry_size{" + NET + ",instance=\"acme.mainnet\"} 12"));

        Signals signals = reading.signals();
        assertThat(signals.get(Signal.LEADS)).isOne();
        assertThat(signals.get(Signal.HEARS_LEADER)).isOne();
        assertThat(signals.get(Signal.BONDS)).isOne();
        assertThat(signals.get(Signal.COMMIT_INDEX)).isEqualTo(98);
        assertThat(signals.get(Signal.CLIENTS_REGISTERED)).isEqualTo(12);
        assertThat(reading.links()).isEqualTo(Map.of("p1", true, "p2", false));
        assertThat(reading.network()).isEqualTo("b82b6f3b4a");
        assertThat(reading.group()).isEqualTo("5d0c91e7a2");
    }

    @Test
    void mosaiksOwnNamesStandInForThem() {
        MemberReading reading =
                reader(cluster).read(Looks.page(cluster, "a", 0, own("bonds_active", 2), own("raft_committed", 99)));

        assertThat(reading.signals().get(Signal.BONDS)).isEqualTo(2);
        assertThat(reading.signals().get(Signal.COMMIT_INDEX)).isEqualTo(99);
        assertThat(reading.signals().isFalse(Signal.LEADS)).isTrue();
        assertThat(reading.signals().isTrue(Signal.IN_GROUP)).isTrue();
    }

    @Test
    void aMemberThatHasJustBegunHasNoCommitIndexRatherThanZero() {
        MemberReading reading = reader(cluster)
                .read(Looks.page(
                        cluster,
                        "a",
                        0,
                        own("bonds_active", 2),
                        "mosaik_groups_committed_index{instance=\"acme.mainnet\"} 0"));

        assertThat(reading.signals().has(Signal.COMMIT_INDEX)).isFalse();
    }

    @Test
    void bothSpellingsOfTheRoundsCount() {
        for (String name : List.of("zipnet_round_finalized_total", "zipnet_rounds_finalized_total")) {
            MemberReading reading =
                    reader(cluster).read(Looks.page(cluster, "a", 0, name + "{instance=\"acme.mainnet\"} 7"));

            assertThat(reading.signals().get(Signal.ROUNDS_FINALIZED)).isEqualTo(7);
        }
    }

    @Test
    void theBroadcastsStandInForTheRoundsUntilARealCountIsSeenAnywhere() {
        LookReader reader = reader(cluster);
        String entries = "mosaik_collections_vec_size{group=\"e1\"} 40";
        assertThat(rounds(reader, "a", 0, own("bonds_active", 2), entries)).isEqualTo(40);

        assertThat(rounds(reader, "b", 10, "zipnet_rounds_finalized_total{instance=\"acme.mainnet\"} 3"))
                .isEqualTo(3);

        assertThat(rounds(reader, "a", 1000, own("bonds_active", 2), entries)).isNaN();
    }

    @Test
    void theCommitteesSizeIsBelievedOfALeaderOnly() {
        LookReader reader = reader(cluster);
        String size = own("raft_committee_size", 3);

        MemberReading leader = reader.read(Looks.page(
                cluster,
                "a",
                0,
                own("bonds_active", 2),
                size,
                "mosaik_groups_leader_is_local{instance=\"acme.mainnet\"} 1"));
        MemberReading follower = reader.read(Looks.page(
                cluster,
                "b",
                0,
                own("bonds_active", 2),
                size,
                "mosaik_groups_leader_is_local{instance=\"acme.mainnet\"} 0"));

        assertThat(leader.signals().get(Signal.COMMITTEE_SIZE)).isEqualTo(3);
        assertThat(follower.signals().has(Signal.COMMITTEE_SIZE)).isFalse();
    }

    @Test
    void theGaugeSaysSinceWhenAMemberLeads() {
        LookReader reader = reader(cluster);
        String gauge = "mosaik_groups_leader_is_local{instance=\"acme.mainnet\"} ";
        double first = since(reader, 0, gauge + 0);
        double second = since(reader, 1000, gauge + 1);
        double third = since(reader, 2000, gauge + 1);

        assertThat(second - first).isEqualTo(1);
        assertThat(third).isEqualTo(second);
    }

    @Test
    void aPeerThatIsNoLongerNamedHasNoLink() {
        LookReader reader = reader(cluster);
        String peer = "mosaik_groups_bonds{peer=\"p1...\",instance=\"acme.mainnet\"} 1";
        assertThat(reader.read(Looks.page(cluster, "a", 0, own("bonds_active", 1), peer))
                        .links())
                .isEqualTo(Map.of("p1", true));

        MemberReading reading = reader.read(Looks.page(cluster, "a", 1000, own("bonds_active", 0)));

        assertThat(reading.links()).isEqualTo(Map.of("p1", false));
    }

    @Test
    void aRestartedMemberBeginsAnew() {
        LookReader reader = reader(cluster);
        for (int second = 0; second < 5; second++) {
            MemberReading leading = reader.read(Looks.page(
                    cluster,
                    "a",
                    second * 1000,
                    own("bonds_active", 2),
                    own("raft_leader_changes", 1),
                    own("raft_elections", 1),
                    "mosaik_network_ingress_bytes{" + NET + "} " + (1000 + second)));
            assertThat(leading.restarted()).isFalse();
            assertThat(leading.signals().isTrue(Signal.LEADS)).isEqualTo(second >= 3);
        }

        MemberReading reading =
                reader.read(Looks.page(cluster, "a", 5000, "mosaik_network_ingress_bytes{" + NET + "} 10"));
        assertThat(reading.restarted()).isTrue();
        assertThat(reading.signals().isFalse(Signal.IN_GROUP)).isTrue();

        reading = reader.read(
                Looks.page(cluster, "a", 6000, own("bonds_active", 2), "mosaik_network_ingress_bytes{" + NET + "} 20"));
        assertThat(reading.restarted()).isFalse();
        assertThat(reading.signals().isFalse(Signal.LEADS)).isTrue();
    }

    private static LookReader reader(ClusterConfig cluster) {
        return Profiles.load().readerFor(cluster);
    }

    private double rounds(LookReader reader, String member, long millis, String... lines) {
        return reader.read(Looks.page(cluster, member, millis, lines)).signals().get(Signal.ROUNDS_FINALIZED);
    }

    private double since(LookReader reader, long millis, String line) {
        return reader.read(Looks.page(cluster, "a", millis, line)).signals().get(Signal.LEADS_SINCE);
    }

    private static String own(String metric, int value) {
        return "mosaik_groups_" + metric + "{" + NET + ",group=\"5d0c91e7a2\"} " + value;
    }
}
