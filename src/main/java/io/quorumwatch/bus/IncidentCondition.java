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
 */
public record IncidentCondition(
        String condition, @Nullable String subject, Severity severity, Instant since, boolean firing) {}
