package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.Word;
import java.util.Set;

/** What a committee member is doing, as the {@code role} label says it. */
public enum MemberRole implements Word {
    LEADER,
    FOLLOWER,
    /** It hears no leader, itself included. */
    CANDIDATE,
    CATCHING_UP,
    BOOTING,
    HUNG,
    /** It does not answer, or its page does not tell. */
    UNKNOWN;

    /** Configured roles of members that take no part in elections. */
    private static final Set<String> OUTSIDE_THE_COMMITTEE = Set.of("aggregator", "client", "observer");

    /** Whether a member of this configured role can have one of these at all. */
    static boolean appliesTo(String configuredRole) {
        return !OUTSIDE_THE_COMMITTEE.contains(configuredRole);
    }

    /**
     * The role by the member's last look.
     *
     * @param hung whether its judge says that it is hung
     * @param behind whether its judge says that it is catching up or lagging
     */
    static MemberRole of(MemberReading reading, boolean hung, boolean behind) {
        Signals signals = reading.signals();
        if (!reading.seen()) {
            return UNKNOWN;
        }
        if (signals.isFalse(Signal.IN_GROUP)) {
            return BOOTING;
        }
        if (hung) {
            return HUNG;
        }
        if (signals.isTrue(Signal.LEADS)) {
            return LEADER;
        }
        if (behind) {
            return CATCHING_UP;
        }
        if (signals.isFalse(Signal.HEARS_LEADER)) {
            return CANDIDATE;
        }
        return signals.isFalse(Signal.LEADS) ? FOLLOWER : UNKNOWN;
    }
}
