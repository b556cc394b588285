package io.quorumwatch.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The health of one component, {@code <cluster>/<concern>} or {@code agent/<part>}.
 *
 * @param name the component's name
 * @param status its status
 * @param reason the key of the loudest firing condition, or why the component is not judged; null when it is ready
 * @param since since when status and reason have been what they are
 * @param judgedAt when its judge last said anything; its age is shown as {@code age_ms}
 * @param critical whether it may make the aggregate worse than {@code affected}
 * @param details the evidence of the loudest condition, or figures of a healthy component
 */
public record ComponentHealth(
        String name,
        HealthStatus status,
        @Nullable String reason,
        Instant since,
        Instant judgedAt,
        boolean critical,
        Map<String, Object> details) {

    public ComponentHealth {
        details = Facts.of(details);
    }

    /** How long ago its judge last said anything, never negative. */
    public long ageMillis(Instant now) {
        return Math.max(0, Duration.between(judgedAt, now).toMillis());
    }
}
