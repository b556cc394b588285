package io.quorumwatch.face.log;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.UnknownReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What is news in the reports: changes of the aggregate, and of each component. Pure. */
final class HealthStory {

    private @Nullable HealthReport last;
    private Instant aggregateSince = Instant.MIN;

    List<LogEntry> take(HealthReport report) {
        List<LogEntry> news = new ArrayList<>(0);
        HealthReport before = last;
        last = report;
        if (before == null) {
            aggregateSince = report.generatedAt();
            return news;
        }
        for (ComponentHealth component : report.components().values()) {
            ComponentHealth was = before.components().get(component.name());
            if (was != null && was.status() != component.status()) {
                news.add(component(was, component, report.generatedAt()));
            }
        }
        if (before.status() != report.status()) {
            news.add(transition(before.status(), report.status(), LogFields.AGENT)
                    .with("state_type", "health")
                    .with("reason", "components")
                    .with("causes", report.causes())
                    .with("duration_ms", VerdictStory.millis(aggregateSince, report.generatedAt())));
            aggregateSince = report.generatedAt();
        }
        return news;
    }

    private static LogEntry component(ComponentHealth was, ComponentHealth is, Instant now) {
        int slash = is.name().lastIndexOf('/');
        return transition(
                        was.status(),
                        is.status(),
                        slash < 0 ? LogFields.AGENT : is.name().substring(0, slash))
                .with("state_type", "component")
                .with("component", is.name().substring(slash + 1))
                .with("reason", reason(was, is))
                .with("duration_ms", VerdictStory.millis(was.since(), now));
    }

    /** What is ready has no reason to be so, but one to have become it. */
    private static String reason(ComponentHealth was, ComponentHealth is) {
        if (is.reason() != null) {
            return is.reason();
        }
        return UnknownReason.NOT_LOOKED_YET.word().equals(was.reason()) ? "looked" : "recovered";
    }

    private static LogEntry transition(HealthStatus was, HealthStatus is, String cluster) {
        boolean worse = is.compareTo(was) > 0;
        return LogEntry.of(worse ? Level.WARN : Level.INFO, "state_transition", cluster)
                .with("previous", was)
                .with("new", is);
    }
}
