package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last verdict of one condition for each of its subjects, and how often it has gone to each state. */
final class ConditionLedger {

    /** A judge repeats itself every 5 s; one that has been silent for four of those says nothing any more. */
    static final Duration VERDICTS_LAST = Duration.ofSeconds(20);

    /** More links than any committee that we know of has; what is beyond is judged, but not shown. */
    private static final int MOST_SUBJECTS = 4096;

    private static final String WHOLE_CLUSTER = "";

    private final LabelText labels;
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final long[] transitions = new long[VerdictState.values().length];

    ConditionLedger(LabelText labels) {
        this.labels = labels;
    }

    LabelText labels() {
        return labels;
    }

    void verdict(Verdict verdict) {
        if (verdict.state() != verdict.previous()) {
            transitions[verdict.state().ordinal()]++;
        }
        String subject = key(verdict.subject());
        if (!verdicts.containsKey(subject)) {
            verdicts.values().removeIf(old -> !fresh(old, verdict.at()));
            if (verdicts.size() >= MOST_SUBJECTS) {
                return;
            }
        }
        verdicts.put(subject, verdict);
    }

    long transitions(VerdictState to) {
        return transitions[to.ordinal()];
    }

    /** The last verdict on the subject; null when there is none or its judge has fallen silent about it. */
    @Nullable
    Verdict of(@Nullable String subject, Instant now) {
        Verdict verdict = verdicts.get(key(subject));
        return verdict != null && fresh(verdict, now) ? verdict : null;
    }

    /** The severity of the loudest subject that fires; empty when none does. */
    Optional<Severity> firing(Instant now) {
        return verdicts.values().stream()
                .filter(verdict -> verdict.firing() && fresh(verdict, now))
                .map(Verdict::severity)
                .max(Severity::compareTo);
    }

    /** The severity of a subject that is known not to fire; empty when all are unknown. */
    Optional<Severity> calm(Instant now) {
        return verdicts.values().stream()
                .filter(verdict -> fresh(verdict, now))
                .filter(verdict -> verdict.state() == VerdictState.OK || verdict.state() == VerdictState.PENDING)
                .map(Verdict::severity)
                .max(Severity::compareTo);
    }

    private static boolean fresh(Verdict verdict, Instant now) {
        return verdict.at().plus(VERDICTS_LAST).isAfter(now);
    }

    private static String key(@Nullable String subject) {
        return subject == null ? WHOLE_CLUSTER : subject;
    }
}
