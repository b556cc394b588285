package io.quorumwatch.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param out its answer, which another program may read; flushed when the command ends, and by a command that goes on for long
 * @param err what is wrong, for people
 * @param showTraces whether a fault of ours is shown with its stack trace
 */
public record Console(PrintWriter out, PrintWriter err, boolean showTraces) {

    /** Set to anything, it shows stack traces. */
    static final String TRACE_VARIABLE = "QUORUMWATCH_STACKTRACE";

    /** The console of this process, always in UTF-8: what is written as JSON has no other encoding. */
    public static Console ofProcess() {
        return new Console(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.getenv(TRACE_VARIABLE) != null);
    }
}
