package io.quorumwatch.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Commands as picocli wants them: below one top command, with our way of complaining. */
final class CommandTree {

    private final Console console;
    private final CommandLine top;

    private CommandTree(Console console) {
        this.console = console;
        this.top = new CommandLine(new TopCommand());
    }

    /** One command alone: reading the annotations of all others is not needed to run it. */
    static CommandTree of(Console console, String name, Callable<Integer> command) {
        CommandTree tree = new CommandTree(console);
        tree.top.addSubcommand(name, command);
        return tree.configured();
    }

    /** All commands, for the help, for proposals after a typing mistake, and for completion. */
    static CommandTree whole(Console console, Map<String, Supplier<Callable<Integer>>> commands) {
        CommandTree tree = new CommandTree(console);
        commands.forEach((name, command) -> tree.top.addSubcommand(name, command.get()));
        return tree.configured();
    }

    int run(String... arguments) {
        return top.execute(arguments);
    }

    /** A script that completes the commands and their options in bash, and in zsh through its {@code bashcompinit}. */
    String completionScript() {
        return picocli.AutoComplete.bash(top.getCommandName(), top);
    }

    private CommandTree configured() {
        top.setOut(console.out());
        top.setErr(console.err());
        // An argument that begins with @ is that argument, not a file with more of them.
        top.setExpandAtFiles(false);
        top.setParameterExceptionHandler((mistake, arguments) -> misunderstood(mistake));
        top.setExecutionExceptionHandler((failure, command, result) -> new Complaints(console).report(failure));
        return this;
    }

    private int misunderstood(ParameterException mistake) {
        StringBuilder message = new StringBuilder(String.valueOf(mistake.getMessage()));
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            List<String> proposals = unmatched.getSuggestions();
            if (!proposals.isEmpty()) {
                message.append("; did you mean ")
                        .append(String.join(" or ", proposals))
                        .append('?');
            }
        }
        String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
        message.append("; see ").append(command).append(" --help");
        return new Complaints(console).say(message.toString(), ExitCode.USAGE);
    }
}
