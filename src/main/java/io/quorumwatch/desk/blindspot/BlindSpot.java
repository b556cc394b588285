package io.quorumwatch.desk.blindspot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that cannot be judged with the present signals.
 *
 * @param watched the cluster
 * @param member the member that it is about; null for the cluster as a whole
 * @param conditions the keys of the conditions that cannot be judged, or only in part
 * @param reason what is missing
 * @param remedy the change that would help
 */
public record BlindSpot(
        String watched, @Nullable String member, List<String> conditions, String reason, String remedy) {

    public BlindSpot {
        conditions = List.copyOf(conditions);
    }
}
