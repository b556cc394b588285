package io.quorumwatch.measure;

import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.BusSubscriber;
import io.quorumwatch.testing.process.EtcdCluster;
import io.quorumwatch.testing.process.Eventually;
import io.quorumwatch.testing.process.HttpProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From {@code kill -9} of an etcd leader until the agent says so, at a poll period of a second. */
final class DetectionMeasure implements Measure {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final double GOAL_MILLIS = 50;
    private static final String MEMBER_UP = "quorumwatch_member_up";

    /** Whoever asks without a pause takes the processor that the agent needs. */
    private static final Duration PAUSE = Duration.ofMillis(3);

    @Override
    public String name() {
        return "detection";
    }

    @Override
    public List<Row> rows(Effort effort) {
        int kills = effort.pick(20, 5);
        List<Double> onPage = new ArrayList<>();
        List<Double> onBus = new ArrayList<>();
        try (EtcdCluster etcd = EtcdCluster.start(3);
                AgentProcess agent = AgentProcess.run(etcd.configuration("kv"))) {
            for (int kill = 0; kill < kills; kill++) {
                String leader = etcd.awaitLeader(SOON);
                awaitAllUp(agent);
                // A look is due at any time in the second after a kill, so let the kills fall on different parts of it.
                try (BusSubscriber bus = BusSubscriber.of(agent.http(), "quorumwatch.reading.kv")) {
                    awaitReading(bus);
                    askFor(Duration.ofMillis(1_500 + 370L * kill % 1000), agent);
                    long killedAt = System.nanoTime();
                    etcd.kill(etcd.indexOf(leader));
                    onPage.add((whenDown(agent, leader) - killedAt) / 1e6);
                    onBus.add((whenFailed(bus, leader) - killedAt) / 1e6);
                }
                etcd.restart(etcd.indexOf(leader));
            }
        }
        return List.of(
                row(
                        "killed leader until /metrics shows it",
                        onPage,
                        "asked every few milliseconds, before the kill too"),
                row("killed leader until the bus message arrives", onBus, "its reading, over the WebSocket bridge"));
    }

    private static Row row(String measure, List<Double> millis, String how) {
        Figures figures = Figures.of(millis);
        return Row.withGoal(
                measure,
                figures.medianAndWorstMillis(),
                "≤ 50 ms",
                figures.largest() <= GOAL_MILLIS,
                figures.count() + " times kill -9 of a real etcd leader, poll period 1 s; " + how);
    }

    private static void awaitAllUp(AgentProcess agent) {
        Eventually.passes("all members are up", SOON, () -> {
            long up = agent.http().get("/metrics").metrics().series(MEMBER_UP, Map.of()).stream()
                    .filter(series -> series.value() == 1)
                    .count();
            if (up != 3) {
                throw new AssertionError(up + " are up");
            }
        });
    }

    private static void awaitReading(BusSubscriber bus) {
        Eventually.passes("the bridge is open", SOON, () -> {
            if (bus.bodies().isEmpty()) {
                throw new AssertionError("no reading yet");
            }
        });
    }

    /** The asker's own code has run a while when it matters. */
    private static void askFor(Duration time, AgentProcess agent) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            if (agent.http()
                    .get("/metrics")
                    .metrics(MEMBER_UP)
                    .series(MEMBER_UP, Map.of())
                    .isEmpty()) {
                throw new AssertionError("the page tells no members");
            }
            Passage.of(PAUSE);
        }
    }

    private static long whenDown(AgentProcess agent, String member) {
        Map<String, String> labels = Map.of("watched", "kv", "member", member);
        long giveUpAt = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < giveUpAt) {
            HttpProbe.Answer page = agent.http().get("/metrics");
            long arrived = System.nanoTime();
            if (page.metrics(MEMBER_UP).value(MEMBER_UP, labels) == 0) {
                return arrived;
            }
            Passage.of(PAUSE);
        }
        throw new AssertionError(member + " was killed and is still up");
    }

    private static long whenFailed(BusSubscriber bus, String member) {
        return Eventually.found("the bus tells that " + member + " failed", SOON, () -> {
            Optional<BusSubscriber.Message> failed = bus.messages().stream()
                    .filter(message -> message.body().path("member").asText().equals(member))
                    .filter(message -> !message.body().path("failure").isNull())
                    .findFirst();
            return failed.map(BusSubscriber.Message::arrivedNanos).orElse(null);
        });
    }
}
