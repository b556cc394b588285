package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.Programs;
import io.quorumwatch.testing.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code scripts/quorumwatch} as it stands in a clone, here one in a directory with a blank: it prepares quick starts by itself. */
class QuickStartIT {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String PREPARING = "preparing quick starts";

    /** What goes wrong only when two threads of a start meet does so rarely. */
    private static final int STARTS = 8;

    private final WorkDirectory files = WorkDirectory.create("quick-start");
    private final Path home = files.path().resolve("a clone");

    private Path config = files.path();

    @BeforeEach
    void copyScriptsAndJar() throws IOException {
        Files.createDirectories(home.resolve("target"));
        Files.createDirectories(home.resolve("scripts"));
        try (Stream<Path> scripts = Files.list(Programs.scripts())) {
            scripts.forEach(script -> copy(script, home.resolve("scripts")));
        }
        copy(Programs.jar(), home.resolve("target"));
        config = files.write("quorumwatch.yaml", OneMember.configuration(9));
    }

    @AfterEach
    void removeFiles() {
        files.close();
    }

    @Test
    void theArchiveIsMadeOnceAndEveryStartWithItKeepsItsLog() throws IOException {
        try (ChildProcess first = start("--version")) {
            assertThat(first.awaitEnd(DEADLINE)).isZero();
            assertThat(first.output()).anyMatch(line -> line.contains(PREPARING));
        }
        try (Stream<Path> made = Files.list(home.resolve("target"))) {
            assertThat(made)
                    .as("an archive of classes")
                    .anyMatch(file -> file.toString().endsWith(".jsa"));
        }
        for (int count = 0; count < STARTS; count++) {
            try (ChildProcess agent = start("run", "--config", config.toString())) {
                String started =
                        agent.awaitLine("that it has started", DEADLINE, line -> line.contains("agent_started"));
                assertThat(started)
                        .as("a line for machines, as no terminal is there")
                        .startsWith("{");
                assertThat(agent.output()).noneMatch(line -> line.contains(PREPARING));
            }
        }
    }

    private ChildProcess start(String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of(home.resolve("scripts").resolve("quorumwatch").toString()), Arrays.stream(arguments))
                .toList();
        return ChildProcess.start(
                "quorumwatch " + arguments[0],
                files.path(),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                command);
    }

    private static void copy(Path file, Path directory) {
        try {
            // With its permission to be run.
            Files.copy(file, directory.resolve(file.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
