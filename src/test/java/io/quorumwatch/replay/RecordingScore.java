package io.quorumwatch.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a replay said against a recording's {@code expect.json}: what must be said by its time is said, and nothing that is
 * judged is said outside what must or may be.
 */
final class RecordingScore {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Between two spans, and at a fault's beginning, what was true before may still stand for so long. */
    private static final Duration CAUSE_SETTLES = Duration.ofSeconds(10);

    private static final Duration SLACK = Duration.ofSeconds(3);

    private final JsonNode watched;
    private final List<Verdict> verdicts;
    private final Set<String> evidence;

    /**
     * @param evidence what the replay could see: {@code plain}, {@code documented} and {@code logs}
     */
    RecordingScore(Path recording, String cluster, List<Verdict> verdicts, Set<String> evidence) throws IOException {
        this.watched = JSON.readTree(recording.resolve("expect.json").toFile())
                .path("watched")
                .path(cluster);
        this.verdicts = verdicts.stream()
                .filter(verdict -> verdict.watched().equals(cluster))
                .toList();
        this.evidence = evidence;
    }

    /** One line for each expectation that was not met; empty when all were. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (JsonNode must : watched.path("must")) {
            if (shownBy(must)) {
                missed(must, problems);
            }
        }
        for (Verdict verdict : verdicts) {
            if (verdict.state() == VerdictState.FIRING && verdict.previous() != VerdictState.FIRING) {
                if (watched.path("quiet").asBoolean() || judged(verdict)) {
                    alarm(verdict, problems);
                }
            }
        }
        return problems;
    }

    /** One line for each time at which an incident's first cause was not one that is accepted. */
    static List<String> causeProblems(Path recording, String cluster, List<Incident> incidents) throws IOException {
        List<String> problems = new ArrayList<>();
        JsonNode watched = JSON.readTree(recording.resolve("expect.json").toFile())
                .path("watched")
                .path(cluster);
        for (JsonNode span : watched.path("causes")) {
            List<String> accept = new ArrayList<>();
            span.path("accept").forEach(cause -> accept.add(cause.asText()));
            Instant from = Instant.ofEpochMilli(span.path("from").asLong()).plus(CAUSE_SETTLES);
            Instant to = Instant.ofEpochMilli(span.path("to").asLong()).minus(SLACK);
            Incident standing = null;
            for (Incident incident : incidents) {
                if (!incident.watched().equals(cluster) || incident.at().isAfter(to)) {
                    continue;
                }
                boolean inSpan = !incident.at().isBefore(from);
                if (inSpan && standing != null && !standing.resolved()) {
                    accepted(standing, accept, from, problems);
                }
                standing = incident;
            }
            if (standing != null && !standing.resolved()) {
                accepted(standing, accept, to, problems);
            }
        }
        return problems;
    }

    private static void accepted(Incident incident, List<String> accept, Instant at, List<String> problems) {
        if (!accept.contains(incident.firstCause().cause())) {
            problems.add("at " + at + " incident of " + incident.at() + " says " + incident.firstCause()
                    + ", accepted are " + accept + ", conditions " + incident.conditions());
        }
    }

    private boolean shownBy(JsonNode must) {
        for (JsonNode by : must.path("shown_by")) {
            if (evidence.contains(by.asText())) {
                return true;
            }
        }
        return false;
    }

    private boolean judged(Verdict verdict) {
        for (JsonNode condition : watched.path("judged")) {
            if (condition.asText().equals(verdict.condition())) {
                return true;
            }
        }
        return false;
    }

    private void missed(JsonNode must, List<String> problems) {
        requireBy(must, "warning_by", Severity.WARNING, problems);
        requireBy(must, "page_by", Severity.PAGE, problems);
    }

    private void requireBy(JsonNode must, String by, Severity severity, List<String> problems) {
        if (!must.has(by)) {
            return;
        }
        Instant deadline = Instant.ofEpochMilli(must.path(by).asLong());
        boolean said = false;
        for (Verdict verdict : verdicts) {
            if (names(must, verdict) && !verdict.at().isAfter(deadline)) {
                said = verdict.state() == VerdictState.FIRING
                        && verdict.severity().compareTo(severity) >= 0;
            }
        }
        if (!said) {
            problems.add("missed " + must.path("condition").asText() + " of " + must.path("subject") + " as " + severity
                    + " by " + deadline);
        }
    }

    private void alarm(Verdict verdict, List<String> problems) {
        for (String list : List.of("must", "may")) {
            for (JsonNode span : watched.path(list)) {
                Instant from = Instant.ofEpochMilli(span.path("from").asLong()).minus(SLACK);
                Instant to = Instant.ofEpochMilli(span.path("to").asLong()).plus(Timing.LEAST_CALM);
                if (names(span, verdict)
                        && !verdict.at().isBefore(from)
                        && !verdict.at().isAfter(to)) {
                    return;
                }
            }
        }
        problems.add("false alarm " + verdict.condition() + " of " + verdict.subject() + " at " + verdict.at() + " "
                + verdict.evidence());
    }

    private static boolean names(JsonNode span, Verdict verdict) {
        @Nullable
        String subject =
                span.path("subject").isNull() ? null : span.path("subject").asText();
        return span.path("condition").asText().equals(verdict.condition())
                && Objects.equals(subject, verdict.subject());
    }
}
