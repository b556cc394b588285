package io.quorumwatch.cli;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.cli.ProfileExplainer.Explanation;
import io.quorumwatch.source.exposition.ExpositionLimits;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.LineFinding;
import io.quorumwatch.source.exposition.PageResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inspect}: what a page says, read as the agent reads it. */
@Command(
        description =
                "Shows what a metrics page says to a profile: the signals it gives, those it does not give and what"
                        + " cannot be judged without them, and its malformed lines.",
        exitCodeList = {ExitCode.OK_HELP, "1:The page cannot be had or is not exposition text", ExitCode.USAGE_HELP})
final class InspectCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<ProfileExplainer> explainer;

    @Parameters(
            paramLabel = "FILE|URL",
            description =
                    "A file, - for standard input, or an http(s) address, with user and password where the page wants them")
    private String place = "-";

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile; needed unless --samples is given")
    private @Nullable String profile;

    @Option(names = "--role", paramLabel = "NAME", description = "The member's role; default: the profile's default")
    private @Nullable String role;

    @Option(
            names = "--samples",
            description = "Print every sample as one JSON line instead: name, labels, value, timestamp")
    private boolean samples;

    @Mixin
    private OutputFormat format = new OutputFormat();

    InspectCommand(Console console, Supplier<ProfileExplainer> explainer) {
        this.console = console;
        this.explainer = explainer;
    }

    @Override
    public Integer call() {
        if (profile == null && !samples) {
            throw CommandFailure.usage("inspect needs a profile; add --profile "
                    + String.join("|", new TreeSet<>(explainer.get().profiles())) + ", or --samples");
        }
        Meaning meaning = profile == null ? null : meaning(profile);
        List<LineFinding> findings = new ArrayList<>();
        PageResult result =
                PageSource.read(place, ExpositionParser.forEverything(ExpositionLimits.DEFAULT, findings::add));
        if (result.failure() != null) {
            throw CommandFailure.failed(unusable(result.failure(), findings));
        }
        if (samples || meaning == null) {
            new SampleLines(console.out()).write(result.page().samples());
            return ExitCode.OK;
        }
        Explanation explanation = meaning.explainer.explain(meaning.profile, meaning.role, result.page());
        PageReport report = format.isJson() ? new PageJson(console.out()) : new PageText(console.out());
        report.page(PageSource.shown(place), result.page());
        findings.forEach(report::malformed);
        explanation.found().forEach(report::found);
        explanation.missing().forEach(report::missing);
        return ExitCode.OK;
    }

    private record Meaning(ProfileExplainer explainer, String profile, String role) {}

    private Meaning meaning(String wanted) {
        ProfileExplainer known = explainer.get();
        mustBeOneOf("profile", wanted, known.profiles());
        List<String> roles = known.roles(wanted);
        if (role != null) {
            mustBeOneOf("role", role, roles);
        }
        return new Meaning(known, wanted, role == null ? roles.get(0) : role);
    }

    private static void mustBeOneOf(String what, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw CommandFailure.usage(
                    "no " + what + " '" + name + "'; choose one of " + String.join(", ", new TreeSet<>(known)));
        }
    }

    private String unusable(ScrapeFailure failure, List<LineFinding> findings) {
        String what = failure == ScrapeFailure.BAD_BODY ? " is not exposition text" : " cannot be used";
        String first = findings.isEmpty()
                ? ""
                : "; line " + findings.get(0).line() + " ("
                        + findings.get(0).reason().word() + "): "
                        + findings.get(0).excerpt();
        return PageSource.shown(place) + what + " (" + failure.word() + "); give a metrics page" + first;
    }
}
