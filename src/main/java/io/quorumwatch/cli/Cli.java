package io.quorumwatch.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Runs one command line. Knows nothing of picocli itself, so that a {@link PlainCommand} never loads it.
 */
public final class Cli {

    private final Console console;
    private final Map<String, Supplier<Callable<Integer>>> commands;

    Cli(Console console, Map<String, Supplier<Callable<Integer>>> commands) {
        this.console = console;
        this.commands = commands;
    }

    /** With all commands of the program. */
    public static Cli create(Console console) {
        return new Cli(console, Commands.all(console));
    }

    /** Runs the command and returns its exit code, see {@link ExitCode}; never throws, never ends the process. */
    public int execute(String... arguments) {
        try {
            int code = run(arguments);
            // Nobody has heard an answer that could not be written.
            return console.out().checkError() ? new Complaints(console).unheard(code) : code;
        } catch (Exception | LinkageError | StackOverflowError failure) {
            return new Complaints(console).report(failure);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    private int run(String... arguments) throws Exception {
        Supplier<Callable<Integer>> named = arguments.length == 0 ? null : commands.get(arguments[0]);
        Callable<Integer> command = named == null ? null : named.get();
        List<String> rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        if (command instanceof PlainCommand plain && plain.takes(rest)) {
            return plain.call();
        }
        return command == null
                ? CommandTree.whole(console, commands).run(withoutArgumentsOfNothing(arguments))
                : CommandTree.of(console, arguments[0], command).run(arguments);
    }

    /** What stands behind a word that is no command belongs to nothing: that the word is none is all there is to say. */
    private static String[] withoutArgumentsOfNothing(String[] arguments) {
        boolean word = arguments.length > 0 && !arguments[0].startsWith("-");
        return word ? new String[] {arguments[0]} : arguments;
    }
}
