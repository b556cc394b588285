package io.quorumwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An incident for people, from its JSON form. */
final class IncidentText {

    private final PrintWriter out;
    private final Colour colour;

    IncidentText(PrintWriter out, Colour colour) {
        this.out = out;
        this.colour = colour;
    }

    /** One line and the next step. */
    void summary(JsonNode incident) {
        JsonNode cause = incident.path("causes").path(0);
        out.println(colour.of(incident.path("severity").asText()) + "  "
                + incident.path("watched").asText() + "  " + conditions(incident) + "  since "
                + incident.path("opened_at").asText() + "  ["
                + incident.path("id").asText() + "]");
        out.println("    cause: " + cause.path("cause").asText() + subjects(cause) + " ("
                + cause.path("likelihood").asText().replace('_', ' ') + ")");
        out.println("    next:  " + cause.path("next").asText());
    }

    /** Everything: timeline, causes with evidence for and against, next steps. */
    void whole(JsonNode incident) {
        out.println("incident " + incident.path("id").asText());
        out.println("  cluster   " + incident.path("watched").asText());
        out.println("  severity  " + colour.of(incident.path("severity").asText()));
        JsonNode resolved = incident.path("resolved_at");
        out.println("  opened    " + incident.path("opened_at").asText()
                + (resolved.isNull() ? ", still open" : ", resolved " + resolved.asText()));
        out.println();
        out.println("what is wrong, in the order of time");
        timeline(incident);
        out.println();
        int rank = 1;
        for (JsonNode cause : incident.path("causes")) {
            out.println(rank + ". " + colour.strong(cause.path("cause").asText() + subjects(cause)) + "  "
                    + cause.path("likelihood").asText().replace('_', ' '));
            facts("for", cause.path("for"));
            facts("against", cause.path("against"));
            facts("unknown", cause.path("unknown"));
            out.println("   next     " + cause.path("next").asText());
            rank++;
        }
    }

    private void timeline(JsonNode incident) {
        List<JsonNode> findings = new ArrayList<>();
        incident.path("findings").forEach(findings::add);
        findings.sort(Comparator.comparing(finding -> finding.path("since").asText()));
        for (JsonNode finding : findings) {
            String subject = finding.path("subject").isNull()
                    ? ""
                    : " of " + finding.path("subject").asText();
            out.println("  " + finding.path("since").asText() + "  "
                    + colour.of(finding.path("severity").asText()) + "  "
                    + finding.path("condition").asText() + subject
                    + (finding.path("firing").asBoolean() ? "" : " (over)")
                    + (finding.path("held_back").asBoolean() ? " (its page is held back by universe-incident)" : ""));
        }
    }

    private void facts(String heading, JsonNode facts) {
        String first = heading;
        for (JsonNode fact : facts) {
            out.printf("   %-8s %s%n", first, fact.asText());
            first = "";
        }
    }

    private static String conditions(JsonNode incident) {
        StringBuilder text = new StringBuilder();
        incident.path("conditions")
                .forEach(each -> text.append(text.length() == 0 ? "" : ", ").append(each.asText()));
        return text.toString();
    }

    private static String subjects(JsonNode cause) {
        StringBuilder text = new StringBuilder();
        cause.path("subjects")
                .forEach(each -> text.append(text.length() == 0 ? " of " : ", ").append(each.asText()));
        return text.toString();
    }
}
