package io.quorumwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: why an incident is there, with the evidence for and against each cause, and what to do next. */
@Command(
        description =
                "Explains an incident: its causes with the evidence for and against, its timeline, the next step.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.OK_HELP, "1:No agent answers, or it knows no such incident", ExitCode.USAGE_HELP})
final class ExplainCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "INCIDENT",
            description =
                    "The incident's id, or the name of a cluster with an open incident; default: all that are open")
    private @Nullable String incident;

    @Mixin
    private AgentAddress agent = new AgentAddress();

    @Mixin
    private OutputFormat format = new OutputFormat();

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String wanted = incident;
        AgentAddress.Reply reply = agent.get("/api/v1/incidents");
        JsonNode incidents = reply.body().path("incidents");
        if (!incidents.isArray()) {
            throw agent.noAgent("/api/v1/incidents", reply.status());
        }
        boolean found = false;
        for (JsonNode each : incidents) {
            if (wanted == null ? open(each) : named(each, wanted)) {
                print(each);
                found = true;
            }
        }
        if (!found && wanted != null) {
            throw CommandFailure.failed("the agent knows no incident '" + wanted
                    + "', and no cluster of that name with an open" + " one; known are: " + known(incidents));
        } else if (!found && !format.isJson()) {
            console.out().println("No incident is open.");
        }
        return ExitCode.OK;
    }

    private static boolean open(JsonNode incident) {
        return incident.path("resolved_at").isNull();
    }

    private static boolean named(JsonNode incident, String wanted) {
        return incident.path("id").asText().equals(wanted)
                || open(incident) && incident.path("watched").asText().equals(wanted);
    }

    private static String known(JsonNode incidents) {
        StringBuilder ids = new StringBuilder();
        incidents.forEach(each ->
                ids.append(ids.length() == 0 ? "" : ", ").append(each.path("id").asText()));
        return ids.length() == 0 ? "none" : ids.toString();
    }

    private void print(JsonNode incident) {
        if (format.isJson()) {
            console.out().println(incident);
        } else {
            new IncidentText(console.out(), Colour.ofProcess()).whole(incident);
        }
    }
}
