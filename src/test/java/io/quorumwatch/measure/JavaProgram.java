package io.quorumwatch.measure;

import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a helper of this package in a process of its own, on the agent's own libraries and with the agent's own Java options. */
final class JavaProgram {

    /** Those of {@code scripts/quorumwatch}, so that a comparison compares programs and not options. */
    static final List<String> OPTIONS = options();

    private JavaProgram() {}

    private static List<String> options() {
        String script = Programs.scripts().resolve("java-options").toString();
        // They have to suit the Java that is started with them, which is not always the one on the PATH.
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        try (ChildProcess process =
                ChildProcess.start("java-options", Path.of("").toAbsolutePath(), environment, List.of(script))) {
            return process.awaitSuccess(Duration.ofSeconds(10));
        }
    }

    static ChildProcess start(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Programs.java().toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", classpath(), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return ChildProcess.start(main.getSimpleName(), Path.of("").toAbsolutePath(), Map.of(), command);
    }

    private static String classpath() {
        return Programs.jar() + ":" + Path.of("target", "test-classes").toAbsolutePath();
    }
}
