package io.quorumwatch.desk.health;

import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all the last words of one judge, and its silence, come to.
 *
 * @param status the status of its component
 * @param reason the loudest condition's key, or why it is not judged; null when all is well
 * @param details the evidence of the loudest condition, or the figures of a healthy component
 */
record Standing(HealthStatus status, @Nullable String reason, Map<String, Object> details) {

    /** The reason of a component that nobody has looked at since the agent began. */
    static final String NOT_LOOKED_YET = "not-looked-yet";

    /** Nothing to complain of. */
    static final Standing FINE = new Standing(HealthStatus.READY, null, Map.of());

    static final Standing UNHEARD = new Standing(HealthStatus.NOT_READY, NOT_LOOKED_YET, Map.of());

    /** All is well, and these are the figures. */
    static Standing fine(Map<String, Object> figures) {
        return new Standing(HealthStatus.READY, null, figures);
    }

    /** The standing that a condition gives which fires, or which fired when it was last seen. */
    static Standing hurtBy(Judged judged) {
        Verdict fired = Objects.requireNonNull(judged.fired());
        Map<String, Object> details = new HashMap<>(fired.evidence());
        details.put("severity", fired.severity().word());
        if (fired.subject() != null) {
            details.put("subject", fired.subject());
        }
        if (!judged.verdict().firing()) {
            details.put("not_seen_now", judged.verdict().reason());
        }
        HealthStatus status = fired.severity().pages() ? HealthStatus.NOT_READY : HealthStatus.AFFECTED;
        return new Standing(status, fired.condition(), details);
    }

    /** The standing that a condition gives which cannot be judged, at the stage of ageing that it has reached. */
    static Standing blindTo(Judged judged, HealthStatus stage) {
        if (stage == HealthStatus.READY) {
            return FINE;
        }
        Verdict verdict = judged.verdict();
        Map<String, Object> details = new HashMap<>();
        details.put("condition", verdict.condition());
        details.put("why", verdict.reason());
        if (verdict.subject() != null) {
            details.put("subject", verdict.subject());
        }
        String reason = stage == HealthStatus.NOT_READY ? Ageing.STALE : verdict.reason();
        return new Standing(stage, reason, details);
    }

    /** The standing that the silence of the judge itself gives. */
    static Standing silent(HealthStatus stage, Instant heard) {
        if (stage == HealthStatus.READY) {
            return FINE;
        }
        return new Standing(stage, Ageing.STALE, Map.of("why", "silent", "last_heard", heard.toString()));
    }

    /** The worse of the two; of two equally bad ones, this one. */
    Standing worse(Standing other) {
        return other.status.compareTo(status) > 0 ? other : this;
    }
}
