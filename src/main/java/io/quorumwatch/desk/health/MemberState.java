package io.quorumwatch.desk.health;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.bus.Word;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a member is in its committee at present, as the API and the {@code member_role} metric name it. */
public enum MemberState implements Word {
    /** It says, or its counters prove, that it leads. */
    LEADER,
    /** It does not lead, and is neither behind nor looking for a leader. */
    FOLLOWER,
    /** It looks for a leader: it hears none, or has just started an election. */
    CANDIDATE,
    /** It follows but is behind, on its way to where the others are. */
    CATCHING_UP,
    /** Its process answers, but has no group yet. */
    BOOTING,
    /** Its process answers while its group stands still. */
    HUNG,
    /** It is not seen, or its page does not tell; also every member that has no part in the committee's log. */
    UNKNOWN;

    /**
     * What a member is.
     *
     * @param before the look before the last one that gave a page; null when there was none
     * @param last the last look, also one that failed; null when there was none
     * @param conditions what the judges say about this member as a subject, by condition key; null when they have said nothing
     */
    public static MemberState of(
            @Nullable MemberReading before,
            @Nullable MemberReading last,
            Function<String, @Nullable VerdictState> conditions) {
        if (last == null || !last.seen()) {
            return UNKNOWN;
        }
        Signals signals = last.signals();
        if (signals.isFalse(Signal.IN_GROUP)) {
            return BOOTING;
        }
        if (conditions.apply("member-hung") == VerdictState.FIRING) {
            return HUNG;
        }
        if (signals.isTrue(Signal.LEADS)) {
            return LEADER;
        }
        if (signals.isFalse(Signal.HEARS_LEADER) || hasStartedAnElection(before, last)) {
            return CANDIDATE;
        }
        if (behind(conditions)) {
            return CATCHING_UP;
        }
        boolean follows = signals.isFalse(Signal.LEADS) || signals.isTrue(Signal.HEARS_LEADER);
        return follows ? FOLLOWER : UNKNOWN;
    }

    private static boolean hasStartedAnElection(@Nullable MemberReading before, MemberReading last) {
        // After a restart the counter begins anew, so that a difference would compare two processes.
        return before != null
                && !last.restarted()
                && last.signals().get(Signal.ELECTIONS) > before.signals().get(Signal.ELECTIONS);
    }

    /** A member that makes no progress while catching up is catching up as soon as that is true, not only once it has held. */
    private static boolean behind(Function<String, @Nullable VerdictState> conditions) {
        VerdictState stuck = conditions.apply("catch-up-stuck");
        return stuck == VerdictState.PENDING
                || stuck == VerdictState.FIRING
                || conditions.apply("member-lagging") == VerdictState.FIRING;
    }
}
