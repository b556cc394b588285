package io.quorumwatch.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** All commands, in the order of the help. The one place where they meet what they work with. */
final class Commands {

    private Commands() {}

    static Map<String, Supplier<Callable<Integer>>> all(Console console) {
        Map<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();
        Map<String, Supplier<Callable<Integer>>> all = Collections.unmodifiableMap(commands);
        commands.put("completion", () -> new CompletionCommand(console, () -> CommandTree.whole(console, all)));
        return all;
    }
}
