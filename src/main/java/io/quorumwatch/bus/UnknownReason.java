package io.quorumwatch.bus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Why a condition cannot be judged; the {@code reason} of a verdict that is {@code unknown}. */
public enum UnknownReason implements Word {
    /** The first looks are not through. */
    NOT_LOOKED_YET(true),
    /** No member is known, so there is nothing to look at: discovery has found none. */
    NO_MEMBERS(true),
    /** What was seen is too old. */
    STALE(true),
    /** Fewer than a majority of the committee can be seen, and it is not known that the others are gone. */
    MAJORITY_UNSEEN(true),
    /** Members are seen, but it cannot be told yet whether they lead. */
    LEADER_UNKNOWN(true),
    /** The agent itself was paused. */
    PAUSED(true),
    /** The agent's clock jumped. */
    CLOCK_JUMPED(true),
    /** The cluster does not export what the condition needs: a blind spot, said once and not again by health. */
    NO_SIGNAL(false),
    /** The member that it is about is gone, as far as can be told; the member's own conditions speak for it. */
    MEMBER_UNSEEN(false),
    /**
     * A member that it is about does not answer, but may be there: its own conditions speak for its silence, and for nothing else.
     */
    MEMBER_HIDDEN(false),
    /** The members answer, but have not joined their group; the member's own conditions speak for it. */
    BOOTING(false),
    /** It needs a leader, and there is not exactly one; the leader's conditions speak for it. */
    NO_SINGLE_LEADER(false),
    /** The member has not committed anything since it started, so nothing can be compared. */
    NO_COMMIT_YET(false);

    private static final Set<String> HARMLESS = words(each -> !each.countsAgainstHealth());
    private static final Set<String> HANDING_OVER = words(UnknownReason::handsOver);

    private final boolean countsAgainstHealth;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    UnknownReason(boolean countsAgainstHealth) {
        this.countsAgainstHealth = countsAgainstHealth;
    }

    private static Set<String> words(Predicate<UnknownReason> which) {
        return Arrays.stream(values()).filter(which).map(UnknownReason::word).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String word() {
        return word;
    }

    /** Whether a component whose condition is unknown for this reason becomes worse with time. */
    public boolean countsAgainstHealth() {
        return countsAgainstHealth;
    }

    /** Whether the verdict's reason is one that counts against health; unknown words do. */
    public static boolean countsAgainstHealth(String reason) {
        return !HARMLESS.contains(reason);
    }

    /** Whether other conditions have taken over, so that what fired is over as far as this one goes. */
    public boolean handsOver() {
        return !countsAgainstHealth && this != MEMBER_HIDDEN;
    }

    /** Whether the verdict's reason is one with which others have taken over; unknown words are none. */
    public static boolean handsOver(String reason) {
        return HANDING_OVER.contains(reason);
    }
}
