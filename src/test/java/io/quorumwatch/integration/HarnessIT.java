package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.EtcdCluster;
import io.quorumwatch.testing.process.EtcdWriter;
import io.quorumwatch.testing.process.Eventually;
import io.quorumwatch.testing.process.PrometheusServer;
import io.quorumwatch.testing.process.Promtool;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The harness itself: a test that trusts a broken harness proves nothing. */
class HarnessIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void etcdElectsAnotherLeaderAndPrometheusSeesTheKill() {
        try (EtcdCluster etcd = EtcdCluster.start(3);
                EtcdWriter writer = EtcdWriter.start(etcd, 10);
                PrometheusServer prometheus = PrometheusServer.start(Map.of(
                        "first", etcd.member(0).metrics(),
                        "second", etcd.member(1).metrics(),
                        "third", etcd.member(2).metrics()))) {
            String first = etcd.awaitLeader(SOON);
            Eventually.passes(
                    "writes arrive", SOON, () -> assertThat(writer.written()).isGreaterThan(20));
            assertThat(writer.failed()).isZero();
            Eventually.passes(
                    "prometheus scrapes all of them",
                    SOON,
                    () -> assertThat(prometheus.query("up == 1")).hasSize(3));

            etcd.kill(etcd.indexOf(first));

            Eventually.passes(
                    "prometheus sees the kill",
                    SOON,
                    () -> assertThat(prometheus.query("up == 0")).hasSize(1));
            assertThat(prometheus.targets())
                    .filteredOn(target -> target.health().equals("down"))
                    .singleElement()
                    .satisfies(target -> assertThat(target.lastError()).contains("refused"));
            String second = etcd.awaitLeader(SOON);
            assertThat(second).isNotEqualTo(first);

            etcd.restart(etcd.indexOf(first));
            Eventually.passes(
                    "the member is back",
                    SOON,
                    () -> assertThat(etcd.awaitLeader(SOON)).isEqualTo(second));
        }
    }

    @Test
    void aPausedMemberDoesNotAnswerUntilItIsResumed() {
        try (EtcdCluster etcd = EtcdCluster.start(1)) {
            etcd.pause(0);
            assertThatThrownBy(() -> etcd.member(0).http().get("/metrics")).isInstanceOf(UncheckedIOException.class);
            etcd.resume(0);
            assertThat(etcd.member(0).http().get("/metrics").metrics().value("etcd_server_is_leader", Map.of()))
                    .isEqualTo(1);
        }
    }

    @Test
    void promtoolNamesWhatIsWrongAndOnlyThat() {
        assertThat(Promtool.checkMetrics("# HELP a_total Things.\n# TYPE a_total counter\na_total 1\n"))
                .isEmpty();
        assertThat(Promtool.checkMetrics("# TYPE a counter\na 1\n")).isNotEmpty();
    }

    @Test
    void aProcessThatIgnoresTheRequestToStopIsKilledOnClose() {
        Path here = Path.of(".").toAbsolutePath();
        ChildProcess deaf = ChildProcess.start(
                "deaf", here, Map.of(), List.of("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.2; done"));
        try (deaf) {
            assertThat(deaf.awaitLine("ready", SOON, "ready"::equals)).isEqualTo("ready");
            assertThatThrownBy(() -> deaf.stop(Duration.ofMillis(200))).hasMessageContaining("has not ended");
        }
        assertThat(deaf.alive()).isFalse();
        assertThat(ProcessHandle.of(deaf.pid()).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void saysWhatWasLastSeenWhenTheTimeIsOver() {
        assertThatThrownBy(() -> Eventually.passes(
                        "one is two",
                        Duration.ofMillis(200),
                        () -> assertThat(1).isEqualTo(2)))
                .hasMessageContaining("one is two")
                .hasMessageContaining("expected: 2");
    }
}
