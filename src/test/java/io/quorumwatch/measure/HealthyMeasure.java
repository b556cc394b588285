package io.quorumwatch.measure;

import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.BusSubscriber;
import io.quorumwatch.testing.process.EtcdCluster;
import io.quorumwatch.testing.process.EtcdWriter;
import io.quorumwatch.testing.process.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the agent says of a healthy etcd cluster under steady writes: nothing. */
final class HealthyMeasure implements Measure {

    private static final Set<String> WRONG = Set.of("pending", "firing");
    private static final Duration SOON = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "healthy";
    }

    @Override
    public List<Row> rows(Effort effort) {
        Duration time = effort.pick(Duration.ofMinutes(10), Duration.ofSeconds(30));
        try (EtcdCluster etcd = EtcdCluster.start(3);
                EtcdWriter writer = EtcdWriter.start(etcd, 10);
                AgentProcess agent = AgentProcess.run(etcd.configuration("kv"));
                BusSubscriber bus = BusSubscriber.of(agent.http(), "quorumwatch.verdict.kv")) {
            Eventually.passes("the cluster is ready", SOON, () -> {
                String status =
                        agent.http().get("/health").json().path("status").asText();
                if (!status.equals("ready")) {
                    throw new AssertionError(status);
                }
            });
            Passage.of(time);
            List<String> wrong = bus.bodies().stream()
                    .filter(verdict -> WRONG.contains(verdict.path("state").asText()))
                    .map(verdict -> verdict.path("condition").asText() + " "
                            + verdict.path("state").asText())
                    .toList();
            double fired =
                    AgentFigures.of(agent).sum("quorumwatch_condition_transitions_total", Map.of("to", "firing"));
            return List.of(Row.withGoal(
                    "healthy etcd under writes",
                    wrong.size() + " wrong verdicts, " + Figures.say(fired, 0) + " firing",
                    "0 and 0",
                    wrong.isEmpty() && fired == 0,
                    "%d s, %d writes confirmed (%d failed); wrong = pending or firing on the bus %s"
                            .formatted(time.toSeconds(), writer.written(), writer.failed(), wrong)));
        }
    }
}
