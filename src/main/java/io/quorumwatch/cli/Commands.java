package io.quorumwatch.cli;

import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
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
        commands.put("run", RunCommand::new);
        commands.put("check", () -> new LiveCheckCommand(console, Commands::vocabulary, ScrapedLook::new));
        commands.put("inspect", () -> new InspectCommand(console, PageExplainer::new));
        commands.put("status", () -> new StatusCommand(console, Commands::vocabulary));
        commands.put("explain", () -> new ExplainCommand(console));
        commands.put("demo", () -> new DemoCommand(console));
        commands.put("replay", () -> new ReplayCommand(console));
        commands.put("completion", () -> new CompletionCommand(console, () -> CommandTree.whole(console, all)));
        return all;
    }

    private static ConfigVocabulary vocabulary() {
        return vocabulary(Profiles.load());
    }

    /** The words that a configuration may use. */
    static ConfigVocabulary vocabulary(Profiles profiles) {
        return new ProfileVocabulary(profiles, Condition.keysOfClusters(), Limit.ranges());
    }
}
