package io.quorumwatch.judge.raft;

import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a follower falls further and further behind: over the last 30 s its lag has not shrunk, and is larger after each half of
 * them.
 *
 * <p>A lag that rose, and now stands or shrinks, does not grow. What is too small to be called a lag is too small to be called a change of
 * it: looks at different instants, and a follower that hears of several entries at once, make a steady lag go up and down.
 */
final class LagTrend {

    /** Over which time a lag must not have shrunk to count as growing (design, section 8). */
    private static final Duration GROWING = Duration.ofSeconds(30);

    /** Fewer looks rise by chance too often. */
    private static final int FEWEST_LOOKS = 6;

    private final Duration span;
    private final Duration longestGap;
    private final double slack;

    LagTrend(WatchPlan plan) {
        Duration looks = plan.terms().pollEvery().multipliedBy(FEWEST_LOOKS);
        this.span = looks.compareTo(GROWING) > 0 ? looks : GROWING;
        this.longestGap = plan.staleAfter();
        this.slack = plan.limit(Limit.RAFT_LAG_ENTRIES);
    }

    /** Whether the lag of the one behind the other grows, as far as both have been looked at; not when it was unseen in between. */
    boolean grows(CommitSeries led, CommitSeries own) {
        CommitSeries.Point known = led.last();
        if (known == null) {
            return false;
        }
        Instant end = known.middle();
        Instant halfway = end.minus(span.dividedBy(2));
        CommitSeries.Point before = null;
        double first = Double.NaN;
        double half = Double.NaN;
        double last = Double.NaN;
        double most = Double.NEGATIVE_INFINITY;
        for (CommitSeries.Point look : own.reaching(end.minus(span), end)) {
            double lag = led.at(look.middle()) - look.index();
            boolean unseen = before != null
                    && Duration.between(before.answered(), look.answered()).compareTo(longestGap) > 0;
            if (unseen || Double.isNaN(lag) || lag < most - slack) {
                return false;
            }
            first = before == null ? lag : first;
            half = look.middle().isAfter(halfway) ? half : lag;
            last = lag;
            most = Math.max(most, lag);
            before = look;
        }
        return half - first > slack / 2 && last - half > slack / 2;
    }
}
