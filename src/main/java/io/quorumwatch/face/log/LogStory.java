package io.quorumwatch.face.log;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import java.util.List;
import org.slf4j.event.Level;

/** What is news about the members' own logs: that they can be read, or not. Their lines are not repeated here. Pure. */
final class LogStory {

    private LogStory() {}

    static List<LogEntry> of(LogEvent event) {
        if (event.kind() == EventKind.LOG_LOST) {
            return List.of(entry(Level.WARN, "log_lost", event)
                    .withKnown("reason", event.field("reason"))
                    .withKnown("error", event.field("error")));
        }
        return event.kind() == EventKind.LOG_FOLLOWED ? List.of(entry(Level.INFO, "log_followed", event)) : List.of();
    }

    private static LogEntry entry(Level level, String msg, LogEvent event) {
        return LogEntry.of(level, msg, event.watched()).with("target_member", event.member());
    }
}
