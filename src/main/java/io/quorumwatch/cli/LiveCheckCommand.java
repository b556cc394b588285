package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigVocabulary;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** {@code check} where there is somebody who can look at the targets: with {@code --live}. */
final class LiveCheckCommand extends CheckCommand {

    private final Supplier<LiveLook> looks;

    @Option(
            names = "--live",
            description = "Also look at every target once, and say what is missing; 1 when one does not answer")
    private boolean live;

    LiveCheckCommand(Console console, Supplier<ConfigVocabulary> vocabulary, Supplier<LiveLook> looks) {
        super(console, vocabulary);
        this.looks = looks;
    }

    @Override
    int check(AgentConfig config, ConfigReport report) {
        if (!live) {
            return ExitCode.OK;
        }
        AtomicInteger failed = new AtomicInteger();
        looks.get().lookAtAll(config, look -> {
            report.looked(look);
            if (look.failure() != null) {
                failed.incrementAndGet();
            }
        });
        return failed.get() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
