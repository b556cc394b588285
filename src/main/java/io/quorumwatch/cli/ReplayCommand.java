package io.quorumwatch.cli;

import io.quorumwatch.bus.BusMessage;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.replay.BadRecordingException;
import io.quorumwatch.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: judges recordings in virtual time. */
@Command(
        description = "Judges recordings in virtual time and prints every change of a verdict and of an incident.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.OK_HELP, ExitCode.FAILED_HELP, ExitCode.USAGE_HELP})
final class ReplayCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Recordings, played one after another")
    private List<Path> directories = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; default: quorumwatch.yaml of each recording")
    private @Nullable Path file;

    @Option(names = "--no-logs", description = "Replays the pages alone")
    private boolean noLogs;

    @Option(names = "--only-documented", description = "Shows only the families that the operators' documents promise")
    private boolean onlyDocumented;

    @Option(names = "--hide", paramLabel = "REGEX", description = "Hides families in whose name this is found")
    private @Nullable String hide;

    @Option(names = "--readings", description = "Also prints what each look said")
    private boolean readings;

    @Mixin
    private OutputFormat format = new OutputFormat();

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InvalidConfigException {
        Replay.Sight sight = new Replay.Sight(onlyDocumented, pattern(), !noLogs);
        Profiles profiles = Profiles.load();
        ConfigVocabulary vocabulary = Commands.vocabulary(profiles);
        Consumer<BusMessage> printer = printer();
        for (Path directory : directories) {
            Path recording = directory.toAbsolutePath().normalize();
            if (!Files.isDirectory(recording)) {
                throw CommandFailure.failed(directory + ": no such directory; name one that holds pages.jsonl.gz");
            }
            AgentConfig config =
                    ConfigLoader.load(file == null ? recording.resolve("quorumwatch.yaml") : file, vocabulary);
            Replay replay = new Replay(config.clusters(), profiles, sight);
            if (readings) {
                replay.showReadings(printer);
            }
            replay.showRemarks(remark -> say(directory + ": " + remark));
            play(replay, directory, recording, printer);
        }
        return ExitCode.OK;
    }

    private void play(Replay replay, Path shown, Path recording, Consumer<BusMessage> printer) {
        try {
            replay.play(recording, printer);
        } catch (BadRecordingException bad) {
            throw CommandFailure.failed(String.valueOf(bad.getMessage()));
        } catch (NoSuchFileException missing) {
            throw CommandFailure.failed(shown + ": holds no pages.jsonl.gz");
        } catch (IOException failure) {
            throw CommandFailure.failed(shown + ": cannot be read: " + failure.getMessage());
        }
    }

    private void say(String remark) {
        int unused = new Complaints(console).say(remark, ExitCode.OK);
    }

    private @Nullable Pattern pattern() {
        try {
            return hide == null ? null : Pattern.compile(hide);
        } catch (PatternSyntaxException bad) {
            throw CommandFailure.usage(
                    "--hide: found '" + hide + "', expected a regular expression: " + bad.getDescription());
        }
    }

    private Consumer<BusMessage> printer() {
        if (format.isJson()) {
            JsonLines lines = new JsonLines(console.out());
            return message -> lines.write(JsonForm.of(message));
        }
        return message -> {
            if (message instanceof Verdict verdict) {
                console.out().println(text(verdict));
            } else if (message instanceof Incident incident) {
                console.out().println(text(incident));
            }
        };
    }

    private static String text(Incident incident) {
        RankedCause cause = incident.firstCause();
        return incident.at() + " " + incident.watched() + " incident " + incident.id() + " "
                + incident.state().word() + " " + incident.severity().word().toUpperCase(Locale.ROOT) + ": "
                + cause.cause() + (cause.subjects().isEmpty() ? "" : " of " + String.join(", ", cause.subjects()))
                + " (" + cause.likelihood().word().replace('_', ' ') + "); next: " + cause.next();
    }

    private static String text(Verdict verdict) {
        String about = verdict.subject() == null ? "" : " of " + verdict.subject();
        String loud = verdict.firing() ? " " + verdict.severity().word().toUpperCase(Locale.ROOT) : "";
        return verdict.at() + " " + verdict.watched() + " " + verdict.condition() + about + ": "
                + verdict.previous().word() + " -> " + verdict.state().word() + loud + " " + verdict.evidence();
    }
}
