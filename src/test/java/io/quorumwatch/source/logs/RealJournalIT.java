package io.quorumwatch.source.logs;

import static io.quorumwatch.source.logs.Following.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.FreePorts;
import io.quorumwatch.testing.process.Programs;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code journalctl} and the real gateway, over a journal of our own that {@code systemd-journal-remote} writes. */
class RealJournalIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private Path writer;
    private Path journal;
    private long written;

    @BeforeEach
    void aJournalWithAnOldLine() throws IOException {
        writer = Programs.require("systemd-journal-remote");
        journal = Files.createDirectory(directory.resolve("journal"));
        write("old");
    }

    @AfterEach
    void close() throws Exception {
        assertThat(vertx.close().await(20, TimeUnit.SECONDS)).isNull();
    }

    /** Writes the lines as the unit's, and one of another unit. */
    private void write(String... lines) throws IOException {
        StringBuilder export = new StringBuilder();
        for (String line : lines) {
            export.append(entry("zip@acme.service", line)).append(entry("other.service", "not ours"));
        }
        Path file = Files.writeString(directory.resolve("export"), export);
        // A file of its own each time, as after a rotation: one that is there is only opened on a machine with an
        // identity.
        Path output = journal.resolve("acme-" + written + ".journal");
        String command = "exec '" + writer + "' -o '" + output + "' - <'" + file + "'";
        try (ChildProcess remote =
                ChildProcess.start("systemd-journal-remote", directory, Map.of(), List.of("sh", "-c", command))) {
            assertThat(remote.awaitEnd(SOON)).as("%s", remote.output()).isZero();
        }
    }

    private String entry(String unit, String line) {
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        String boot = "0123456789abcdef0123456789abcdef";
        return "__REALTIME_TIMESTAMP=%d%n__MONOTONIC_TIMESTAMP=%d%n_BOOT_ID=%s%n_SYSTEMD_UNIT=%s%nMESSAGE=%s%n%n"
                .formatted(micros, ++written, boot, unit, line);
    }

    @Test
    void followsTheJournalOfThisMachineAcrossARestart() throws Exception {
        Path program = Files.writeString(
                directory.resolve("journalctl"),
                "#!/bin/sh\nLD_LIBRARY_PATH='" + Programs.environment().get("LD_LIBRARY_PATH") + "' exec '"
                        + Programs.require("journalctl") + "' --directory='" + journal + "' \"$@\"\n");
        assertThat(Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x")))
                .isEqualTo(program);
        LogSettings settings = new LogSettings(directory.resolve("cursors"), program.toString());
        follow(settings, member("s1", "journal", Map.of("unit", "zip@acme")));
    }

    @Test
    void followsAGatewayAcrossARestart() throws Exception {
        Path gatewayd = Programs.require("systemd-journal-gatewayd");
        int port = FreePorts.take(1).get(0);
        List<String> command = List.of(
                Programs.require("systemd-socket-activate").toString(),
                "-E",
                "LD_LIBRARY_PATH",
                "-l",
                "127.0.0.1:" + port,
                gatewayd.toString(),
                "-D",
                journal.toString());
        try (ChildProcess gateway = ChildProcess.start("systemd-journal-gatewayd", directory, Map.of(), command)) {
            assertThat(gateway.awaitLine("that it listens", SOON, line -> line.contains("Listening")))
                    .isNotBlank();
            String url = "http://127.0.0.1:" + port + "/entries";
            follow(LogSettings.in(directory), member("s1", "gateway", Map.of("url", url, "unit", "zip@acme")));
        }
    }

    private void follow(LogSettings settings, MemberConfig s1) throws Exception {
        try (Following following = Following.of(vertx, settings, s1)) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
            write("one", "two");
            assertThat(following.next(2)).containsExactly("s1 one", "s1 two");
            long before = System.nanoTime();
            write("three");
            long written = System.nanoTime();
            assertThat(following.next(1)).containsExactly("s1 three");
            System.out.printf(
                    "%s: heard %d ms after the writer's start, %d ms after its end%n",
                    Objects.requireNonNull(s1.logs()).kind(),
                    (System.nanoTime() - before) / 1_000_000,
                    (System.nanoTime() - written) / 1_000_000);
        }
        write("four");
        try (Following following = Following.of(vertx, settings, s1)) {
            assertThat(following.next(2)).containsExactlyInAnyOrder("s1 log-followed", "s1 four");
            write("five");
            assertThat(following.next(1)).containsExactly("s1 five");
            assertThat(following.waiting()).isZero();
        }
    }
}
