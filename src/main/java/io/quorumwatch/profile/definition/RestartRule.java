package io.quorumwatch.profile.definition;

import java.util.Set;

/**
 * How to tell that a process began anew between two pages.
 *
 * @param startTime the family with the start of the process in epoch seconds; decides alone where both pages have it
 * @param counters families that only grow while the process lives
 * @param vanishing whether a counter that was there and is gone tells a restart too, because this exporter never drops a series
 */
public record RestartRule(String startTime, Set<String> counters, boolean vanishing) {

    public RestartRule {
        counters = Set.copyOf(counters);
    }
}
