package io.quorumwatch.bus;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a judge says of one condition and one subject. Sent on each change, and unchanged ({@code state == previous}) as a heartbeat.
 *
 * @param watched the cluster, by its configured name
 * @param concern the judge's concern
 * @param condition the condition's key in the catalogue, for example {@code leader-multiple}
 * @param subject a member, a link {@code a->b}, or null for the cluster as a whole
 * @param state what is said now
 * @param previous what was said before
 * @param severity how loud it is when firing; while it is not firing, how loud it would be at first
 * @param at when this was said
 * @param since since when the state has been what it is; for firing and pending: since when the condition has been true
 * @param reason one bounded word: the condition's key while it is true, else why it is not or cannot be judged
 * @param evidence the facts behind it: strings, numbers, booleans and lists of them, by name, in the order of their names
 */
public record Verdict(
        String watched,
        Concern concern,
        String condition,
        @Nullable String subject,
        VerdictState state,
        VerdictState previous,
        Severity severity,
        Instant at,
        Instant since,
        String reason,
        Map<String, Object> evidence)
        implements BusMessage, OnTopic {

    public Verdict {
        evidence = Facts.of(evidence);
    }

    /** What it is about. */
    public Topic topic() {
        return new Topic(condition, subject);
    }

    /** Whether it says the same as the other, at whatever time. */
    public boolean repeats(Verdict other) {
        return state == other.state
                && previous == other.previous
                && severity == other.severity
                && condition.equals(other.condition)
                && Objects.equals(subject, other.subject)
                && reason.equals(other.reason)
                && since.equals(other.since)
                && concern == other.concern
                && watched.equals(other.watched)
                && evidence.equals(other.evidence);
    }

    /** Whether the condition is true for longer than its hold. */
    public boolean firing() {
        return state == VerdictState.FIRING;
    }
}
