package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shape that a committee's bonds form, as the judge of {@code partition} tells it in its evidence.
 *
 * @param known whether it can be told at present
 * @param fragments the parts that are connected in themselves, as the judge writes them; null when all are one
 * @param missingEdges the links that are missing between two members that answer, {@code a->b}
 */
record CommitteeShape(boolean known, @Nullable String fragments, List<String> missingEdges) {

    /**
     * @param partition what the judge says last; null when it has said nothing
     */
    static CommitteeShape of(@Nullable Verdict partition) {
        if (partition == null) {
            return new CommitteeShape(false, null, List.of());
        }
        List<String> edges = partition.evidence().get("missing_edges") instanceof Collection<?> missing
                ? missing.stream().map(Objects::toString).toList()
                : List.of();
        return new CommitteeShape(
                partition.state() != VerdictState.UNKNOWN,
                (String) partition.evidence().get("fragments"),
                edges);
    }

    /** Whether more is amiss than one link. */
    boolean missesMoreThanOneLink() {
        return fragments != null || missingEdges.size() > 1;
    }
}
