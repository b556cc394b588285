package io.quorumwatch.profile.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place where a signal may stand.
 *
 * @param families the metric families, as they stand on the line but without {@code _bucket}, {@code _sum} and {@code _count}
 * @param labels labels that a series must carry; a value that begins with {@code $} stands for what the cluster is called there:
 *     {@link #INSTANCE} or {@link #GROUP}
 * @param how how the series become one number
 * @param documented whether the name comes from the operators' documents rather than from the software itself
 * @param fallback whether it only counts as long as no better source of the signal was ever seen in the cluster: it means the same
 *     quantity but counts from another beginning, so that changing back and forth would look like a jump
 * @param zeroIsAbsent whether 0 stands for a number that the member does not have yet
 * @param onlyWhenLeading whether the number is believed of a leader only, because others never correct it
 * @param peer the label with the identity of a peer that a series is about; only those of peers that the page's {@link LinkRule} does
 *     not show to be lost are meant then. Null when series are not about peers
 */
public record Source(
        List<String> families,
        Map<String, String> labels,
        How how,
        boolean documented,
        boolean fallback,
        boolean zeroIsAbsent,
        boolean onlyWhenLeading,
        @Nullable String peer) {

    /** Stands for the name under which the cluster labels its own series. */
    public static final String INSTANCE = "$instance";

    /** Stands for the label of the cluster's committee group. */
    public static final String GROUP = "$group";

    public Source {
        families = List.copyOf(families);
        labels = Map.copyOf(labels);
    }

    /** Whether the series are told apart by group. */
    public boolean byGroup() {
        return labels.containsValue(GROUP);
    }
}
