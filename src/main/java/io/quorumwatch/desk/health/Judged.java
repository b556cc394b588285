package io.quorumwatch.desk.health;

import io.quorumwatch.bus.LastWord;
import io.quorumwatch.bus.OnTopic;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The last word about one condition and subject, together with what it must not make us forget. Not for use by several threads. */
final class Judged implements OnTopic {

    private final LastWord last;

    /** The last firing verdict, as long as nobody has seen since that the condition is over. */
    private @Nullable Verdict fired;

    private boolean everKnown;

    Judged(Verdict first) {
        last = new LastWord(first);
        remember(first);
    }

    /**
     * Takes in the next word.
     *
     * @return whether it says something else, and not the same with at most other figures
     */
    boolean hear(Verdict next) {
        Verdict before = last.verdict();
        if (!last.hear(next)) {
            return false;
        }
        remember(next);
        return before.state() != next.state()
                || before.severity() != next.severity()
                || !before.reason().equals(next.reason());
    }

    private void remember(Verdict next) {
        everKnown |= next.state() != VerdictState.UNKNOWN;
        switch (next.state()) {
            case FIRING -> fired = next;
            case OK -> fired = null;
            case PENDING -> {}
            case UNKNOWN -> fired = fired == null && next.previous() == VerdictState.FIRING ? next : fired;
        }
    }

    /** The last word. */
    Verdict verdict() {
        return last.verdict();
    }

    /** Whether it is fine, and has been said so before that time for the last time. */
    boolean fineAndSilentSince(Instant time) {
        return verdict().state() == VerdictState.OK && last.saidBefore(time);
    }

    @Override
    public String condition() {
        return last.condition();
    }

    @Override
    public @Nullable String subject() {
        return last.subject();
    }

    /** The last firing verdict, as long as nobody has seen since that the condition is over; else null. */
    @Nullable
    Verdict fired() {
        return fired;
    }

    /** Whether it has ever been judged, that is, anything but {@code unknown} was said. */
    boolean everKnown() {
        return everKnown;
    }

    /** Whether health has to suffer from it: it fires at least as a warning, or did so when it was last seen. */
    boolean hurts() {
        return fired != null && fired.severity().compareTo(Severity.WARNING) >= 0;
    }

    /** Whether it ought to be judged and is not, for a reason that no other condition speaks of, and was fine as far as is known. */
    boolean blind() {
        return verdict().state() == VerdictState.UNKNOWN
                && UnknownReason.countsAgainstHealth(verdict().reason())
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
