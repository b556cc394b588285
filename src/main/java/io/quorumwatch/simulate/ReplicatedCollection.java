package io.quorumwatch.simulate;

import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A replicated vector or map. Its size gauge is written when a command is applied and not when a snapshot is taken over, so after a
 * restart it is absent until the next command (facts, section 2.3).
 */
final class ReplicatedCollection implements Replica {

    private record Snapshot(long published, Set<String> names) {}

    private final GroupKind kind;
    private long published;
    private Set<String> names = new LinkedHashSet<>();
    private boolean gaugeWritten;
    private long snapshotsTaken;

    ReplicatedCollection(GroupKind kind) {
        this.kind = kind;
    }

    @Override
    public void apply(Command command, boolean live) {
        if (command instanceof Command.TakeSnapshot) {
            snapshotsTaken++;
            return;
        }
        if (command instanceof Command.Publish) {
            published++;
        } else if (command instanceof Command.Register register) {
            names.add(register.name());
        }
        gaugeWritten = true;
    }

    @Override
    public Object snapshot() {
        return new Snapshot(published, Set.copyOf(names));
    }

    @Override
    public void restore(Object snapshot) {
        Snapshot taken = (Snapshot) snapshot;
        published = taken.published();
        names = new LinkedHashSet<>(taken.names());
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    long size() {
        return kind == GroupKind.BROADCASTS ? published : names.size();
    }

    /** What the size gauge says, if it has been written. */
    OptionalLong gauge() {
        return gaugeWritten ? OptionalLong.of(size()) : OptionalLong.empty();
    }

    /** Snapshots that this member took for somebody else's catching up. */
    long snapshotsTaken() {
        return snapshotsTaken;
    }
}
