package io.quorumwatch.bus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One condition that belongs to an incident.
 *
 * @param condition its key in the catalogue
 * @param subject a member, a link {@code a->b}, or null for the cluster as a whole
 * @param severity the loudest it was
 * @param since since when it has been true
 * @param firing whether it fires at present
 * @param heldBack whether it does not page by itself, because {@code universe-incident} fires beside it and pages for all clusters
 *     that are hit
 */
public record IncidentCondition(
        String condition,
        @Nullable String subject,
        Severity severity,
        Instant since,
        boolean firing,
        boolean heldBack) {

    /** The same, when it is over. */
    public IncidentCondition calmed() {
        return new IncidentCondition(condition, subject, severity, since, false, false);
    }
}
