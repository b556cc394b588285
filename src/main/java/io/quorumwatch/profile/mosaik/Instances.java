package io.quorumwatch.profile.mosaik;

import io.quorumwatch.profile.reading.PageIndex;
import io.quorumwatch.source.exposition.Sample;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The instances that a page tells apart by the label of its documented names, and ours among them.
 *
 * @param names the instances that the page names
 * @param ours what ours is called
 */
record Instances(Set<String> names, String ours) {

    private static final String LABEL = "instance";
    private static final String COMMITTED_INDEX = "mosaik_groups_committed_index";

    /** Documented families by which a page shows that the member is in an instance's committee. */
    private static final List<String> OF_COMMITTEE =
            List.of("mosaik_groups_leader_is_local", "mosaik_groups_bonds", COMMITTED_INDEX);

    static Instances of(PageIndex page, Collection<String> documentedFamilies, String ours) {
        Set<String> names = new TreeSet<>();
        for (String family : documentedFamilies) {
            for (Sample sample : page.samples(family)) {
                String name = sample.labels().get(LABEL);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return new Instances(names, ours);
    }

    /** The value that the label must have; null when the page does not use it. */
    @Nullable
    String scope() {
        return names.isEmpty() ? null : ours;
    }

    /** Whether the page is of other instances only. */
    boolean foreign() {
        return !names.isEmpty() && !names.contains(ours);
    }

    /** Whether the page's documented names show our committee. */
    boolean showCommittee(PageIndex page) {
        return OF_COMMITTEE.stream().anyMatch(family -> !Double.isNaN(value(page, family)));
    }

    /** The documented commit index of ours; {@code NaN} when there is none. */
    double committedIndex(PageIndex page) {
        return value(page, COMMITTED_INDEX);
    }

    private double value(PageIndex page, String family) {
        for (Sample sample : page.samples(family)) {
            if (names.isEmpty() || ours.equals(sample.labels().get(LABEL))) {
                return sample.value();
            }
        }
        return Double.NaN;
    }
}
