package io.quorumwatch.judge.member;

import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One member's starts over half an hour, each counted once although its log and its pages both tell of it, in either order. The start
 * of the first process that is known of it is none of them, whoever tells of it: a member that was restarted once is no loop.
 *
 * <p>A process writes several lines when it starts, so those within ten seconds are one start. A start seen on a page is the same as
 * one told by the log within fifteen: the page may come before the line is read, and the line's own time lies before the page.
 */
final class StartLedger {

    static final Duration WINDOW = Duration.ofMinutes(30);
    private static final Duration ONE_START = Duration.ofSeconds(10);
    private static final Duration SAME_START = Duration.ofSeconds(15);

    /** More are not needed to call it a loop; it only bounds the memory. */
    private static final int MOST = 256;

    private final Deque<Start> starts = new ArrayDeque<>();

    /** When the first process was known of: by a page, or as its first line was written. */
    private @Nullable Instant knownSince;

    /** How one start has become known: when a page was first of the new process, and when its first line was written. */
    private static final class Start {
        private @Nullable Instant seenAt;
        private @Nullable Instant toldAt;

        private Start(@Nullable Instant seenAt, @Nullable Instant toldAt) {
            this.seenAt = seenAt;
            this.toldAt = toldAt;
        }

        private Instant at() {
            return Objects.requireNonNull(toldAt == null ? seenAt : toldAt);
        }
    }

    /** A page shows the member, whatever its process. */
    void alive(Instant at) {
        knownSince = knownSince == null ? at : knownSince;
    }

    /** A page is of a new process. */
    void seen(Instant at) {
        for (Start start : starts) {
            if (start.seenAt == null && near(start.toldAt, at, SAME_START)) {
                start.seenAt = at;
                return;
            }
        }
        add(new Start(at, null));
    }

    /** A line of the log says that the process has begun. */
    void told(Instant at) {
        for (Start start : starts) {
            if (near(start.toldAt, at, ONE_START)) {
                return;
            }
        }
        for (Start start : starts) {
            if (start.toldAt == null && near(start.seenAt, at, SAME_START)) {
                start.toldAt = at;
                return;
            }
        }
        if (knownSince == null || knownSince.isAfter(at)) {
            knownSince = at;
        }
        if (!near(knownSince, at, SAME_START)) {
            add(new Start(null, at));
        }
    }

    private static boolean near(@Nullable Instant one, Instant other, Duration within) {
        return one != null && Duration.between(one, other).abs().compareTo(within) <= 0;
    }

    private void add(Start start) {
        starts.addLast(start);
        Instant oldest = newest().minus(WINDOW);
        starts.removeIf(each -> !each.at().isAfter(oldest));
        if (starts.size() > MOST) {
            starts.removeFirst();
        }
    }

    int countSince(Instant after) {
        int count = 0;
        for (Start start : starts) {
            count += start.at().isAfter(after) ? 1 : 0;
        }
        return count;
    }

    /** When the newest start was; {@link Instant#MIN} when none is known. */
    Instant newest() {
        return starts.stream().map(Start::at).max(Instant::compareTo).orElse(Instant.MIN);
    }

    /** When the next start leaves either window; {@link Instant#MAX} for never. */
    Instant nextLeaving(Instant now, Duration shorter) {
        Instant next = Instant.MAX;
        for (Start start : starts) {
            for (Duration window : List.of(shorter, WINDOW)) {
                Instant leaving = start.at().plus(window);
                next = Instants.earlierAfter(now, next, leaving);
            }
        }
        return next;
    }
}
