package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.EtcdCluster;
import io.quorumwatch.testing.process.Eventually;
import io.quorumwatch.testing.process.MetricsPage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That a death is seen when it happens, not at the next tick. How fast exactly, {@code scripts/benchmark} says. */
class DetectionIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** The next tick is most of a second away from a kill that follows a tick, so only the fast path is this quick. */
    private static final Duration BEFORE_THE_NEXT_TICK = Duration.ofMillis(600);

    @Test
    void showsAKilledLeaderBeforeTheNextTick() {
        try (EtcdCluster etcd = EtcdCluster.start(3);
                AgentProcess agent = AgentProcess.run(etcd.configuration("kv"))) {
            String leader = etcd.awaitLeader(SOON);
            Eventually.passes(
                    "the leader is seen",
                    SOON,
                    () -> assertThat(up(agent, leader)).isEqualTo(1));
            awaitTheNextTick(agent);

            long killedAt = System.nanoTime();
            etcd.kill(etcd.indexOf(leader));
            long seenAt = whenDown(agent, leader);

            assertThat(Duration.ofNanos(seenAt - killedAt)).isLessThan(BEFORE_THE_NEXT_TICK);
        }
    }

    private static long whenDown(AgentProcess agent, String member) {
        long giveUpAt = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < giveUpAt) {
            if (up(agent, member) == 0) {
                return System.nanoTime();
            }
        }
        throw new AssertionError(member + " was killed and is still up");
    }

    private static void awaitTheNextTick(AgentProcess agent) {
        double before = looks(agent);
        Eventually.passes(
                "all three members are looked at again",
                SOON,
                () -> assertThat(looks(agent)).isGreaterThanOrEqualTo(before + 3));
    }

    private static double looks(AgentProcess agent) {
        return metrics(agent).series("quorumwatch_scrapes_total", Map.of("watched", "kv")).stream()
                .mapToDouble(MetricsPage.Series::value)
                .sum();
    }

    private static double up(AgentProcess agent, String member) {
        return metrics(agent).value("quorumwatch_member_up", Map.of("watched", "kv", "member", member));
    }

    private static MetricsPage metrics(AgentProcess agent) {
        return agent.http().get("/metrics").metrics();
    }
}
