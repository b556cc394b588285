package io.quorumwatch.judge.raft;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A member's commit index over the last looks. The instant at which a value was true lies between asking and answering; rules
 * that must be certain use the pessimistic end.
 */
final class CommitSeries {

    private static final int MOST = 256;

    private final Deque<Point> points = new ArrayDeque<>();
    private @Nullable Instant lastAdvance;

    /** One value, and the interval in which it was read. */
    record Point(Instant asked, Instant answered, double index) {

        private Instant middle() {
            return asked.plusNanos(Duration.between(asked, answered).toNanos() / 2);
        }
    }

    void add(Instant asked, Instant answered, double index) {
        Point last = points.peekLast();
        if (last == null ? index > 0 : index > last.index()) {
            lastAdvance = last == null ? lastAdvance : answered;
        }
        points.addLast(new Point(asked, answered, index));
        if (points.size() > MOST) {
            points.removeFirst();
        }
    }

    /** The process began anew: what it said before is of another life. */
    void clear() {
        points.clear();
    }

    @Nullable
    Point last() {
        return points.peekLast();
    }

    /** The newest index, or {@code NaN}. */
    double lastIndex() {
        Point last = points.peekLast();
        return last == null ? Double.NaN : last.index();
    }

    /** When the index was last seen to have moved up; null when it never was. */
    @Nullable
    Instant lastAdvance() {
        return lastAdvance;
    }

    /** The newest value that was certainly read before the given instant; null when there is none. */
    @Nullable
    Point before(Instant instant) {
        for (Iterator<Point> newestFirst = points.descendingIterator(); newestFirst.hasNext(); ) {
            Point point = newestFirst.next();
            if (!point.answered().isAfter(instant)) {
                return point;
            }
        }
        return null;
    }

    /** The index at the instant, interpolated between looks; the newest one for later instants; {@code NaN} for earlier ones. */
    double at(Instant instant) {
        Point later = null;
        for (Iterator<Point> newestFirst = points.descendingIterator(); newestFirst.hasNext(); ) {
            Point point = newestFirst.next();
            if (!point.middle().isAfter(instant)) {
                return later == null ? point.index() : between(point, later, instant);
            }
            later = point;
        }
        return Double.NaN;
    }

    private static double between(Point earlier, Point later, Instant instant) {
        double span = Duration.between(earlier.middle(), later.middle()).toNanos();
        double part =
                span == 0 ? 0 : Duration.between(earlier.middle(), instant).toNanos() / span;
        return earlier.index() + part * (later.index() - earlier.index());
    }

    /** When the index first exceeded the given one, as far as the looks reach; null when it has not. */
    @Nullable
    Instant exceeded(double index) {
        for (Point point : points) {
            if (point.index() > index) {
                return point.answered();
            }
        }
        return null;
    }
}
