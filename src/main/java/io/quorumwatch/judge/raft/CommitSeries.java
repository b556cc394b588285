package io.quorumwatch.judge.raft;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's commit index over the last looks. The instant at which a value was true lies between asking and answering; rules
 * that must be certain use the pessimistic end.
 *
 * <p>The newest {@value #NEWEST} looks are remembered all, of older ones the fewer the older they are: how long ago something was is
 * known to a small part of that time, for hours, in little memory.
 */
final class CommitSeries {

    static final int NEWEST = 32;
    private static final int MOST = 128;
    private static final int FEWEST = 8;
    private static final long NANOS = 1_000_000_000L;

    private long[] asked = new long[FEWEST];
    private long[] answered = new long[FEWEST];
    private double[] indexes = new double[FEWEST];
    private int size;
    private @Nullable Instant lastAdvance;

    /** One value, and the interval in which it was read. */
    record Point(Instant asked, Instant answered, double index) {

        /** The instant that the value is taken to be of. */
        Instant middle() {
            return asked.plus(Duration.between(asked, answered).dividedBy(2));
        }
    }

    void add(Instant askedAt, Instant answeredAt, double index) {
        double last = lastIndex();
        if (size == 0 ? index > 0 : index > last) {
            lastAdvance = size == 0 ? lastAdvance : answeredAt;
        }
        if (size == MOST) {
            thinOut(nanos(answeredAt));
        } else if (size == asked.length) {
            asked = Arrays.copyOf(asked, 2 * size);
            answered = Arrays.copyOf(answered, 2 * size);
            indexes = Arrays.copyOf(indexes, 2 * size);
        }
        asked[size] = nanos(askedAt);
        answered[size] = nanos(answeredAt);
        indexes[size] = index;
        size++;
    }

    /** Of all but the newest, the one goes that is missed least: that stands in the smallest gap for its age. */
    private void thinOut(long now) {
        int least = 1;
        double leastGap = Double.POSITIVE_INFINITY;
        for (int i = 1; i < size - NEWEST; i++) {
            double gap = (double) (answered[i + 1] - answered[i - 1]) / (now - answered[i]);
            if (gap < leastGap) {
                leastGap = gap;
                least = i;
            }
        }
        size--;
        System.arraycopy(asked, least + 1, asked, least, size - least);
        System.arraycopy(answered, least + 1, answered, least, size - least);
        System.arraycopy(indexes, least + 1, indexes, least, size - least);
    }

    /** The process began anew: what it said before is of another life. */
    void clear() {
        size = 0;
    }

    @Nullable
    Point last() {
        return size == 0 ? null : point(size - 1);
    }

    /** The newest index, or {@code NaN}. */
    double lastIndex() {
        return size == 0 ? Double.NaN : indexes[size - 1];
    }

    /** When the index was last seen to have moved up; null when it never was. */
    @Nullable
    Instant lastAdvance() {
        return lastAdvance;
    }

    /** The newest value that was certainly read before the given instant; null when there is none. */
    @Nullable
    Point before(Instant instant) {
        long nanos = nanos(instant);
        for (int i = size - 1; i >= 0; i--) {
            if (answered[i] <= nanos) {
                return point(i);
            }
        }
        return null;
    }

    /** The remembered looks between the instants, and the one before them; none when the looks do not reach back so far. */
    List<Point> reaching(Instant from, Instant to) {
        long earliest = nanos(from);
        int first = size - 1;
        while (first >= 0 && middle(first) > earliest) {
            first--;
        }
        long latest = nanos(to);
        List<Point> looks = new ArrayList<>();
        for (int i = first; i >= 0 && i < size && middle(i) <= latest; i++) {
            looks.add(point(i));
        }
        return looks;
    }

    /** The index at the instant, interpolated between looks; the newest one for later instants; {@code NaN} for earlier ones. */
    double at(Instant instant) {
        long nanos = nanos(instant);
        for (int i = size - 1; i >= 0; i--) {
            if (middle(i) <= nanos) {
                return i == size - 1 ? indexes[i] : between(i, nanos);
            }
        }
        return Double.NaN;
    }

    private double between(int earlier, long nanos) {
        double span = middle(earlier + 1) - middle(earlier);
        double part = span == 0 ? 0 : (nanos - middle(earlier)) / span;
        return indexes[earlier] + part * (indexes[earlier + 1] - indexes[earlier]);
    }

    /** When the index first exceeded the given one, as far as the looks reach; null when it has not. */
    @Nullable
    Instant exceeded(double index) {
        if (!(lastIndex() > index)) {
            return null;
        }
        int first = size - 1;
        // An index hardly ever falls, so the newest look that was not beyond it is the one before the answer.
        while (first > 0 && indexes[first - 1] > index) {
            first--;
        }
        return instant(answered[first]);
    }

    private long middle(int i) {
        return asked[i] + (answered[i] - asked[i]) / 2;
    }

    private Point point(int i) {
        return new Point(instant(asked[i]), instant(answered[i]), indexes[i]);
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
