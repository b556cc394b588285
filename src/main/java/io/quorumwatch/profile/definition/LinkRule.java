package io.quorumwatch.profile.definition;

import java.util.List;
import java.util.Map;

/**
 * Where a page names the peers of a member. A series above 0 is a living link.
 *
 * @param families the metric families
 * @param labels labels that a series must carry, as in {@link Source#labels()}
 * @param peer the label with the peer's identity
 * @param documented whether the name comes from the operators' documents
 */
public record LinkRule(List<String> families, Map<String, String> labels, String peer, boolean documented) {

    public LinkRule {
        families = List.copyOf(families);
        labels = Map.copyOf(labels);
    }
}
