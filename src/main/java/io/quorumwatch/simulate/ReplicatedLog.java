package io.quorumwatch.simulate;

import io.quorumwatch.simulate.Command.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * One member's log of one group. Indices begin at 1. Old entries are forgotten, so that a demonstration may run for weeks; whoever needs
 * them gets a snapshot.
 */
final class ReplicatedLog {

    static final int KEPT_ENTRIES = 10_000;

    private final List<Entry> entries = new ArrayList<>();
    private long base;
    private long baseTerm;

    /** The index before the first entry that is still known. */
    long base() {
        return base;
    }

    long lastIndex() {
        return base + entries.size();
    }

    long lastTerm() {
        return entries.isEmpty() ? baseTerm : entries.get(entries.size() - 1).term();
    }

    /** The position of the log's last entry as mosaik prints it. */
    String position() {
        return position(lastTerm(), lastIndex());
    }

    static String position(long term, long index) {
        return "(t:" + term + ",i:" + index + ")";
    }

    Entry entry(long index) {
        return entries.get(Math.toIntExact(index - base - 1));
    }

    void append(List<Entry> more) {
        entries.addAll(more);
    }

    /** The entries after the index, which must not be below {@link #base}. */
    List<Entry> after(long index) {
        return List.copyOf(entries.subList(Math.toIntExact(index - base), entries.size()));
    }

    /** Cuts off everything after the index, as a follower does when its leader's log says otherwise. */
    void truncateAfter(long index) {
        if (index < base) {
            entries.clear();
            base = index;
        } else {
            entries.subList(Math.toIntExact(index - base), entries.size()).clear();
        }
    }

    /** Forgets everything and begins after the index, as a snapshot of that index does. */
    void restart(long index, long term) {
        entries.clear();
        base = index;
        baseTerm = term;
    }

    /** Forgets applied entries when there are too many. */
    void compact(long appliedIndex) {
        if (entries.size() > 2 * KEPT_ENTRIES) {
            long newBase = Math.min(appliedIndex, lastIndex() - KEPT_ENTRIES);
            if (newBase > base) {
                baseTerm = entry(newBase).term();
                entries.subList(0, Math.toIntExact(newBase - base)).clear();
                base = newBase;
            }
        }
    }
}
