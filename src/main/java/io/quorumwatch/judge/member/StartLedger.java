package io.quorumwatch.judge.member;

import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One member's starts over half an hour, each counted once although its log and its pages both tell of it, in either order. The start
 * of the first process that is known of it is none of them, whoever tells of it: a member that was restarted once is no loop.
 *
 * <p>A process writes several lines when it starts, so those within ten seconds are one start. A start seen on a page and one told by
 * the log within fifteen are the same: the page may come before the line is read, and the line's own time lies before the page. Further
 * apart they are the same as long as nothing between them shows another start, be it a page, a line or a refused look: the process may
 * write its line long after its first page, as one that waits for its relay does, and we may not have looked for long.
 */
final class StartLedger {

    static final Duration WINDOW = Duration.ofMinutes(30);
    private static final Duration ONE_START = Duration.ofSeconds(10);
    private static final Duration SAME_START = Duration.ofSeconds(15);

    /** More are not needed to call it a loop; it only bounds the memory. */
    private static final int MOST = 256;

    private final Deque<Start> starts = new ArrayDeque<>();

    /** The refused looks, the first and the last of each row without a page between them. */
    private final Deque<Refusals> refusals = new ArrayDeque<>();

    /** When the first process was known of: by a page, or as its first line was written. */
    private @Nullable Instant knownSince;

    /** When the first line of the first process was written, so that no later one is. */
    private @Nullable Instant knownFromLogAt;

    /** The last page, if it showed a process that still boots; null when it did not, and after a refused look. */
    private @Nullable Instant bootingUntil;

    private boolean lastWasRefused;

    /** How one start has become known: when a page was first of the new process, and when its first line was written. */
    private static final class Start {
        private @Nullable Instant seenAt;
        private @Nullable Instant toldAt;

        private Start(@Nullable Instant seenAt, @Nullable Instant toldAt) {
            this.seenAt = seenAt;
            this.toldAt = toldAt;
        }

        /** When it was: as its line says, unless the page shows that the line is late or the clock of its writer wrong. */
        private Instant at() {
            Instant seen = seenAt;
            boolean isTold = seen == null || near(toldAt, seen, SAME_START);
            return Objects.requireNonNull(isTold ? toldAt : seen);
        }

        private boolean isBetween(Instant from, Instant to) {
            return within(seenAt, from, to) || within(toldAt, from, to);
        }
    }

    private record Refusals(Instant first, Instant last) {

        private boolean areBetween(Instant from, Instant to) {
            return within(first, from, to) || within(last, from, to);
        }
    }

    /**
     * A page shows the member, whatever its process.
     *
     * @param boots whether the process has not joined its group yet, so that it may still have its first line to write
     */
    void alive(Instant at, boolean boots) {
        knownSince = knownSince == null ? at : knownSince;
        bootingUntil = boots ? at : null;
        lastWasRefused = false;
    }

    /** Nobody listens on the member's port: its process has ended, or does not serve its page yet. */
    void refused(Instant at) {
        Refusals row = lastWasRefused ? refusals.pollLast() : null;
        bootingUntil = null;
        lastWasRefused = true;
        refusals.addLast(new Refusals(row == null ? at : row.first(), at));
        refusals.removeIf(each -> !each.last().isAfter(at.minus(WINDOW)));
        if (refusals.size() > MOST) {
            refusals.removeFirst();
        }
    }

    /** A page is of a new process. */
    void seen(Instant at) {
        Start told = same(at, start -> start.seenAt == null);
        if (told == null) {
            add(new Start(at, null));
        } else {
            told.seenAt = at;
        }
    }

    /** A line of the log says that the process has begun. */
    void told(Instant at) {
        for (Start start : starts) {
            if (near(start.toldAt, at, ONE_START)) {
                return;
            }
        }
        Start seen = same(at, start -> start.toldAt == null);
        if (seen != null) {
            seen.toldAt = at;
            return;
        }
        boolean isOfFirst = isOfFirst(at);
        knownSince = knownSince == null || knownSince.isAfter(at) ? at : knownSince;
        if (!isOfFirst) {
            add(new Start(null, at));
        } else if (knownFromLogAt == null) {
            knownFromLogAt = at;
        }
    }

    /**
     * Whether the line is of the first process: it is known since then, or still boots by its last page, and may have waited for
     * something before it wrote its line.
     */
    private boolean isOfFirst(Instant at) {
        Instant since = knownSince;
        if (since == null || since.isAfter(at) || near(since, at, SAME_START) || near(knownFromLogAt, at, ONE_START)) {
            return true;
        }
        boolean boots = bootingUntil != null && !bootingUntil.plus(SAME_START).isBefore(at);
        return boots && knownFromLogAt == null && isQuiet(since, at);
    }

    /** The start, among those of this kind, that is the one at this time; null when there is none. */
    private @Nullable Start same(Instant at, Predicate<Start> kind) {
        Start same = null;
        for (Start start : starts) {
            if (kind.test(start) && near(start.at(), at, SAME_START)) {
                return start;
            }
            if (kind.test(start) && isQuiet(start.at(), at)) {
                same = start;
            }
        }
        return same;
    }

    /** Whether nothing shows a start between the two, whichever is the earlier. */
    private boolean isQuiet(Instant one, Instant other) {
        Instant from = Instants.earlier(one, other);
        Instant to = Instants.later(one, other);
        return starts.stream().noneMatch(start -> start.isBetween(from, to))
                && refusals.stream().noneMatch(row -> row.areBetween(from, to));
    }

    private static boolean within(@Nullable Instant at, Instant from, Instant to) {
        return at != null && at.isAfter(from) && at.isBefore(to);
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
