package io.quorumwatch.profile.definition;

import java.util.List;

/**
 * Where a page says who the member is. The first that is there counts.
 *
 * @param places family and label, in the order of preference
 */
public record IdentityRule(List<Place> places) {

    public IdentityRule {
        places = List.copyOf(places);
    }

    /**
     * @param family the metric family
     * @param label the label whose value is the identity
     */
    public record Place(String family, String label) {}
}
