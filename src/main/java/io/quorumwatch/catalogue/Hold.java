package io.quorumwatch.catalogue;

import java.time.Duration;
import java.util.function.Function;

/** How long a condition must be true, in terms of the cluster it is judged for. */
interface Hold extends Function<ClusterTerms, Duration> {

    Hold AT_ONCE = terms -> Duration.ZERO;

    static Hold seconds(long seconds) {
        Duration hold = Duration.ofSeconds(seconds);
        return terms -> hold;
    }

    static Hold minutes(long minutes) {
        return seconds(60 * minutes);
    }
}
