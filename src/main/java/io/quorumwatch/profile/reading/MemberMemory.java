package io.quorumwatch.profile.reading;

import io.quorumwatch.profile.definition.RestartRule;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of one member's earlier pages. */
final class MemberMemory {

    final Restarts restarts;
    final SparingPercentiles percentiles = new SparingPercentiles();
    final Peers peers = new Peers();

    private Map<String, Boolean> links = Map.of();
    private double leads = Double.NaN;
    private @Nullable Instant leadsSince;

    MemberMemory(RestartRule rule) {
        this.restarts = new Restarts(rule);
    }

    /** Begins anew: the process did. */
    void forget() {
        peers.forget();
        forgetTimes();
    }

    /** Begins anew with what is remembered with its time. */
    void forgetTimes() {
        percentiles.forget();
        leads = Double.NaN;
        leadsSince = null;
    }

    /** These links; the very ones of the last page if they are the same, since they hardly ever change. */
    Map<String, Boolean> links(Map<String, Boolean> present) {
        if (!present.equals(links)) {
            links = Map.copyOf(present);
        }
        return links;
    }

    /** Since when a gauge that says whether the member leads has said so, as far as the pages show. */
    Instant leadsSince(double now, Instant at) {
        Instant since = leadsSince;
        if (since == null || now != leads) {
            leads = now;
            leadsSince = at;
            return at;
        }
        return since;
    }
}
