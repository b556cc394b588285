package io.quorumwatch.judge.round;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The 95th percentile of the interval between rounds over the last 20, and for how many rounds it has been too long. */
final class RoundPace {

    private static final int WINDOW = 20;
    private static final int ENOUGH = 10;
    private static final double PERCENTILE = 0.95;

    private final Duration limit;
    private final Duration stall;
    private final Deque<Duration> intervals = new ArrayDeque<>();
    private int slowRounds;

    /**
     * @param limit the interval that is still in time
     * @param stall the interval that counts as a stall, which has its own condition and must not slow down the pace after it
     */
    RoundPace(Duration limit, Duration stall) {
        this.limit = limit;
        this.stall = stall;
    }

    void finalized(Duration interval) {
        if (interval.compareTo(stall) >= 0) {
            return;
        }
        intervals.addLast(interval);
        if (intervals.size() > WINDOW) {
            intervals.removeFirst();
        }
        boolean slow = intervals.size() >= ENOUGH && percentile().compareTo(limit) > 0;
        slowRounds = slow ? slowRounds + 1 : 0;
    }

    /** For how many rounds in a row the percentile has been too long. */
    int slowRounds() {
        return slowRounds;
    }

    /**
     * The 95th percentile of the last intervals; zero without any. Of fewer than 20 it would be the largest, and a single election would
     * count as a slow pace, so the largest alone is never it.
     */
    Duration percentile() {
        int nearest = (int) Math.ceil(PERCENTILE * intervals.size()) - 1;
        int rank = Math.min(nearest, intervals.size() - 2);
        return intervals.stream().sorted().skip(Math.max(0, rank)).findFirst().orElse(Duration.ZERO);
    }
}
