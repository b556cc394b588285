package io.quorumwatch.cli;

import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigVocabulary;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code check} where there is somebody who can look at the targets: with {@code --live}. */
@Command(
        description = {
            "Checks a configuration and prints what was understood, or every problem with its line.",
            "With --live it also looks at every target once and says, by member, which signals its page does not"
                    + " give and which conditions cannot be judged without them."
        },
        exitCodeList = {
            "0:The configuration is valid; with --live: every target gives a page",
            "1:With --live: a target gives no page, or members cannot be discovered",
            "2:The command line or the configuration is wrong"
        })
final class LiveCheckCommand extends CheckCommand {

    private final Supplier<LiveLook> looks;

    @Option(
            names = "--live",
            description = "Also look at every target once, discovered ones included, and say what is missing")
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
        looks.get().lookAtAll(config, new LiveLook.Told() {
            @Override
            public void discovered(String watched, int members, List<String> problems) {
                report.discovered(watched, members, problems);
                if (!problems.isEmpty()) {
                    failed.incrementAndGet();
                }
            }

            @Override
            public void looked(LiveLook.TargetLook look) {
                report.looked(look);
                if (look.failure() != null) {
                    failed.incrementAndGet();
                }
            }
        });
        return failed.get() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
