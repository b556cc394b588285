package io.quorumwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.ConfigVocabulary;
import io.quorumwatch.config.InvalidConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code status}: how the clusters are, once or again and again. Asks a running agent, or with {@code --config} watches by itself for as
 * long as first looks and short holds take.
 */
@Command(
        description = "Says how the clusters are: asks a running agent, or watches for a few seconds by itself.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything is healthy",
            "1:Something warns",
            "2:Something is critical; also a mistake on the command line",
            "3:It cannot be told"
        })
final class StatusCommand implements Callable<Integer> {

    private static final int WARNING = 1;
    private static final int CRITICAL = 2;
    private static final int UNKNOWN = 3;
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Console console;
    private final Supplier<ConfigVocabulary> vocabulary;

    @Mixin
    private AgentAddress agent = new AgentAddress();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Watches what this configuration names, for a few seconds")
    private @Nullable Path file;

    @Option(names = "--watch", description = "Says it again every 2 s until it is stopped; only of a running agent")
    private boolean watch;

    @Mixin
    private OutputFormat format = new OutputFormat();

    StatusCommand(Console console, Supplier<ConfigVocabulary> vocabulary) {
        this.console = console;
        this.vocabulary = vocabulary;
    }

    @Override
    public Integer call() throws InvalidConfigException, InterruptedException {
        Path config = file;
        if (config != null && agent.given()) {
            throw CommandFailure.usage("--config and --url: name one of them");
        }
        if (config == null) {
            return watch ? again() : report(agent);
        }
        if (watch) {
            throw CommandFailure.usage(
                    "--config and --watch: to watch on, start an agent with: quorumwatch run --config FILE");
        }
        AgentConfig loaded = ConfigLoader.load(config, vocabulary.get());
        List<String> clusters =
                loaded.clusters().stream().map(ClusterConfig::name).toList();
        return new BriefWatch(loaded, BriefWatch.LONG_ENOUGH).report(brief -> reportBriefly(brief, clusters));
    }

    private int again() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        int code = UNKNOWN;
        do {
            code = report(agent);
        } while (!console.out().checkError() && !never.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        return code;
    }

    /** What was not seen in so short a time has not had the time to count; it is said here, and nothing better than unknown. */
    int reportBriefly(AgentAddress asked, List<String> clusters) {
        int code = report(asked);
        Map<String, String> unseen = UnseenCommittees.among(clusters, asked);
        if (!format.isJson()) {
            unseen.forEach((cluster, why) -> console.out().println("  UNKNOWN  " + cluster + "  " + why));
        }
        return unseen.isEmpty() || code == CRITICAL ? code : UNKNOWN;
    }

    private int report(AgentAddress asked) {
        JsonNode health;
        JsonNode incidents;
        try {
            AgentAddress.Reply reply = asked.get("/health");
            health = reply.body();
            if (!health.path("status").isTextual() || !health.path("components").isObject()) {
                throw asked.noAgent("/health", reply.status());
            }
            incidents = format.isJson()
                    ? MissingNode.getInstance()
                    : asked.get("/api/v1/incidents").body().path("incidents");
        } catch (CommandFailure unreachable) {
            if (unreachable.exitCode() == ExitCode.USAGE) {
                throw unreachable;
            }
            return new Complaints(console).say(String.valueOf(unreachable.getMessage()), UNKNOWN);
        }
        if (format.isJson()) {
            console.out().println(health);
        } else {
            text(health, incidents);
        }
        return console.out().checkError() ? UNKNOWN : code(health);
    }

    private void text(JsonNode health, JsonNode incidents) {
        Colour colour = Colour.ofProcess();
        console.out()
                .println(colour.of(health.path("status").asText()) + "  at "
                        + health.path("generated_at").asText());
        IncidentText text = new IncidentText(console.out(), colour);
        incidents.forEach(incident -> {
            if (incident.path("resolved_at").isNull()) {
                text.summary(incident);
            }
        });
        health.path("components").fields().forEachRemaining(component -> {
            JsonNode each = component.getValue();
            if (!each.path("status").asText().equals("ready")) {
                console.out()
                        .println("  " + colour.of(each.path("status").asText()) + "  " + component.getKey() + "  "
                                + each.path("reason").asText() + "  since "
                                + each.path("since").asText());
            }
        });
    }

    /** Healthy, warning, critical, or unknown: when all that is wrong is that something cannot be seen. */
    private static int code(JsonNode health) {
        String status = health.path("status").asText();
        if (status.equals("ready")) {
            return ExitCode.OK;
        }
        boolean warns = false;
        for (JsonNode component : health.path("components")) {
            String each = component.path("status").asText();
            if (each.equals("ready") || blind(component.path("reason").asText())) {
                continue;
            }
            if (!each.equals("affected") && component.path("critical").asBoolean(true)) {
                return CRITICAL;
            }
            warns = true;
        }
        return warns && status.equals("affected") ? WARNING : UNKNOWN;
    }

    private static boolean blind(String reason) {
        return reason.equals("stale")
                || Arrays.stream(UnknownReason.values())
                        .anyMatch(each -> each.word().equals(reason));
    }
}
