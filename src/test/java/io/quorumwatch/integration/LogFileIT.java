package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.BusSubscriber;
import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.Eventually;
import io.quorumwatch.testing.process.Programs;
import io.quorumwatch.testing.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged agent on a member's log file, from the write of a line to the bus and {@code /health}. */
class LogFileIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private WorkDirectory files;
    private Path log;
    private AgentProcess agent;
    private BusSubscriber events;
    private int round;

    @BeforeEach
    void follow() throws IOException {
        files = WorkDirectory.create("logs");
        log = files.path().resolve("server-1.log");
        finalizeRound();
        start();
    }

    private void start() {
        agent = AgentProcess.run("""
                agent: {journal-directory: %s}
                http: {listen: "127.0.0.1:0"}
                clusters:
                  - name: acme
                    profile: zipnet
                    members:
                      - {name: server-1, role: committee, metrics: "http://127.0.0.1:1/metrics", logs: {file: %s}}
                      - {name: server-2, role: committee, metrics: "http://127.0.0.1:1/metrics?2", logs: {file: %s.missing}}
                """.formatted(files.path().resolve("journal"), log, log));
        events = BusSubscriber.of(agent.http(), "quorumwatch.event.acme");
        Eventually.passes("the log is followed", SOON, () -> {
            JsonNode logs = agent.http().get("/health/agent/logs").json();
            assertThat(logs.at("/details/followed").asInt()).as("%s", logs).isEqualTo(1);
        });
    }

    @AfterEach
    void stop() {
        events.close();
        agent.close();
        files.close();
    }

    private void restart() {
        events.close();
        agent.close();
        start();
    }

    private void finalizeRound() throws IOException {
        Path written = Files.writeString(
                log,
                "%s  INFO zipnet_node::committee: round finalized round=%d participants=0%n"
                        .formatted(Instant.now(), ++round),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        assertThat(written).isEqualTo(log);
    }

    @Test
    void aLineIsOnTheBusSoonAfterItIsWritten() throws IOException {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long writtenNanos = System.nanoTime();
            finalizeRound();
            String wanted = Integer.toString(round);
            JsonNode event = events.await(
                    "the event",
                    SOON,
                    body -> wanted.equals(body.path("fields").path("round").asText()));
            assertThat(event.at("/fields/participants").asText()).isEqualTo("0");
            assertThat(event.path("member").asText()).isEqualTo("server-1");
            long arrived = events.messages().get(events.messages().size() - 1).arrivedNanos();
            delays.add((arrived - writtenNanos) / 1_000_000);
        }
        System.out.println("milliseconds from the write of a line to a subscriber: " + delays);
        FinalizedRounds.await(events, 2, round);
        assertThat(agent.http().get("/health/agent/logs").json().at("/reason").asText())
                .isEqualTo("log-lost");
        assertThat(agent.events("log_lost"))
                .singleElement()
                .satisfies(lost -> assertThat(lost.path("reason").asText()).isEqualTo("missing"));
    }

    @Test
    void losesAndDoublesNothingWhileLogrotateRenames() throws IOException {
        rotating("create");
    }

    @Test
    void losesAndDoublesNothingWhileLogrotateCopiesAndTruncates() throws IOException {
        rotating("copytruncate");
    }

    @Test
    void goesOnAfterARestartWhereItStopped() throws IOException {
        finalizeRound();
        FinalizedRounds.await(events, 2, round);
        assertThat(agent.stop()).isIn(0, 143);
        finalizeRound();
        logrotate("create");
        finalizeRound();
        restart();
        awaitLines(2, 2);
        finalizeRound();
        FinalizedRounds.awaitUpTo(events, 3, round);
        awaitLines(3, 3);
    }

    @Test
    void losesNothingWhenItIsKilled() throws IOException {
        finalizeRound();
        FinalizedRounds.await(events, 2, round);
        Path cursors = files.path().resolve("journal").resolve("cursors.json");
        Eventually.passes(
                "it is known where to go on", SOON, () -> assertThat(cursors).exists());
        agent.process().kill();
        finalizeRound();
        logrotate("create");
        finalizeRound();
        restart();
        // Where it was is known from the last second before, so the line of that second may be read again.
        awaitLines(2, 3);
    }

    /** What was written while nobody was there may be read before anybody can subscribe, so it is counted. */
    private void awaitLines(int fewest, int most) {
        Eventually.passes("the lines since the start", SOON, () -> {
            JsonNode logs = agent.http().get("/health/agent/logs").json();
            assertThat(logs.at("/details/lines").asInt()).as("%s", logs).isBetween(fewest, most);
        });
    }

    private void rotating(String how) throws IOException {
        for (int i = 0; i < 5; i++) {
            finalizeRound();
            finalizeRound();
            logrotate(how);
            finalizeRound();
            FinalizedRounds.await(events, 2, round);
        }
    }

    private void logrotate(String how) {
        Path program = Programs.require("logrotate");
        Path configuration =
                files.write("logrotate.conf", log + " {\n  rotate 9\n  nocompress\n  missingok\n  " + how + "\n}\n");
        try (ChildProcess rotation = ChildProcess.start(
                "logrotate",
                files.path(),
                Map.of(),
                List.of(
                        program.toString(),
                        "--force",
                        "--state",
                        files.path().resolve("state").toString(),
                        configuration.toString()))) {
            assertThat(rotation.awaitEnd(SOON)).as("%s", rotation.output()).isZero();
        }
    }
}
