package io.quorumwatch.measure;

import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.EtcdCluster;
import io.quorumwatch.testing.process.FreePorts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many answers of {@code /health} the agent gives in a second, against a bare Vert.x handler with a body of the same size. */
final class HealthRateMeasure implements Measure {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 32;

    @Override
    public String name() {
        return "health-rate";
    }

    @Override
    public List<Row> rows(Effort effort) {
        int rounds = effort.pick(7, 3);
        int seconds = effort.pick(8, 4);
        List<Double> ratios = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        try (EtcdCluster etcd = EtcdCluster.start(3);
                AgentProcess agent = AgentProcess.run(etcd.configuration("kv"))) {
            Passage.of(Duration.ofSeconds(15));
            int length = agent.http().get("/health").body().getBytes(StandardCharsets.UTF_8).length;
            int barePort = FreePorts.take(1).get(0);
            try (ChildProcess bare = JavaProgram.start(BareHttpApplication.class, barePort, length)) {
                String listening = bare.awaitLine("that it listens", SOON, "listening"::equals);
                int agentPort = agent.http().base().getPort();
                for (int round = -1; round < rounds; round++) {
                    double bareRate = rate(barePort, seconds);
                    double agentRate = rate(agentPort, seconds);
                    if (round >= 0) {
                        ratios.add(100 * agentRate / bareRate);
                        rates.add(agentRate);
                    }
                }
                if (listening.isEmpty()) {
                    throw new AssertionError("not listening");
                }
            }
            double ratio = Figures.of(ratios).median();
            return List.of(Row.withGoal(
                    "/health against a bare Vert.x handler",
                    "%s %% (%s per second)"
                            .formatted(
                                    Figures.say(ratio, 1),
                                    Figures.say(Figures.of(rates).median(), 0)),
                    "≥ 95 %",
                    ratio >= 95,
                    "median of %d turns of %d s, %d connections, %d bytes, while watching etcd"
                            .formatted(rounds, seconds, CONNECTIONS, length)));
        }
    }

    private static double rate(int port, int seconds) {
        try (ChildProcess load = JavaProgram.start(LoadGenerator.class, port, "/health", CONNECTIONS, 3, seconds)) {
            String line = load.awaitLine("its rate", SOON, said -> said.startsWith("per second: "));
            return Double.parseDouble(line.substring("per second: ".length()));
        }
    }
}
