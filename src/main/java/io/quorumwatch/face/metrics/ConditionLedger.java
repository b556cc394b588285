package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last verdict of one condition for each of its subjects, and how often it has gone to each state. */
final class ConditionLedger {

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
        if (verdicts.size() < MOST_SUBJECTS || verdicts.containsKey(subject)) {
            verdicts.put(subject, verdict);
        }
    }

    /** Drops the verdicts on subjects that have left. */
    void keepSubjects(Predicate<String> present) {
        verdicts.keySet().removeIf(subject -> !subject.equals(WHOLE_CLUSTER) && !present.test(subject));
    }

    long transitions(VerdictState to) {
        return transitions[to.ordinal()];
    }

    @Nullable
    Verdict of(@Nullable String subject) {
        return verdicts.get(key(subject));
    }

    Collection<Verdict> verdicts() {
        return verdicts.values();
    }

    /** The severity of the loudest subject that fires; empty when none does. */
    Optional<Severity> firing() {
        return verdicts.values().stream()
                .filter(Verdict::firing)
                .map(Verdict::severity)
                .max(Severity::compareTo);
    }

    /** The severity of a subject that is known not to fire; empty when all are unknown. */
    Optional<Severity> calm() {
        return verdicts.values().stream()
                .filter(verdict -> verdict.state() == VerdictState.OK || verdict.state() == VerdictState.PENDING)
                .map(Verdict::severity)
                .max(Severity::compareTo);
    }

    private static String key(@Nullable String subject) {
        return subject == null ? WHOLE_CLUSTER : subject;
    }
}
