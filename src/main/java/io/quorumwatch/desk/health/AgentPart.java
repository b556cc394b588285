package io.quorumwatch.desk.health;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part of the agent that speaks for itself when something changes, and is believed until it speaks again. */
final class AgentPart implements Component {

    private ComponentHealth health;

    AgentPart(String name, Instant now) {
        health = new ComponentHealth(name, HealthStatus.READY, null, now, now, true, Map.of());
    }

    void note(HealthStatus status, @Nullable String reason, Map<String, Object> details, Instant at) {
        boolean same = status == health.status() && Objects.equals(reason, health.reason());
        health = new ComponentHealth(health.name(), status, reason, same ? health.since() : at, at, true, details);
    }

    @Override
    public String name() {
        return health.name();
    }

    @Override
    public ComponentHealth health(Instant now) {
        return health;
    }
}
