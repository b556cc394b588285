package io.quorumwatch.bus;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The aggregate of everything: one immutable snapshot, as {@code /health} serves it.
 *
 * @param status the worst of the components, capped at {@code affected} for those that are not critical
 * @param generatedAt when the snapshot was made
 * @param causes names of the components that made the status what it is, sorted; empty when it is {@code ready}
 * @param details figures about the agent itself
 * @param components all components by name, sorted
 */
public record HealthReport(
        HealthStatus status,
        Instant generatedAt,
        List<String> causes,
        Map<String, Object> details,
        SortedMap<String, ComponentHealth> components)
        implements BusMessage {

    public HealthReport {
        causes = List.copyOf(causes);
        details = Collections.unmodifiableMap(new TreeMap<>(details));
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
    }
}
