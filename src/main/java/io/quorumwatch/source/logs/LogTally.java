package io.quorumwatch.source.logs;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What has come of all logs since the start. May be used from any thread. */
public final class LogTally {

    private final LongAdder lines = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder unparseable = new LongAdder();
    private final Map<String, Boolean> followed = new ConcurrentHashMap<>();
    private final Map<String, String> lost = new ConcurrentHashMap<>();

    /**
     * @param lines whole lines read
     * @param events those of them that mean something
     * @param dropped lines that were lost wholly or in part: too long, half, or in no readable form
     * @param unparseable lines that are in no known format
     * @param followed how many logs are read at present
     * @param lost the logs that cannot be read, as {@code cluster/member}, each with the reason's word
     */
    public record Sum(
            long lines, long events, long dropped, long unparseable, int followed, SortedMap<String, String> lost) {}

    /** The present state. */
    public Sum sum() {
        return new Sum(
                lines.sum(), events.sum(), dropped.sum(), unparseable.sum(), followed.size(), new TreeMap<>(lost));
    }

    void read(boolean meaning) {
        lines.increment();
        if (meaning) {
            events.increment();
        }
    }

    void unparseable(long unknown) {
        unparseable.add(unknown);
    }

    void dropped(long lostLines) {
        dropped.add(lostLines);
    }

    void followed(String log) {
        lost.remove(log);
        followed.put(log, true);
    }

    void lost(String log, LossReason reason) {
        followed.remove(log);
        lost.put(log, reason.word());
    }

    void gone(String log) {
        followed.remove(log);
        lost.remove(log);
    }
}
