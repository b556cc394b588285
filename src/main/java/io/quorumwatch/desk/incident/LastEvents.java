package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When each kind of event was last written by a member, or about it by others. Pure. */
final class LastEvents {

    private final Map<EventKind, Instant> times = new EnumMap<>(EventKind.class);

    /** Lines in which a member speaks of another, when they name one. */
    static boolean aboutPeer(EventKind kind) {
        return switch (kind) {
            case TICKET_EXPIRED, PEER_REFUSED, BOND_SILENT, SECRET_REFUSED, IMAGE_REFUSED, CLOCK_OFF -> true;
            default -> false;
        };
    }

    void note(LogEvent event) {
        Instant known = times.get(event.kind());
        if (known == null || event.at().isAfter(known)) {
            times.put(event.kind(), event.at());
        }
    }

    /** When an event of this kind was last written; null when never. */
    @Nullable
    Instant last(EventKind kind) {
        return times.get(kind);
    }

    /** Whether one ever was. */
    boolean has(EventKind kind) {
        return times.containsKey(kind);
    }

    /** Whether one was written at most this long ago. */
    boolean recently(EventKind kind, Instant now, Duration within) {
        Instant at = times.get(kind);
        return at != null && !at.isBefore(now.minus(within));
    }
}
