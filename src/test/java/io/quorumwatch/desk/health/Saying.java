package io.quorumwatch.desk.health;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that a judge says, spelt out only as far as a test cares; about {@code leader-absent} of {@code acme} unless told otherwise. */
public record Saying(
        String watched,
        Concern concern,
        String condition,
        @Nullable String subject,
        VerdictState state,
        VerdictState previous,
        Severity severity,
        String reason,
        Map<String, Object> evidence) {

    public static Saying ok() {
        return new Saying(
                "acme",
                Concern.LEADER,
                "leader-absent",
                null,
                VerdictState.OK,
                VerdictState.OK,
                Severity.WARNING,
                "no",
                Map.of());
    }

    public static Saying firing(Severity severity) {
        Saying ok = ok();
        return ok.state(VerdictState.FIRING).reason(ok.condition).severity(severity);
    }

    public static Saying pending() {
        Saying ok = ok();
        return ok.state(VerdictState.PENDING).reason(ok.condition);
    }

    public static Saying unknown(String why) {
        return ok().state(VerdictState.UNKNOWN).reason(why);
    }

    public Saying of(String cluster) {
        return new Saying(cluster, concern, condition, subject, state, previous, severity, reason, evidence);
    }

    public Saying by(Concern judge) {
        return new Saying(watched, judge, condition, subject, state, previous, severity, reason, evidence);
    }

    /** Another condition; while it is true, its key is the reason too. */
    public Saying about(String key) {
        String why = reason.equals(condition) ? key : reason;
        return new Saying(watched, concern, key, subject, state, previous, severity, why, evidence);
    }

    public Saying on(String member) {
        return new Saying(watched, concern, condition, member, state, previous, severity, reason, evidence);
    }

    public Saying after(VerdictState before) {
        return new Saying(watched, concern, condition, subject, state, before, severity, reason, evidence);
    }

    public Saying severity(Severity loud) {
        return new Saying(watched, concern, condition, subject, state, previous, loud, reason, evidence);
    }

    public Saying with(Map<String, Object> facts) {
        return new Saying(watched, concern, condition, subject, state, previous, severity, reason, facts);
    }

    private Saying state(VerdictState now) {
        return new Saying(watched, concern, condition, subject, now, now, severity, reason, evidence);
    }

    private Saying reason(String why) {
        return new Saying(watched, concern, condition, subject, state, previous, severity, why, evidence);
    }

    /** The verdict itself, said at a time about a state that has lasted since another. */
    public Verdict verdict(Instant at, Instant since) {
        return new Verdict(
                watched, concern, condition, subject, state, previous, severity, at, since, reason, evidence);
    }
}
