package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.config.WebConfigLoader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: reads a configuration as {@code run} would, and says what it understood or what is wrong. */
@Command(description = "Checks a configuration and prints what was understood, or every problem with its line.")
class CheckCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<ConfigVocabulary> vocabulary;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file")
    private @Nullable Path file;

    @Mixin
    private OutputFormat format = new OutputFormat();

    CheckCommand(Console console, Supplier<ConfigVocabulary> vocabulary) {
        this.console = console;
        this.vocabulary = vocabulary;
    }

    @Override
    public Integer call() throws InvalidConfigException {
        Path path = Objects.requireNonNull(file);
        ConfigVocabulary words = vocabulary.get();
        ConfigReport report =
                format.isJson() ? new ConfigJson(console.out(), words) : new ConfigText(console.out(), words);
        try {
            AgentConfig config = ConfigLoader.load(path, words);
            Path webConfig = config.http().webConfigFile();
            report.understood(path, config, webConfig == null ? null : WebConfigLoader.load(webConfig));
            ConfigWarning.of(config, Runtime.getRuntime().maxMemory()).forEach(report::warned);
            return check(config, report);
        } catch (InvalidConfigException invalid) {
            if (report.refused(invalid)) {
                return ExitCode.USAGE;
            }
            throw invalid;
        }
    }

    /** What else there is to check of a configuration that is right. */
    int check(AgentConfig config, ConfigReport report) {
        return ExitCode.OK;
    }
}
