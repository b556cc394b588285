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

    /** Since when it has not been seen, for reasons of which health speaks sooner or later; null while there is none such. */
    private @Nullable Instant unseenSince;

    private boolean everKnown;

    Judged(Verdict first) {
        last = new LastWord(first);
        remember(first);
        noteWhetherUnseen(first, first.since());
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
        // What was unknown for a reason of which others speak begins to age when that reason is gone, however long it
        // was unknown.
        noteWhetherUnseen(next, before.state() == VerdictState.UNKNOWN ? next.at() : next.since());
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

    private void noteWhetherUnseen(Verdict next, Instant from) {
        boolean unseen = next.state() == VerdictState.UNKNOWN
                && (UnknownReason.countsAgainstHealth(next.reason()) || saysBooting(next));
        if (!unseen) {
            unseenSince = null;
        } else if (unseenSince == null) {
            unseenSince = from;
        }
    }

    private static boolean saysBooting(Verdict verdict) {
        return verdict.reason().equals(UnknownReason.BOOTING.word());
    }

    /** Nobody could look for so long: what is unseen has not aged in that time. */
    void slept(Instant from, Instant to) {
        Instant since = unseenSince;
        if (since != null) {
            unseenSince = Ageing.without(from, to, since);
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

    /**
     * Whether it cannot be judged because what it is about has not joined yet, and was fine as far as is known. Of one member among others
     * {@code member-booting} speaks; of a committee of which nothing else is seen, nobody does.
     */
    boolean booting() {
        return verdict().state() == VerdictState.UNKNOWN && saysBooting(verdict()) && !hurts();
    }

    /** Since when it has been {@link #blind()} or {@link #booting()}. */
    Instant unseenSince() {
        return unseenSince == null ? verdict().since() : unseenSince;
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
