package io.quorumwatch.measure;

import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.BusSubscriber;
import io.quorumwatch.testing.process.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From the write of a line to a member's log file until subscribers of the bus, and so the judges, have the event. */
final class LogDelayMeasure implements Measure {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final double GOAL_MILLIS = 200;

    /** No multiple of the follower's period, so that lines are written at all times between two of its looks. */
    private static final Duration BETWEEN = Duration.ofMillis(337);

    @Override
    public String name() {
        return "log-delay";
    }

    @Override
    public List<Row> rows(Effort effort) {
        try {
            Path log = Files.createTempFile("member", ".log");
            try (AgentProcess agent = AgentProcess.run(LoggedMember.configuration("file: " + log));
                    BusSubscriber bus = BusSubscriber.of(agent.http(), "quorumwatch.event." + LoggedMember.CLUSTER)) {
                awaitFollowed(bus, log);
                return List.of(row(delays(bus, log, effort.pick(200, 50))));
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(List<Double> millis) {
        Figures figures = Figures.of(millis);
        return Row.withGoal(
                "a line is written until the bus message arrives",
                figures.medianAndWorstMillis(),
                "< 200 ms",
                figures.largest() < GOAL_MILLIS,
                figures.count() + " lines, one every 337 ms, to a followed file; its event, over the WebSocket bridge");
    }

    /** A file is followed from its end, so only what is written after that counts. */
    private static void awaitFollowed(BusSubscriber bus, Path log) {
        Eventually.passes("the log is followed", SOON, () -> {
            write(log);
            if (bus.messages().isEmpty()) {
                throw new AssertionError("no event yet");
            }
        });
        Passage.of(Duration.ofSeconds(1));
    }

    private static List<Double> delays(BusSubscriber bus, Path log, int lines) {
        int before = bus.messages().size();
        List<Double> millis = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            int seen = before + line;
            long writtenAt = System.nanoTime();
            write(log);
            Passage.of(BETWEEN);
            long arrivedAt = Eventually.found(
                    "the event of line " + line,
                    SOON,
                    () -> bus.messages().size() > seen
                            ? bus.messages().get(seen).arrivedNanos()
                            : null);
            millis.add((arrivedAt - writtenAt) / 1e6);
        }
        return millis;
    }

    private static void write(Path log) {
        try {
            Files.writeString(
                    log,
                    Instant.now() + "  INFO zipnet_node::roles::server: submitted partial instance=acme round=1\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
