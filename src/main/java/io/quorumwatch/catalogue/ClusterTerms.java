package io.quorumwatch.catalogue;

import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.Parameters;
import java.time.Duration;

/**
 * The quantities that holds and limits are made of, for one cluster.
 *
 * @param committeeSize {@code N}, members with a vote
 * @param roundPeriod {@code P}; zero where no rounds are expected
 * @param roundDeadline {@code D}
 * @param foldDeadline {@code F}
 * @param electionTimeout {@code E}, with its jitter; 2.5 s for mosaik (facts/mosaik.md 5.1)
 * @param pollEvery how often members are looked at
 */
public record ClusterTerms(
        int committeeSize,
        Duration roundPeriod,
        Duration roundDeadline,
        Duration foldDeadline,
        Duration electionTimeout,
        Duration pollEvery) {

    /** The terms that the configuration says, for a committee of so many members. */
    public static ClusterTerms of(ClusterConfig cluster, int committeeSize) {
        Parameters parameters = cluster.parameters();
        return new ClusterTerms(
                committeeSize,
                parameters.duration("round-period", Duration.ZERO),
                parameters.duration("round-deadline", Duration.ZERO),
                parameters.duration("fold-deadline", Duration.ZERO),
                parameters.duration("election-timeout", Duration.ofMillis(2500)),
                cluster.pollEvery());
    }

    /** How many members are a majority. */
    public int majority() {
        return majorityOf(committeeSize);
    }

    /** How many of so many members are a majority. */
    public static int majorityOf(int members) {
        return members / 2 + 1;
    }

    /** Whether the cluster is supposed to finalize rounds at all. */
    public boolean expectsRounds() {
        return !roundPeriod.isZero();
    }

    /** {@code 3 P + D}: the time without a finalized round after which the committee counts as stuck (seed 000). */
    public Duration roundStallLimit() {
        // Sums, because a product of durations is worked out in decimals, and this is asked at every look.
        return roundPeriod.plus(roundPeriod).plus(roundPeriod).plus(roundDeadline);
    }
}
