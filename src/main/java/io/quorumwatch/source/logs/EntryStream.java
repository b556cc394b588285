package io.quorumwatch.source.logs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of the journal's entries as their bytes arrive, and keeps the cursor. The entry of the cursor itself, which readers of
 * the journal send again when nothing follows it, is left out. Pure; not for use by several threads at once.
 */
final class EntryStream {

    /** A message of the longest line, written as an array of its bytes, and the entry's other fields. */
    static final int LONGEST_ENTRY = 5 * LineSplitter.LONGEST_LINE;

    private final LineSplitter splitter = new LineSplitter(LONGEST_ENTRY, this::entry);
    private List<String> lines = new ArrayList<>();
    private @Nullable String cursor;
    private @Nullable String complaint;
    private long dropped;

    EntryStream(@Nullable String cursor) {
        this.cursor = cursor;
    }

    /** Takes more of the stream, and gives the lines that are whole. */
    LineBatch accept(byte[] bytes, int from, int to) {
        splitter.accept(bytes, from, to);
        LineBatch batch = new LineBatch(lines, cursor, dropped);
        lines = new ArrayList<>();
        dropped = 0;
        return batch;
    }

    /** Another stream begins, which goes on behind the cursor; half an entry will come again as a whole. */
    void restart() {
        complaint = null;
        // Nothing is lost with it, so it is not counted.
        boolean ignored = splitter.forget();
    }

    /** Behind the last entry; null when there was none. */
    @Nullable
    String cursor() {
        return cursor;
    }

    /** The cursor is of no use. */
    void forgetCursor() {
        cursor = null;
    }

    /** The last line that was no entry, since the last restart: what a program says before it gives up. */
    @Nullable
    String complaint() {
        return complaint;
    }

    private void entry(String line) {
        JournalEntry entry = JournalEntry.parse(line);
        if (entry == null) {
            dropped += line.startsWith("{") ? 1 : 0;
            complaint = line.length() > 200 ? line.substring(0, 200) : line;
            return;
        }
        if (entry.cursor().equals(cursor)) {
            return;
        }
        cursor = entry.cursor();
        String message = entry.message();
        if (message == null || message.length() > LineSplitter.LONGEST_LINE) {
            dropped++;
        } else if (!message.isEmpty()) {
            lines.add(message);
        }
    }
}
