package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** What of a look is evidence for the cause of an incident. */
final class LookEvidence {

    /** The signals that are. All others may move with every look, and say nothing about what is wrong. */
    private static final Set<Signal> SIGNALS = EnumSet.of(
            Signal.LEADS, Signal.IN_GROUP, Signal.BONDS, Signal.ATTESTATION_EXPIRY, Signal.CLIENTS_REGISTERED);

    /** These show how a committee began, and are asked for that only: they move with every look later on. */
    private static final Set<Signal> BEGINNING = EnumSet.of(Signal.COMMIT_INDEX, Signal.ROUNDS_FINALIZED);

    private LookEvidence() {}

    /** Whether the signal shows how a committee began. */
    static boolean showsBeginning(Signal signal) {
        return BEGINNING.contains(signal);
    }

    /** Whether the signal is evidence. */
    static boolean has(Signal signal) {
        return SIGNALS.contains(signal);
    }

    /** Whether the later look is the same evidence as the one before it. */
    static boolean isSame(MemberReading before, MemberReading later) {
        for (Signal signal : SIGNALS) {
            if (Double.compare(before.signals().get(signal), later.signals().get(signal)) != 0) {
                return false;
            }
        }
        return !later.restarted()
                && before.failure() == later.failure()
                && before.links().equals(later.links())
                && Objects.equals(before.identity(), later.identity())
                && Objects.equals(before.group(), later.group())
                && Objects.equals(before.network(), later.network());
    }
}
