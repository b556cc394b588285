package io.quorumwatch.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.testing.process.AgentProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A thousand targets of which a third hangs: the others must not notice, nor who asks for the health. */
final class HangingMeasure implements Measure {

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(20);

    /** A tick is on time when it comes within a tenth of its period. */
    private static final double ON_TIME_MILLIS = 100;

    @Override
    public String name() {
        return "hanging";
    }

    @Override
    public List<Row> rows(Effort effort) {
        Duration time = effort.pick(Duration.ofSeconds(120), Duration.ofSeconds(20));
        try (ManyTargets targets = ManyTargets.start(EtcdPage.MEMBERS);
                AgentProcess agent = AgentProcess.run(targets.configuration())) {
            var unused = probeHealth(agent, ManyTargets.WARM_UP);
            JsonNode whileStarting = targets.gaps();
            List<Double> answers = probeHealth(agent, time);
            JsonNode gaps = targets.gaps();
            double late = gaps.path("p99_ms").asDouble(Double.NaN);
            double slow = Figures.of(answers).percentile(99);
            String how = "a third of %d targets accepts and never answers; %d s after %d s of warming up"
                    .formatted(targets.size(), time.toSeconds(), ManyTargets.WARM_UP.toSeconds());
            return List.of(
                    Row.withGoal(
                            "the others' ticks while a third hangs",
                            "p99 %s ms off, worst %s ms"
                                    .formatted(
                                            Figures.say(late, 1),
                                            Figures.say(gaps.path("max_ms").asDouble(Double.NaN), 1)),
                            "on time (≤ 100 ms off)",
                            late <= ON_TIME_MILLIS,
                            "%d gaps between two looks as the targets see them (%d while warming up); "
                                            .formatted(
                                                    gaps.path("count").asInt(),
                                                    whileStarting.path("count").asInt())
                                    + how),
                    Row.withGoal(
                            "/health while a third hangs",
                            "p99 " + Figures.say(slow, 2) + " ms",
                            "≤ 10 ms",
                            slow <= 10,
                            answers.size() + " requests, one at a time, of a page of all clusters until its last byte; "
                                    + how));
        }
    }

    private static List<Double> probeHealth(AgentProcess agent, Duration time) {
        List<Double> answers = new ArrayList<>();
        long endAt = System.nanoTime() + time.toNanos();
        try (PlainClient client = new PlainClient(agent.http().base(), "/health")) {
            while (System.nanoTime() < endAt) {
                answers.add(client.ask() / 1e6);
                Passage.of(BETWEEN_PROBES);
            }
        }
        return answers;
    }
}
