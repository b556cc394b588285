package io.quorumwatch.desk.health;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many components become one status: the worst counts, but one that is not critical counts as {@code affected} at most. */
public final class Aggregate {

    private Aggregate() {}

    /** The report over these components; {@code not_ready} when there are none. */
    public static HealthReport of(
            SortedMap<String, ComponentHealth> components, Instant generatedAt, Map<String, Object> details) {
        if (components.isEmpty()) {
            Map<String, Object> why = new TreeMap<>(details);
            why.put("reason", "no-components");
            return new HealthReport(HealthStatus.NOT_READY, generatedAt, List.of(), why, components);
        }
        HealthStatus worst = HealthStatus.READY;
        for (ComponentHealth component : components.values()) {
            worst = worst.worse(weight(component));
        }
        List<String> causes = new ArrayList<>();
        for (ComponentHealth component : components.values()) {
            if (worst != HealthStatus.READY && weight(component) == worst) {
                causes.add(component.name());
            }
        }
        return new HealthReport(worst, generatedAt, causes, details, components);
    }

    /** The components of one cluster, or of the agent; empty when the report knows none. */
    public static SortedMap<String, ComponentHealth> partOf(HealthReport report, String cluster) {
        // '0' is the character after '/', so this is every name that begins with the cluster's and a slash.
        return report.components().subMap(cluster + "/", cluster + "0");
    }

    /** The report's details, with the open incidents of this cluster alone. */
    public static Map<String, Object> detailsOf(HealthReport report, String cluster) {
        Map<String, Object> details = new TreeMap<>(report.details());
        if (details.get("incidents") instanceof List<?> incidents) {
            List<?> own = incidents.stream()
                    .filter(incident -> incident instanceof Map<?, ?> told && cluster.equals(told.get("watched")))
                    .toList();
            if (own.isEmpty()) {
                details.remove("incidents");
            } else {
                details.put("incidents", own);
            }
        }
        return details;
    }

    private static HealthStatus weight(ComponentHealth component) {
        return component.critical() ? component.status() : atMostAffected(component.status());
    }

    /** The status, as something may show it that must not take anything out. */
    static HealthStatus atMostAffected(HealthStatus status) {
        return status.healthy() ? status : HealthStatus.AFFECTED;
    }
}
