package io.quorumwatch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.source.scrape.LookReader;
import io.quorumwatch.testing.Looks;
import io.quorumwatch.testing.Pages;
import io.quorumwatch.testing.TestClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EtcdReadingTest {

    private final ClusterConfig cluster = TestClusters.of("kv", "etcd", Map.of(), "m0", "m1", "m2");
    private final LookReader reader = Profiles.load().readerFor(cluster);

    @Test
    void aRealPageGivesNearlyEverySignal() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/pages/etcd-member.prom"));

        MemberReading reading = reader.read(Looks.page(cluster, "m0", 0, Pages.of(text, reader.wantedFamilies())));

        Signals signals = reading.signals();
        assertThat(signals.asMap())
                .containsKeys(
                        Signal.LEADS,
                        Signal.LEADS_SINCE,
                        Signal.HEARS_LEADER,
                        Signal.LEADER_CHANGES,
                        Signal.BONDS,
                        Signal.COMMIT_INDEX,
                        Signal.APPLIED_INDEX,
                        Signal.GROUP_ACTIVITY,
                        Signal.PROCESS_ACTIVITY,
                        Signal.START_TIME,
                        Signal.CPU_SECONDS,
                        Signal.RESIDENT_BYTES,
                        Signal.INGRESS_BYTES,
                        Signal.EGRESS_BYTES,
                        Signal.PROPOSALS_PENDING,
                        Signal.PROPOSALS_FAILED,
                        Signal.DATABASE_BYTES,
                        Signal.DATABASE_QUOTA_BYTES,
                        Signal.LEARNER);
        assertThat(signals.get(Signal.IN_GROUP)).isOne();
        assertThat(reading.identity()).matches("[0-9a-f]{15,16}");
        assertThat(reading.links()).hasSize((int) signals.get(Signal.BONDS));
    }

    @Test
    void peersAreCalledByTheirMembersNamesOnceThoseHaveShownThemselves() {
        MemberReading first = read("m0", 0, page("aa", "bb", 1, 1));
        assertThat(first.identity()).isEqualTo("aa");
        assertThat(first.links()).isEqualTo(Map.of("bb", true));

        assertThat(read("m1", 0, page("bb", "aa", 0, 1)).links()).isEqualTo(Map.of("m0", true));

        MemberReading cut = read("m0", 1000, page("aa", "bb", 1, 0));
        assertThat(cut.links()).isEqualTo(Map.of("m1", false));
        assertThat(read("m0", 2000, page("aa", "bb", 1, 0)).links()).isSameAs(cut.links());
        assertThat(cut.signals().get(Signal.BONDS)).isZero();
    }

    @Test
    void familiesThatComeAndGoAreNoRestart() {
        assertThat(read("m0", 0, "process_cpu_seconds_total 5", "etcd_server_proposals_failed_total 2")
                        .restarted())
                .isFalse();
        assertThat(read("m0", 1000, "process_cpu_seconds_total 6").restarted()).isFalse();
        assertThat(read("m0", 2000, "process_cpu_seconds_total 1").restarted()).isTrue();
    }

    @Test
    void anAnswerWithoutEtcdsOwnNamesIsAMemberThatHasNotJoined() {
        MemberReading reading = read("m0", 0, "process_cpu_seconds_total 5");

        assertThat(reading.signals().isFalse(Signal.IN_GROUP)).isTrue();
        assertThat(reading.signals().has(Signal.LEADS)).isFalse();
    }

    @Test
    void percentilesAreOfTheLastMinutesAndBeginAnewWithTheProcess() {
        assertThat(read("m0", 0, fsync(0, 0)).signals().has(Signal.FSYNC_P99)).isFalse();
        assertThat(read("m0", 5000, fsync(10, 10)).signals().get(Signal.FSYNC_P99))
                .isLessThan(0.002);

        MemberReading restarted = read("m0", 6000, "process_cpu_seconds_total 0.1", fsync(20, 20));
        assertThat(restarted.restarted()).isFalse();
        restarted = read("m0", 7000, "process_cpu_seconds_total 0.01", fsync(30, 40));

        assertThat(restarted.restarted()).isTrue();
        assertThat(restarted.signals().has(Signal.FSYNC_P99)).isFalse();
    }

    @Test
    void percentilesBeginAnewWhenTheClockWasSetBack() {
        long hour = 3_600_000;
        assertThat(read("m0", hour, fsync(0, 0)).restarted()).isFalse();
        assertThat(read("m0", hour + 5000, fsync(10, 10)).signals().get(Signal.FSYNC_P99))
                .isLessThan(0.002);

        assertThat(read("m0", 1000, fsync(20, 20)).signals().has(Signal.FSYNC_P99))
                .isFalse();
        assertThat(read("m0", 6000, fsync(20, 40)).signals().get(Signal.FSYNC_P99))
                .isGreaterThan(1);
    }

    @Test
    void roundTripsToALostPeerThatEtcdGoesOnObservingAreNoneOfTheNetworks() {
        assertThat(read("m0", 0, roundTrips(1, 0, 0)).seen()).isTrue();
        assertThat(read("m0", 5000, roundTrips(1, 9, 9)).signals().get(Signal.PEER_ROUND_TRIP_P99))
                .as("both peers are there, and one is slow")
                .isGreaterThan(1);

        assertThat(read("m0", 10_000, roundTrips(0, 18, 18)).signals().get(Signal.PEER_ROUND_TRIP_P99))
                .as("the slow one is lost")
                .isLessThan(0.002);

        assertThat(read("m0", 15_000, roundTrips(1, 27, 27)).signals().get(Signal.PEER_ROUND_TRIP_P99))
                .as("it is back, and begins anew")
                .isLessThan(0.002);
        assertThat(read("m0", 20_000, roundTrips(1, 36, 36)).signals().get(Signal.PEER_ROUND_TRIP_P99))
                .as("it is slow still")
                .isGreaterThan(1);
    }

    /** So many short round trips to one peer, and long ones to another that is linked or not. */
    private static String roundTrips(int linked, int quick, int slow) {
        String family = "etcd_network_peer_round_trip_time_seconds_bucket";
        return String.join(
                "\n",
                "etcd_network_active_peers{Local=\"aa\",Remote=\"bb\"} 1",
                "etcd_network_active_peers{Local=\"aa\",Remote=\"cc\"} " + linked,
                family + "{To=\"bb\",le=\"0.001\"} " + quick,
                family + "{To=\"bb\",le=\"3.2768\"} " + quick,
                family + "{To=\"bb\",le=\"+Inf\"} " + quick,
                family + "{To=\"cc\",le=\"0.001\"} 0",
                family + "{To=\"cc\",le=\"3.2768\"} " + slow,
                family + "{To=\"cc\",le=\"+Inf\"} " + slow);
    }

    private MemberReading read(String member, long millis, String... lines) {
        return reader.read(Looks.page(cluster, member, millis, lines));
    }

    private static String fsync(int fast, int all) {
        String name = "etcd_disk_wal_fsync_duration_seconds_bucket";
        return name + "{le=\"0.001\"} " + fast + "\n" + name + "{le=\"8.192\"} " + all + "\n" + name + "{le=\"+Inf\"} "
                + all;
    }

    private static String[] page(String local, String remote, int leads, int up) {
        return new String[] {
            "etcd_server_id{server_id=\"" + local + "\"} 1",
            "etcd_server_is_leader " + leads,
            "etcd_network_active_peers{Local=\"" + local + "\",Remote=\"" + remote + "\"} " + up,
        };
    }
}
