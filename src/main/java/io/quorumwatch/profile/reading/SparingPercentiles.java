package io.quorumwatch.profile.reading;

import io.quorumwatch.profile.definition.Source;
import io.quorumwatch.source.exposition.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The {@link Percentiles} of one member, reckoned every {@link #EVERY} and not at every look: so short a part of their window hardly
 * says another thing, and would cost more than all else that is read of a page.
 */
final class SparingPercentiles {

    static final Duration EVERY = Duration.ofSeconds(5);

    private final Percentiles percentiles = new Percentiles();
    private final Map<Asked, Reckoned> reckoned = new HashMap<>();

    private record Asked(Source source, String group) {}

    private record Reckoned(Instant at, double percentile) {

        private boolean holds(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(EVERY));
        }
    }

    /**
     * The greatest percentile of the source's histograms, as it was when it was last reckoned; {@code NaN} when nothing was observed.
     *
     * @param buckets the samples of their buckets; asked for only when it is reckoned anew
     */
    double greatest(Source source, String group, Supplier<List<Sample>> buckets, Instant at) {
        Asked asked = new Asked(source, group);
        Reckoned last = reckoned.get(asked);
        if (last == null || !last.holds(at)) {
            last = new Reckoned(at, percentiles.greatest(source.families().get(0), buckets.get(), at));
            reckoned.put(asked, last);
        }
        return last.percentile();
    }

    /** Begins anew: the process did. */
    void forget() {
        percentiles.forget();
        reckoned.clear();
    }
}
