package io.quorumwatch.bus;

/** What a judge is concerned with; {@code <cluster>/<concern>} is the name of its component in {@code /health}. */
public enum Concern implements Word {
    /** Who leads, how many lead, how often that changes. */
    LEADER,
    /** The bonds between members: fragments, missing edges, quorum and margin. */
    BOND,
    /** The replicated log: lag, standstill, rewritten and diverging histories. */
    RAFT,
    /** Rounds: whether they are finalized in time, and with how many participants. */
    ROUND,
    /** The members' processes: down, booting, hung, restarted. */
    MEMBER,
    /** Gossip and bootstrap: whether members find one another. */
    DISCOVERY,
    /** Tickets: their expiry and their refusal. */
    ATTESTATION,
    /** What the runbook asks to hand on to the security audience. */
    ESCALATION,
    /** Several clusters of one universe at once. */
    UNIVERSE,
    /** The watcher's own view of the cluster: blind or paused. */
    WATCHER
}
