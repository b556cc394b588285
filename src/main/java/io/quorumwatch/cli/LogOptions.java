package io.quorumwatch.cli;

import io.quorumwatch.face.log.LogFormat;
import io.quorumwatch.face.log.Logging;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How commands that run for long write their log. */
final class LogOptions {

    @Option(
            names = "--log.format",
            paramLabel = "json|text|auto",
            description =
                    "How the log is written on standard output; default: auto, text on a terminal, else JSON lines")
    private @Nullable String format;

    @Option(names = "--log.debug", description = "Also log what happens all the time, such as every round")
    private boolean debug;

    private @Nullable Logging logging;

    /** Logs from now on, in the name of this agent. */
    void start(String nodeId) {
        logging = Logging.start(format(), nodeId, debug);
    }

    /** Writes what is still waiting. */
    void stop() {
        if (logging != null) {
            logging.close();
        }
    }

    /** Logs from now on, unless the terminal is used for something better and nobody asked for a log. */
    void startUnlessOnTerminal(String nodeId) {
        if (format != null || !LogFormat.onTerminal()) {
            start(nodeId);
        } else {
            Logging.withoutEvents();
        }
    }

    private LogFormat format() {
        String word = format == null ? LogFormat.AUTO.word() : format;
        return Arrays.stream(LogFormat.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("--log.format: found '" + word + "', expected one of "
                        + Arrays.stream(LogFormat.values()).map(LogFormat::word).collect(Collectors.joining(", "))));
    }
}
