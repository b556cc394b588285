package io.quorumwatch.profile.reading;

import io.quorumwatch.profile.definition.RestartRule;
import io.quorumwatch.source.exposition.Labels;
import io.quorumwatch.source.exposition.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells from a member's pages when its process began anew. */
final class Restarts {

    /** Some exporters compute the start from the uptime, so that it trembles. */
    private static final double TREMBLE_SECONDS = 1;

    /** A page with more counters than this tells a restart by its start time only. */
    private static final int MOST_SERIES = 512;

    private final RestartRule rule;
    private final Map<Series, Last> counters = new HashMap<>();
    private double startTime = Double.NaN;
    private long pages;
    private boolean gone;

    Restarts(RestartRule rule) {
        this.rule = rule;
    }

    /** A look has proved that nobody listens on the member's port. */
    void gone() {
        gone = true;
    }

    /**
     * Whether the process began anew between the page before and this one; never at the first page. One that was gone between them did,
     * unless the pages show that it goes on: something between us and it may have refused us.
     */
    boolean observe(PageIndex page) {
        boolean wasGone = gone && pages > 0;
        gone = false;
        double started = startTime(page);
        boolean byCounters = countersTell(page, wasGone);
        boolean restarted = Double.isNaN(started) || Double.isNaN(startTime)
                ? byCounters
                : Math.abs(started - startTime) > TREMBLE_SECONDS;
        startTime = started;
        return restarted;
    }

    private boolean countersTell(PageIndex page, boolean wasGone) {
        pages++;
        boolean fell = false;
        boolean stayed = false;
        int found = 0;
        for (String family : rule.counters()) {
            for (Sample sample : page.samples(family)) {
                if (++found > MOST_SERIES) {
                    counters.clear();
                    return wasGone;
                }
                Last last = counters.computeIfAbsent(new Series(family, sample.labels()), series -> new Last());
                fell |= sample.value() < last.value;
                stayed |= last.page == pages - 1;
                last.value = sample.value();
                last.page = pages;
            }
        }
        boolean vanished = counters.values().removeIf(last -> last.page != pages);
        return fell || (vanished && (rule.vanishing() || wasGone) && page.whole()) || (wasGone && !stayed);
    }

    private double startTime(PageIndex page) {
        List<Sample> samples = page.samples(rule.startTime());
        return samples.size() == 1 ? samples.get(0).value() : Double.NaN;
    }

    private record Series(String family, Labels labels) {}

    private static final class Last {
        private double value = Double.NEGATIVE_INFINITY;
        private long page;
    }
}
