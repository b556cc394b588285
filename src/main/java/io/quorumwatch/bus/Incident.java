package io.quorumwatch.bus;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one cluster, as one thing: its firing conditions and their ranked causes. Sent when it opens, changes and
 * is resolved.
 *
 * @param watched the cluster, by its configured name
 * @param id stable from opening to resolution, unique among the cluster's incidents: cluster and opening time
 * @param state what has just happened to it
 * @param at when that was
 * @param openedAt when it opened
 * @param resolvedAt when it was resolved, or null
 * @param severity the loudest of its firing conditions; of a resolved one, the loudest it ever was
 * @param conditions its conditions, the loudest first, then the oldest
 * @param causes its causes, the likeliest first; never empty: the last resort is {@link RankedCause#UNKNOWN}
 */
public record Incident(
        String watched,
        String id,
        IncidentState state,
        Instant at,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        Severity severity,
        List<IncidentCondition> conditions,
        List<RankedCause> causes)
        implements BusMessage {

    public Incident {
        conditions = List.copyOf(conditions);
        causes = List.copyOf(causes);
    }

    /** The same, with something else having just happened to it. */
    public Incident in(IncidentState happened) {
        return new Incident(watched, id, happened, at, openedAt, resolvedAt, severity, conditions, causes);
    }

    /** Whether it is over. */
    public boolean resolved() {
        return resolvedAt != null;
    }

    /** The likeliest cause. */
    public RankedCause firstCause() {
        return causes.get(0);
    }
}
