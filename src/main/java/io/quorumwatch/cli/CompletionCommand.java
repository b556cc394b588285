package io.quorumwatch.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code completion}: prints the completion script. */
@Command(
        description = "Prints a script that completes commands and options in bash and zsh.",
        footer = {
            "",
            "In bash: source <(quorumwatch completion). In zsh first: autoload -U bashcompinit && bashcompinit."
        },
        exitCodeList = {ExitCode.OK_HELP, ExitCode.USAGE_HELP})
final class CompletionCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<CommandTree> tree;

    CompletionCommand(Console console, Supplier<CommandTree> tree) {
        this.console = console;
        this.tree = tree;
    }

    @Override
    public Integer call() {
        console.out().print(tree.get().completionScript());
        return ExitCode.OK;
    }
}
