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
    private Map<Series, Double> counters = Map.of();
    private double startTime = Double.NaN;

    Restarts(RestartRule rule) {
        this.rule = rule;
    }

    /** Whether the process began anew between the page before and this one; never at the first page. */
    boolean observe(PageIndex page) {
        double started = startTime(page);
        Map<Series, Double> now = counters(page);
        boolean restarted = Double.isNaN(started) || Double.isNaN(startTime)
                ? countersTell(now, page.whole())
                : Math.abs(started - startTime) > TREMBLE_SECONDS;
        counters = now;
        startTime = started;
        return restarted;
    }

    private boolean countersTell(Map<Series, Double> now, boolean whole) {
        for (Map.Entry<Series, Double> before : counters.entrySet()) {
            Double value = now.get(before.getKey());
            if (value == null ? rule.vanishing() && whole : value < before.getValue()) {
                return true;
            }
        }
        return false;
    }

    private double startTime(PageIndex page) {
        List<Sample> samples = page.samples(rule.startTime());
        return samples.size() == 1 ? samples.get(0).value() : Double.NaN;
    }

    private Map<Series, Double> counters(PageIndex page) {
        Map<Series, Double> found = new HashMap<>();
        for (String family : rule.counters()) {
            for (Sample sample : page.samples(family)) {
                if (found.size() == MOST_SERIES) {
                    return Map.of();
                }
                found.put(new Series(family, sample.labels()), sample.value());
            }
        }
        return found;
    }

    private record Series(String family, Labels labels) {}
}
