package io.quorumwatch.bus;

import java.util.List;

/**
 * One cause of an incident, as the runbook ranks it on what is known.
 *
 * @param cause its key, for example {@code member-stopped} (design, section 12)
 * @param likelihood how well it is supported
 * @param subjects the members or links that it is about, sorted; empty for the cluster as a whole
 * @param supporting the facts that speak for it, with values and times
 * @param against the facts that speak against it
 * @param unknown what would have to be known to be surer
 * @param next the next command or step, with the cluster's own names filled in
 */
public record RankedCause(
        String cause,
        Likelihood likelihood,
        List<String> subjects,
        List<String> supporting,
        List<String> against,
        List<String> unknown,
        String next) {

    /** The key of the honest answer. */
    public static final String UNKNOWN = "unknown";

    public RankedCause {
        subjects = List.copyOf(subjects);
        supporting = List.copyOf(supporting);
        against = List.copyOf(against);
        unknown = List.copyOf(unknown);
    }
}
