package io.quorumwatch.judge;

import io.quorumwatch.bus.LogEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * Which lines of the members' logs tell of a start. A process says that it is up; it may join its group long after that, so joining is
 * no start of its own. Only where no line tells of starts, this one has to. Not for use by several threads.
 */
public final class StartLines {

    private final Set<String> tellStarts = new HashSet<>();

    /** Whether this line, the newest of the member's log, tells that its process has started. */
    public boolean tellsOfStart(LogEvent event) {
        return switch (event.kind()) {
            case NODE_UP -> {
                tellStarts.add(event.member());
                yield true;
            }
            case GROUP_JOINED -> !tellStarts.contains(event.member());
            default -> false;
        };
    }

    /** Forgets members that have left. */
    public void keepOnly(Set<String> members) {
        tellStarts.retainAll(members);
    }
}
