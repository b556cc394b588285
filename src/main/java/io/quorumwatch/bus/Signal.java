package io.quorumwatch.bus;

import java.util.Locale;

/**
 * The vocabulary in which every profile speaks of a member, whatever the watched system calls it. Each signal is one number per
 * member and look; counters are as the member exports them and may begin anew when it restarts.
 */
public enum Signal implements Word {
    /** 1 when the member leads its group, 0 when it does not. Absent: cannot be told yet. */
    LEADS,
    /** Epoch seconds since when {@link #LEADS} has been what it is, as far as the looks show; derived with the leader. */
    LEADS_SINCE,
    /** 1 when the member hears a leader (itself included), 0 when it does not. */
    HEARS_LEADER,
    /** Elections that the member has started; a counter. */
    ELECTIONS,
    /** Leader changes that the member has seen; a counter, only where the watched system really counts changes. */
    LEADER_CHANGES,
    /** Living bonds (links) to other members of the group, the member itself not counted. */
    BONDS,
    /** Highest index that the member knows to be committed. */
    COMMIT_INDEX,
    /**
     * An index that a leader can move only when a majority of all who vote agrees; absent where the quorum is not fixed, as with mosaik
     * (facts/mosaik.md 3.4), whose lone leaders commit.
     */
    MAJORITY_INDEX,
    /** Highest index that the member has applied. */
    APPLIED_INDEX,
    /** The member's term. */
    TERM,
    /** 1 when the page shows the member's group at all, 0 when the process answers without it (still booting). */
    IN_GROUP,
    /** Sum of the counters of the member's group; stands still when the group is hung. */
    GROUP_ACTIVITY,
    /** Sum of the counters of the process; stands still when the process was frozen between two looks. */
    PROCESS_ACTIVITY,
    /** Rounds finalized, as this member counts them; a counter. */
    ROUNDS_FINALIZED,
    /** Participants of the last finalized round. */
    PARTICIPANTS,
    /** Partials submitted by this member; a counter. */
    PARTIALS_SUBMITTED,
    /** Clients in the client registry. */
    CLIENTS_REGISTERED,
    /** Servers in the server registry. */
    SERVERS_REGISTERED,
    /** Peers in the gossip catalogue, the member itself not counted. */
    CATALOG_SIZE,
    /** Neighbours in the gossip swarm. */
    GOSSIP_NEIGHBORS,
    /** Size of the committee as a leader last counted it; stale on members that do not lead. */
    COMMITTEE_SIZE,
    /** Start of the process, epoch seconds. */
    START_TIME,
    /** Processor time used, seconds; a counter. */
    CPU_SECONDS,
    /** Resident memory, bytes. */
    RESIDENT_BYTES,
    /** Bytes received from the network; a counter. */
    INGRESS_BYTES,
    /** Bytes sent to the network; a counter. */
    EGRESS_BYTES,
    /** When the member's ticket expires, epoch seconds. */
    ATTESTATION_EXPIRY,
    /** Proposals waiting to be committed. */
    PROPOSALS_PENDING,
    /** Proposals that failed; a counter. */
    PROPOSALS_FAILED,
    /** 99th percentile of the write-ahead log's fsync time since the last looks, seconds. */
    FSYNC_P99,
    /** 99th percentile of the backend's commit time since the last looks, seconds. */
    BACKEND_COMMIT_P99,
    /** 99th percentile of the round trip to the slowest peer since the last looks, seconds. */
    PEER_ROUND_TRIP_P99,
    /** Size of the member's database, bytes. */
    DATABASE_BYTES,
    /** Limit of the member's database, bytes. */
    DATABASE_QUOTA_BYTES,
    /** 1 when the member is a learner: it follows, but does not vote. */
    LEARNER;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The signal's name in JSON and labels, in kebab-case. */
    @Override
    public String word() {
        return word;
    }
}
