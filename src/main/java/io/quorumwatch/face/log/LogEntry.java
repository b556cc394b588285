package io.quorumwatch.face.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One event that is worth a line.
 *
 * @param level how loud it is
 * @param msg the event's stable name
 * @param fields its fields, in the order in which they are written
 */
record LogEntry(Level level, String msg, Map<String, @Nullable Object> fields) {

    /** An event about a cluster, to which fields can be added. */
    static LogEntry of(Level level, String msg, String cluster) {
        LogEntry entry = new LogEntry(level, msg, new LinkedHashMap<>());
        entry.fields.put(LogFields.CLUSTER, cluster);
        return entry;
    }

    /** Adds a field, also one that is null, which says that there is none. */
    LogEntry with(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    /** Adds a field unless it is null. */
    LogEntry withKnown(String name, @Nullable Object value) {
        return value == null ? this : with(name, value);
    }
}
