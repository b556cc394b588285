package io.quorumwatch.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs command lines in this process and keeps what they write. */
final class CliHarness {

    private final Map<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();

    /** What a command line did. */
    record Ended(int code, String out, String err) {

        List<String> outLines() {
            return out.lines().toList();
        }

        List<String> errLines() {
            return err.lines().toList();
        }
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Console console;

    CliHarness() {
        console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    }

    /** With another standard output. */
    CliHarness(Writer other) {
        console = new Console(new PrintWriter(other), new PrintWriter(err), false);
    }

    static CliHarness ofProgram() {
        CliHarness harness = new CliHarness();
        harness.commands.putAll(Commands.all(harness.console));
        return harness;
    }

    Set<String> names() {
        return commands.keySet();
    }

    CliHarness with(String name, Function<Console, Callable<Integer>> command) {
        commands.put(name, () -> command.apply(console));
        return this;
    }

    Ended run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        int code = new Cli(console, commands).execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
