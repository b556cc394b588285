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

    private static HealthStatus weight(ComponentHealth component) {
        return component.critical() ? component.status() : atMostAffected(component.status());
    }

    /** The status, as something may show it that must not take anything out. */
    static HealthStatus atMostAffected(HealthStatus status) {
        return status.healthy() ? status : HealthStatus.AFFECTED;
    }
}
