package io.quorumwatch.desk.health;

import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import org.jspecify.annotations.Nullable;

/**
 * The last word about one condition and subject, together with what it must not make us forget.
 *
 * @param verdict the last word
 * @param fired the last firing verdict, as long as nobody has seen since that the condition is over; else null
 * @param everKnown whether it has ever been judged, that is, anything but {@code unknown} was said
 */
record Judged(Verdict verdict, @Nullable Verdict fired, boolean everKnown) {

    static Judged after(@Nullable Judged before, Verdict verdict) {
        boolean everKnown = verdict.state() != VerdictState.UNKNOWN || (before != null && before.everKnown);
        return new Judged(verdict, lastFired(before, verdict), everKnown);
    }

    private static @Nullable Verdict lastFired(@Nullable Judged before, Verdict verdict) {
        Verdict remembered = before == null ? null : before.fired;
        return switch (verdict.state()) {
            case FIRING -> verdict;
            case OK -> null;
            case PENDING -> remembered;
            case UNKNOWN -> remembered == null && verdict.previous() == VerdictState.FIRING ? verdict : remembered;
        };
    }

    /** Whether the verdict repeats this one, with at most other figures. */
    boolean repeatedBy(Verdict next) {
        return verdict.state() == next.state()
                && verdict.severity() == next.severity()
                && verdict.reason().equals(next.reason());
    }

    /** Whether health has to suffer from it: it fires at least as a warning, or did so when it was last seen. */
    boolean hurts() {
        return fired != null && fired.severity().compareTo(Severity.WARNING) >= 0;
    }

    /** Whether it ought to be judged and is not, for a reason that no other condition speaks of, and was fine as far as is known. */
    boolean blind() {
        return verdict.state() == VerdictState.UNKNOWN
                && UnknownReason.countsAgainstHealth(verdict.reason())
                && !hurts();
    }

    /** Whether it hurts more: louder, or as loud and for longer. */
    boolean louderThan(@Nullable Judged other) {
        if (fired == null || other == null || other.fired == null) {
            return fired != null;
        }
        int order = fired.severity().compareTo(other.fired.severity());
        return order > 0 || (order == 0 && fired.since().isBefore(other.fired.since()));
    }
}
