package io.quorumwatch.face.log;

import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.RankedCause;
import java.time.Duration;
import org.slf4j.event.Level;

/** What the log says of incidents: opened, resolved, and in detail what changed in between. */
final class IncidentStory {

    private IncidentStory() {}

    static LogEntry entry(Incident incident) {
        RankedCause cause = incident.firstCause();
        LogEntry entry = LogEntry.of(
                        level(incident), "incident_" + incident.state().word(), incident.watched())
                .with("incident", incident.id())
                .with("severity", incident.severity().word())
                .with("reason", incident.conditions().get(0).condition())
                .with("cause", cause.cause())
                .with("likelihood", cause.likelihood().word())
                .with("subjects", String.join(" ", cause.subjects()))
                .with("next", cause.next());
        return incident.resolved()
                ? entry.with(
                        "duration_ms",
                        Duration.between(incident.openedAt(), incident.at()).toMillis())
                : entry;
    }

    private static Level level(Incident incident) {
        return switch (incident.state()) {
            case OPENED -> incident.severity().pages() ? Level.ERROR : Level.WARN;
            case CHANGED -> Level.DEBUG;
            case RESOLVED -> Level.INFO;
        };
    }
}
