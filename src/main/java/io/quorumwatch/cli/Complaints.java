package io.quorumwatch.cli;

import io.quorumwatch.config.ConfigProblem;
import io.quorumwatch.config.InvalidConfigException;
import java.io.PrintWriter;

/** Says on the console why a command failed: one line for each thing that is wrong, and never a stack trace unasked. */
final class Complaints {

    private final Console console;

    Complaints(Console console) {
        this.console = console;
    }

    /** Reports the failure and returns the exit code that it means. */
    int report(Throwable failure) {
        PrintWriter err = console.err();
        if (failure instanceof InvalidConfigException invalid) {
            invalid.problems().stream().map(ConfigProblem::oneLine).forEach(err::println);
            if (invalid.omitted() > 0) {
                err.println("and " + invalid.omitted() + " more");
            }
            err.flush();
            return ExitCode.USAGE;
        }
        if (failure instanceof CommandFailure said) {
            return say(String.valueOf(said.getMessage()), said.exitCode());
        }
        if (console.showTraces()) {
            failure.printStackTrace(err);
        }
        return say(
                "this is a fault of the program, please report it with the trace that " + Console.TRACE_VARIABLE
                        + "=1 shows: " + failure,
                ExitCode.FAULT);
    }

    /** Says that standard output took no answer, and returns the exit code for that, when there was none before. */
    int unheard(int code) {
        return say(
                "standard output is closed or full; give it a reader or room",
                code == ExitCode.OK ? ExitCode.FAILED : code);
    }

    int say(String message, int exitCode) {
        console.err().println("quorumwatch: " + message.strip().replaceAll("\\s*\\R\\s*", "; "));
        console.err().flush();
        return exitCode;
    }
}
