package io.quorumwatch.cli;

import io.quorumwatch.Agent;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.profile.Profiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: the agent. */
@Command(
        description =
                "Watches the clusters of a configuration until it is stopped; SIGHUP reads the configuration again.",
        exitCodeList = {
            ExitCode.FAILED_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.FAULT_HELP,
            ExitCode.INTERRUPTED_HELP,
            ExitCode.TERMINATED_HELP
        })
final class RunCommand implements PlainCommand {

    /** The next one waits for so long: name servers are asked, and nothing else in it takes time. */
    private static final Duration RELOAD = Duration.ofSeconds(30);

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file")
    private @Nullable Path file;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private ListenOption listen = new ListenOption();

    @Override
    public boolean takes(List<String> arguments) {
        Map<String, String> values = PlainOptions.read(arguments, Set.of("--config", "--listen"));
        String config = values == null ? null : values.get("--config");
        if (values == null || config == null) {
            return false;
        }
        file = Path.of(config);
        listen.set(values.get("--listen"));
        return true;
    }

    @Override
    public Integer call() throws InvalidConfigException, InterruptedException {
        try (AgentPreparation preparation = new AgentPreparation()) {
            return run(preparation);
        }
    }

    private int run(AgentPreparation preparation) throws InvalidConfigException, InterruptedException {
        // First of all: a signal that nobody waits for ends the process.
        ReloadSignal signal = ReloadSignal.await();
        Path path = Objects.requireNonNull(file);
        Profiles profiles = Profiles.load();
        ConfigVocabulary vocabulary = Commands.vocabulary(profiles);
        AgentConfig config = listen.applyTo(ConfigLoader.load(path, vocabulary));
        preparation.awaitLog();
        log.start(config.agent().id());
        ConfigWarning.log(config);
        Agent agent = AgentRun.agent(config, preparation.registry(), profiles, List.of());
        AgentRun run = preparation.take();
        run.stopOnSignal(() -> {}, log::stop);
        run.start(agent, config);
        signal.ready(() -> reload(agent, path, vocabulary));
        run.awaitStop();
        return ExitCode.OK;
    }

    /** A new file is taken over as a whole or not at all; a bad one changes nothing and is heard of. */
    private void reload(Agent agent, Path path, ConfigVocabulary vocabulary) {
        try {
            AgentConfig next = listen.applyTo(ConfigLoader.load(path, vocabulary));
            Void done = AgentRun.await(
                    agent.reload(next, AgentRun.webConfig(next)),
                    RELOAD,
                    failure -> CommandFailure.failed(
                            failure instanceof TimeoutException
                                    ? "not done within " + RELOAD.toSeconds() + " s"
                                    : String.valueOf(failure.getMessage())));
        } catch (InvalidConfigException | RuntimeException refused) {
            agent.refuseReload(String.valueOf(refused.getMessage()));
        }
    }
}
