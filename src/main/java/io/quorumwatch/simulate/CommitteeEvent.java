package io.quorumwatch.simulate;

import io.quorumwatch.bus.Word;
import java.time.Instant;
import java.util.Map;

/**
 * Something that a member would write to its log.
 *
 * @param at when, in virtual time
 * @param member to which member it happened
 * @param kind what happened
 * @param group the label of the group it happened in; empty when it concerns the whole process
 * @param fields what the real line carries, by the real names of its fields
 */
public record CommitteeEvent(Instant at, String member, Kind kind, String group, Map<String, Object> fields) {

    public CommitteeEvent {
        fields = Map.copyOf(fields);
    }

    /** The lines that matter (facts, section 4.2). */
    public enum Kind implements Word {
        NODE_UP,
        GROUPS_JOINED,
        JOINING,
        BOND_ESTABLISHED,
        BOND_TERMINATED,
        HEARTBEAT_FAILED,
        REFUSED_AS_UNAUTHORIZED,
        TICKET_EXPIRED,
        PEER_REJECTED,
        ELECTION_STARTED,
        ELECTION_WON,
        QUORUM_NOT_REACHED,
        STEPPING_DOWN,
        FOLLOWING,
        RIVAL_LEADER,
        SYNC_STARTED,
        SYNC_COMPLETED,
        ROUND_OPENED,
        PARTIAL_SUBMITTED,
        ROUND_FINALIZED
    }
}
