package io.quorumwatch.testing.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Prometheus' own check of exposition text. */
public final class Promtool {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Promtool() {}

    /** What {@code promtool check metrics} has to say against a page in text format 0.0.4; empty when it is clean. */
    public static List<String> checkMetrics(String page) {
        Path program = Programs.require("promtool");
        try (WorkDirectory files = WorkDirectory.create("promtool")) {
            Path text = files.write("page.txt", page);
            String command = "exec \"$0\" check metrics <\"$1\"";
            try (ChildProcess process = ChildProcess.start(
                    "promtool",
                    files.path(),
                    Map.of(),
                    List.of("sh", "-c", command, program.toString(), text.toString()))) {
                int code = process.awaitEnd(DEADLINE);
                List<String> said = process.output();
                return code != 0 && said.isEmpty() ? List.of("it ended with " + code) : said;
            }
        }
    }
}
