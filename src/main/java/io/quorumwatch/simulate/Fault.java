package io.quorumwatch.simulate;

import io.quorumwatch.bus.Word;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be done to a simulated committee, and what a watcher should then say. The word of each is its name in HTTP, on the command
 * line and in scenarios. Section numbers refer to what is known of real committees.
 */
public enum Fault implements Word {
    /**
     * The process is gone at once, as with {@code kill -9}. Peers notice by silence, 3.9 to 5.5 s later; a killed leader is replaced in 2.3
     * to 4 s (section 10.4).
     */
    KILL(
            Needs.MEMBER,
            "ends a member's process at once; its port refuses",
            "member-down at once, a new leader within 4 s, round-stall until it is back"),
    /** The process ends and starts again after the downtime: its counters begin anew and it catches up (section 3.4). */
    RESTART(
            Needs.MEMBER,
            "ends a member's process and starts it again a few seconds later; its counters begin anew and it catches up",
            "a restart, no page; rounds pause for some seconds"),
    /**
     * The process stands still, as with {@code SIGSTOP}: it accepts connections and answers nothing. Its peers drop it and go on. When it
     * wakes it is still what it was: an old leader leads on, alone, until it is bonded again (sections 3.4 and 10.5).
     */
    PAUSE(
            Needs.MEMBER,
            "freezes a member: it accepts connections but answers nothing until healed, then wakes as what it was",
            "member-down by time-outs, a new leader, and leader-multiple for a while after waking"),
    /** Two sides that do not hear each other. Both get a leader and both go on committing (sections 3.4 and 10.6). */
    PARTITION(
            Needs.SIDE,
            "cuts all links between the named members and the others; both sides go on with a leader each",
            "partition, leader-multiple and history-diverging, round-stall"),
    /**
     * The links between two members only. Between followers nothing happens in Raft (section 10.10). Between the leader and a follower
     * there may be two stable leaders, of which the old one cannot commit (section 3.4, partial cut).
     */
    CUT(
            Needs.LINK,
            "cuts the link between two members, both ways",
            "bond-missing on exactly these two; leader-multiple when one of them leads"),
    /**
     * The member's ticket for the committee expires and is not renewed: all others end their bonds to it within a second, it elects itself
     * and commits alone for ever (section 10.7). The collections' groups ask for no ticket and are not touched.
     */
    EXPIRE_TICKET(
            Needs.MEMBER,
            "lets a member's ticket expire: the others expel it from the committee and it goes on alone",
            "leader-multiple, one member with 0 bonds, history-diverging, round-stall"),
    /** The page is right but comes late and in drops, after any sensible deadline. The committee itself is not disturbed. */
    SLOW(
            Needs.MEMBER,
            "makes a member answer late and in drops",
            "member-down by time-outs; no other member's look is delayed and the committee is healthy"),
    /**
     * The member takes part in everything but submits no share of any round. Rounds open and are given up after the deadline, so commits go
     * on while no round is finalized (section 3.6).
     */
    STALL_ROUNDS(
            Needs.MEMBER,
            "makes a member withhold its shares: commits go on, rounds do not",
            "round-stall, with a leader, all bonds and a moving commit index"),
    /**
     * The clients are gone: rounds are finalized with nobody in them. Pages do not show it, because participants are only logged; so from
     * pages alone a watcher keeps quiet and says that it cannot judge it.
     */
    NO_PARTICIPANTS(
            Needs.NOTHING,
            "takes all clients away: rounds are finalized with 0 participants, which only logs show",
            "participants-zero where logs are read; a blind spot otherwise"),
    /**
     * The bond between two members exists on one side only, and both gauges go on counting it because mosaik does not write them when it
     * drops a doubled bond. Active from the start it splits the first election (section 10.3).
     */
    HALF_BOND(
            Needs.LINK,
            "loses the bond between two members while both gauges go on counting it",
            "leader-multiple when one of them leads, although all bonds seem to be there");

    /** What a fault is done to. */
    public enum Needs implements Word {
        NOTHING,
        /** One member. */
        MEMBER,
        /** Two members. */
        LINK,
        /** The members of one side of a partition, not all and not none. */
        SIDE
    }

    private final Needs needs;
    private final String description;
    private final String expectation;

    Fault(Needs needs, String description, String expectation) {
        this.needs = needs;
        this.description = description;
        this.expectation = expectation;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Needs needs() {
        return needs;
    }

    /** What it does, for people. */
    public String description() {
        return description;
    }

    /** What a good watcher says then, for people. */
    public String expectation() {
        return expectation;
    }

    /** The fault of that word, or nothing. */
    public static Optional<Fault> of(String word) {
        for (Fault fault : values()) {
            if (fault.word().equals(word)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
