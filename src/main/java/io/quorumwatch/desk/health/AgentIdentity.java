package io.quorumwatch.desk.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the report says about the agent itself.
 *
 * @param id the agent's configured name
 * @param version the version of the program
 * @param startedAt when it began
 */
public record AgentIdentity(String id, String version, Instant startedAt) {

    Map<String, Object> details(Instant now) {
        Map<String, Object> details = new TreeMap<>();
        details.put("agent", id);
        details.put("version", version);
        details.put(
                "uptime_seconds", Math.max(0, Duration.between(startedAt, now).toMillis()) / 1000.0);
        return details;
    }
}
