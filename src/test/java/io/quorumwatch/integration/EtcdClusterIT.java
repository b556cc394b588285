package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.BusSubscriber;
import io.quorumwatch.testing.process.EtcdCluster;
import io.quorumwatch.testing.process.EtcdWriter;
import io.quorumwatch.testing.process.Eventually;
import io.quorumwatch.testing.process.HttpProbe.Answer;
import io.quorumwatch.testing.process.MetricsPage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the agent says of a real etcd cluster: through {@code /health}, {@code /metrics} and the event bus. */
class EtcdClusterIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    /** Long enough for the longest hold of these conditions (15 s), or for their calm, and a slow machine. */
    private static final Duration AFTER_ITS_HOLD = Duration.ofSeconds(75);

    private EtcdCluster etcd;
    private EtcdWriter writer;
    private AgentProcess agent;
    private BusSubscriber verdicts;

    @BeforeEach
    void watchAHealthyCluster() {
        etcd = EtcdCluster.start(3);
        writer = EtcdWriter.start(etcd, 10);
        agent = AgentProcess.run(etcd.configuration("kv"));
        verdicts = BusSubscriber.of(agent.http(), "quorumwatch.verdict.kv");
        awaitReady();
    }

    @AfterEach
    void stop() {
        for (AutoCloseable part : new AutoCloseable[] {verdicts, agent, writer, etcd}) {
            close(part);
        }
    }

    @Test
    void staysQuietOverAHealthyClusterUnderSteadyWrites() {
        long before = writer.written();
        Eventually.passes(
                "twenty seconds of writes",
                Duration.ofSeconds(40),
                () -> assertThat(writer.written() - before).isGreaterThan(200));

        assertThat(agent.http().get("/health").status()).isEqualTo(200);
        MetricsPage metrics = metrics();
        assertThat(metrics.series("quorumwatch_condition_firing", Map.of("watched", "kv")))
                .isNotEmpty()
                .allSatisfy(
                        series -> assertThat(series.value()).as("%s", series).isZero());
        assertThat(metrics.series("quorumwatch_condition_transitions_total", Map.of("watched", "kv", "to", "firing")))
                .allSatisfy(
                        series -> assertThat(series.value()).as("%s", series).isZero());
        assertThat(verdicts.bodies())
                .isNotEmpty()
                .noneMatch(verdict -> verdict.path("state").asText().equals("firing"));
        assertThat(metrics.value("quorumwatch_failure_tolerance", Map.of("watched", "kv")))
                .isEqualTo(1);
    }

    @Test
    void seesAKilledLeaderItsSuccessorAndItsReturn() {
        String killed = etcd.awaitLeader(SOON);
        assertThat(leads(killed)).isTrue();

        etcd.kill(etcd.indexOf(killed));

        JsonNode verdict = awaitVerdict("member-down", killed, "firing");
        assertThat(verdict.path("evidence").path("failure").asText()).isEqualTo("refused");
        String successor = etcd.awaitLeader(SOON);
        Eventually.passes("the kill and the successor are shown", SOON, () -> {
            assertThat(up(killed)).isZero();
            assertThat(leads(killed)).isFalse();
            assertThat(leads(successor)).isTrue();
            assertThat(metrics().value("quorumwatch_leaders", Map.of("watched", "kv")))
                    .isEqualTo(1);
            Answer health = agent.http().get("/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().path("status").asText()).isEqualTo("affected");
            assertThat(reason("member")).isEqualTo("member-down");
        });
        assertThat(agent.events("leader_changed")).isNotEmpty();
        assertThat(agent.events("condition_changed"))
                .anyMatch(event -> event.toString().contains("member-down"));

        etcd.restart(etcd.indexOf(killed));

        awaitReady();
        assertThat(up(killed)).isEqualTo(1);
    }

    @Test
    void namesAPausedFollowerWhileWritesGoOn() {
        String leader = etcd.awaitLeader(SOON);
        int paused = etcd.follower(etcd.indexOf(leader));
        String follower = etcd.member(paused).name();

        etcd.pause(paused);

        JsonNode verdict = awaitVerdict("member-down", follower, "firing");
        assertThat(verdict.path("evidence").path("failure").asText()).isEqualTo("timeout");
        Answer health = agent.http().get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(reason("member")).isEqualTo("member-down");
        assertThat(up(follower)).isZero();
        assertThat(leads(leader)).isTrue();
        assertThat(metrics().value("quorumwatch_scrapes_total", Map.of("watched", "kv", "result", "timeout")))
                .isPositive();

        etcd.resume(paused);

        awaitReady();
        assertThat(up(follower)).isEqualTo(1);
        assertThat(verdicts.bodies())
                .noneMatch(said -> said.path("state").asText().equals("firing")
                        && !said.path("subject").asText().contains(follower));
    }

    @Test
    void pagesWhileTheMajorityIsGoneAndRecovers() {
        etcd.kill(1);
        etcd.kill(2);

        JsonNode verdict = verdicts.await(
                "quorum-lost pages",
                AFTER_ITS_HOLD,
                said -> said.path("condition").asText().equals("quorum-lost")
                        && said.path("state").asText().equals("firing"));
        assertThat(verdict.path("severity").asText()).isIn("page", "critical");
        Eventually.passes("the loss is shown", SOON, () -> {
            Answer health = agent.http().get("/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().path("status").asText()).isEqualTo("not_ready");
            assertThat(health.json().path("causes").toString()).contains("kv/bond");
            assertThat(reason("bond")).isEqualTo("quorum-lost");
            assertThat(agent.http().get("/health/kv").status()).isEqualTo(503);
            assertThat(agent.http().get("/livez").status()).isEqualTo(200);
            assertThat(metrics().series("quorumwatch_condition_firing", Map.of("condition", "quorum-lost")))
                    .anyMatch(series -> series.value() == 1);
        });

        etcd.restart(1);
        etcd.restart(2);

        awaitReady();
        assertThat(metrics().series("quorumwatch_condition_firing", Map.of("condition", "quorum-lost")))
                .noneMatch(series -> series.value() == 1);
    }

    private void awaitReady() {
        Eventually.passes("the cluster is ready", AFTER_ITS_HOLD, () -> {
            Answer health = agent.http().get("/health");
            assertThat(health.json().path("status").asText())
                    .as("%s", health.body())
                    .isEqualTo("ready");
            assertThat(health.status()).isEqualTo(200);
        });
    }

    private JsonNode awaitVerdict(String condition, String subject, String state) {
        return verdicts.await(
                condition + " of " + subject + " is " + state,
                SOON,
                said -> said.path("condition").asText().equals(condition)
                        && said.path("subject").asText().equals(subject)
                        && said.path("state").asText().equals(state));
    }

    private MetricsPage metrics() {
        return agent.http().get("/metrics").metrics();
    }

    private double up(String member) {
        return metrics().value("quorumwatch_member_up", Map.of("watched", "kv", "member", member));
    }

    private boolean leads(String member) {
        return metrics()
                .series("quorumwatch_member_role", Map.of("watched", "kv", "member", member, "role", "leader"))
                .stream()
                .anyMatch(series -> series.value() == 1);
    }

    private String reason(String concern) {
        return agent.http()
                .get("/health")
                .json()
                .path("components")
                .path("kv/" + concern)
                .path("reason")
                .asText();
    }

    private static void close(AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            throw new AssertionError("cannot stop " + part, e);
        }
    }
}
