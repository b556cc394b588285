package io.quorumwatch.simulate.demo;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.simulate.MemberTruth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the console prints, without printing it. */
final class ConsoleView {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ConsoleView() {}

    /** The faults and their keys, one line each. */
    static String help(List<String> members) {
        StringBuilder text = new StringBuilder("keys:\n");
        for (DemoKey each : DemoKey.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %c  %-16s %s%n",
                    each.key(),
                    each.fault().word(),
                    each.fault().description()));
        }
        return text.append(String.format(
                        Locale.ROOT, "  1-%d  choose the member that the next fault is done to%n", members.size()))
                .append("  h  heal everything    ?  show the keys    q  quit\n")
                .toString();
    }

    /** One line that says all: the time, what is true, what was done, and what the agent makes of it. */
    static String line(DemoState state, HealthReport health) {
        String numbers = "commit " + each(state, truth -> Long.toString(truth.commitIndex())) + "  rounds "
                + state.members().stream()
                        .mapToLong(MemberTruth::roundsFinalized)
                        .max()
                        .orElse(0);
        return TIME.format(state.at()) + "  " + substance(state, health, numbers + "  ");
    }

    /** What of it is news: everything but the time and the numbers that always move. */
    static String substance(DemoState state, HealthReport health) {
        return substance(state, health, "");
    }

    private static String substance(DemoState state, HealthReport health, String numbers) {
        String bonds = each(state, truth -> Integer.toString(truth.bondedTo().size()));
        return leaders(state) + "  bonds " + bonds + "  " + numbers + "health " + health(health) + faults(state);
    }

    private static String each(DemoState state, Function<MemberTruth, String> word) {
        return state.members().stream()
                .map(truth -> truth.running() ? word.apply(truth) : "-")
                .collect(Collectors.joining(" "));
    }

    private static String leaders(DemoState state) {
        List<String> leaders = state.members().stream()
                .filter(truth -> truth.leads() && !truth.paused())
                .map(MemberTruth::member)
                .toList();
        return leaders.isEmpty()
                ? "nobody leads"
                : String.join(" and ", leaders) + (leaders.size() == 1 ? " leads" : " lead");
    }

    private static String health(HealthReport health) {
        String reasons = health.causes().stream()
                .map(name -> name + reason(health.components().get(name)))
                .collect(Collectors.joining(", "));
        return health.status().word() + (reasons.isEmpty() ? "" : " (" + reasons + ")");
    }

    private static String reason(@Nullable ComponentHealth component) {
        return component == null || component.reason() == null ? "" : " " + component.reason();
    }

    /** The first cause of each incident and the next step, two lines each; empty when there is none. */
    static String incidents(List<Incident> open) {
        StringBuilder text = new StringBuilder();
        for (Incident incident : open) {
            RankedCause cause = incident.firstCause();
            text.append(incident.watched()).append(": ").append(cause.cause());
            if (!cause.subjects().isEmpty()) {
                text.append(' ').append(String.join(", ", cause.subjects()));
            }
            text.append(" (")
                    .append(cause.likelihood().word().replace('_', ' '))
                    .append(")\n  next: ")
                    .append(cause.next())
                    .append('\n');
        }
        return text.toString();
    }

    private static String faults(DemoState state) {
        return state.faults().stream()
                .map(each -> "  [" + (each.fault().word() + " " + String.join(",", each.members())).strip() + "]")
                .collect(Collectors.joining());
    }

    /** The line in the colour of its status, cut to the width of the terminal. */
    static String coloured(String line, HealthStatus status, int columns) {
        String cut = line.length() > columns ? line.substring(0, Math.max(1, columns) - 1) + "…" : line;
        int colour = status == HealthStatus.READY ? 32 : status == HealthStatus.AFFECTED ? 33 : 31;
        return "\u001b[" + colour + "m" + cut + "\u001b[0m";
    }
}
