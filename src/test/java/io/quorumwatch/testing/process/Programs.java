package io.quorumwatch.testing.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the programs that tests run against: first where {@code scripts/test} has fetched them, then on the {@code PATH}. */
public final class Programs {

    private Programs() {}

    /** The program's file; without it the test is skipped, or fails when nothing may be skipped. */
    public static Path require(String program) {
        Optional<Path> found = find(program);
        if (found.isPresent()) {
            return found.get();
        }
        String missing = program + " is not installed; scripts/test fetches it where it can";
        if ("none".equals(System.getProperty("quorumwatch.skip"))) {
            throw new AssertionError(missing);
        }
        return Assumptions.abort(missing);
    }

    /** The Java program that runs the tests. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The commands that users start. */
    public static Path scripts() {
        return Path.of("scripts").toAbsolutePath();
    }

    /** The packaged agent. */
    public static Path jar() {
        Path jar = Path.of(System.getProperty("quorumwatch.jar", "target/quorumwatch.jar"))
                .toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError("there is no " + jar + "; these tests run after the jar is packaged");
        }
        return jar;
    }

    /** What a fetched program needs in its environment: where the libraries are that were fetched with it. */
    public static Map<String, String> environment() {
        return Map.of("LD_LIBRARY_PATH", fetched().resolve("lib").toString());
    }

    private static Path fetched() {
        return Path.of(System.getProperty("quorumwatch.programs", "target/programs"))
                .toAbsolutePath();
    }

    /** The program's file, if it is there. */
    public static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(fetched().toString()), Stream.of(path.split(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program).toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst();
    }
}
