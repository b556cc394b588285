package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.testing.process.AcceptOverride;
import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.EtcdCluster;
import io.quorumwatch.testing.process.Eventually;
import io.quorumwatch.testing.process.HttpProbe.Answer;
import io.quorumwatch.testing.process.PrometheusServer;
import io.quorumwatch.testing.process.Promtool;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The agent's metrics page as Prometheus itself sees it. */
class PrometheusIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String TEXT = "text/plain;version=0.0.4";
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

    @Test
    void prometheusScrapesBothFormatsWithoutAnError() {
        try (EtcdCluster etcd = EtcdCluster.start(3);
                AgentProcess agent = AgentProcess.run(etcd.configuration("kv"));
                AcceptOverride text = AcceptOverride.of(page(agent), TEXT);
                AcceptOverride openMetrics = AcceptOverride.of(page(agent), OPEN_METRICS);
                PrometheusServer prometheus = PrometheusServer.start(Map.of(
                        "as-it-likes", page(agent), "text", text.address(), "openmetrics", openMetrics.address()))) {
            Eventually.passes("each format was scraped ten times", SOON, () -> {
                assertThat(prometheus.query("count_over_time(up[2m]) >= 10")).hasSize(3);
                assertThat(prometheus.query("quorumwatch_member_up{watched=\"kv\"} == 1"))
                        .hasSize(9);
            });

            assertThat(prometheus.query("min_over_time(up[2m]) == 1")).hasSize(3);
            assertThat(prometheus.targets()).hasSize(3).allSatisfy(target -> {
                assertThat(target.health()).isEqualTo("up");
                assertThat(target.lastError()).isEmpty();
            });
            assertThat(prometheus
                            .query("count by (job) ({__name__=~\"quorumwatch_.*\"})")
                            .values())
                    .as("series in each format")
                    .hasSize(3)
                    .allSatisfy(series -> assertThat(series).isGreaterThan(20));
        }
    }

    @Test
    void promtoolFindsNothingWrong() {
        try (EtcdCluster etcd = EtcdCluster.start(3);
                AgentProcess agent = AgentProcess.run(etcd.configuration("kv"))) {
            Eventually.passes(
                    "the members are seen",
                    SOON,
                    () -> assertThat(agent.http()
                                    .get("/metrics")
                                    .metrics()
                                    .series("quorumwatch_member_up", Map.of("watched", "kv")))
                            .hasSize(3)
                            .allMatch(series -> series.value() == 1));
            etcd.kill(0);
            Eventually.passes(
                    "the desk has something to say",
                    SOON,
                    () -> assertThat(agent.http()
                                    .get("/metrics")
                                    .metrics()
                                    .series("quorumwatch_condition_firing", Map.of("condition", "member-down")))
                            .anyMatch(series -> series.value() == 1));

            Answer page = agent.http().get("/metrics", "Accept", TEXT);
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(
                            type -> assertThat(type).startsWith("text/plain").contains("version=0.0.4"));
            assertThat(Promtool.checkMetrics(page.body())).isEmpty();
        }
    }

    @Test
    void answersOpenMetricsToWhoAsksForIt() {
        try (AgentProcess agent = AgentProcess.demo()) {
            Answer page = agent.http().get("/metrics", "Accept", OPEN_METRICS);
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
            assertThat(page.body()).endsWith("# EOF\n");
        }
    }

    private static URI page(AgentProcess agent) {
        return agent.http().base().resolve("/metrics");
    }
}
