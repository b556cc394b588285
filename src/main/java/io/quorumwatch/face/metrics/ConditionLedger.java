package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.LastWord;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last verdict of one condition for each of its subjects, and how often it has gone to each state. */
final class ConditionLedger {

    /** A judge repeats itself every 5 s; one that has been silent for four of those says nothing any more. */
    static final Duration VERDICTS_LAST = Duration.ofSeconds(20);

    /** More links than any committee that we know of has; what is beyond is judged, but not shown. */
    private static final int MOST_SUBJECTS = 4096;

    private final LabelText labels;

    /** On the cluster as a whole, which is all that most conditions are judged for. */
    private @Nullable LastWord whole;

    private Map<String, LastWord> bySubject = Map.of();
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
        String subject = verdict.subject();
        LastWord known = word(subject);
        if (known != null) {
            var unused = known.hear(verdict);
        } else if (subject == null) {
            whole = new LastWord(verdict);
        } else if (makesRoom(verdict.at())) {
            bySubject.put(subject, new LastWord(verdict));
        }
    }

    private @Nullable LastWord word(@Nullable String subject) {
        return subject == null ? whole : bySubject.get(subject);
    }

    /** Forgets what is said no more; whether there is room for another subject then. */
    private boolean makesRoom(Instant now) {
        if (bySubject.isEmpty()) {
            bySubject = new TreeMap<>();
        }
        bySubject.values().removeIf(old -> !fresh(old, now));
        return bySubject.size() < MOST_SUBJECTS;
    }

    long transitions(VerdictState to) {
        return transitions[to.ordinal()];
    }

    /** The last verdict on the subject; null when there is none or its judge has fallen silent about it. */
    @Nullable
    Verdict of(@Nullable String subject, Instant now) {
        LastWord word = word(subject);
        return word != null && fresh(word, now) ? word.verdict() : null;
    }

    /** The severity of the loudest subject that fires; empty when none does. */
    Optional<Severity> firing(Instant now) {
        return loudest(now, Verdict::firing);
    }

    /** The severity of a subject that is known not to fire; empty when all are unknown. */
    Optional<Severity> calm(Instant now) {
        return loudest(now, verdict -> verdict.state() == VerdictState.OK || verdict.state() == VerdictState.PENDING);
    }

    private Optional<Severity> loudest(Instant now, Predicate<Verdict> which) {
        Severity loudest = whole == null ? null : louder(null, whole, now, which);
        for (LastWord word : bySubject.values()) {
            loudest = louder(loudest, word, now, which);
        }
        return Optional.ofNullable(loudest);
    }

    private static @Nullable Severity louder(
            @Nullable Severity known, LastWord word, Instant now, Predicate<Verdict> which) {
        if (!which.test(word.verdict()) || !fresh(word, now)) {
            return known;
        }
        Severity severity = word.verdict().severity();
        return known == null || severity.compareTo(known) > 0 ? severity : known;
    }

    private static boolean fresh(LastWord word, Instant now) {
        return word.saidAfter(now.minus(VERDICTS_LAST));
    }
}
