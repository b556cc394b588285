package io.quorumwatch.bus;

import java.util.Locale;

/**
 * The vocabulary in which every profile speaks of log lines, whatever the watched system writes. The profile's {@code logs} section
 * says which line means what; judges know these words only.
 */
public enum EventKind implements Word {
    /** The process has begun; its line may tell its identity. */
    NODE_UP,
    /** The process stops on purpose. */
    SHUTTING_DOWN,
    /** A part of the process has crashed, though the process may live on. */
    PANIC,
    /** The member has joined a group: once per group and start. */
    GROUP_JOINED,
    /** The member leaves a group, on purpose. */
    GROUP_LEFT,
    /** The member stands for election. */
    ELECTION_STARTED,
    /** {@code peer} stands for election, says another member. */
    ELECTION_SEEN,
    /** {@code peer} has answered the member's request for a vote: granted, abstained or denied. */
    VOTE_RECEIVED,
    /** The member has answered {@code peer}'s request for a vote: granted, abstained or denied. */
    VOTE_CAST,
    /** {@code peer} has voted without being asked, as after an election that is over. */
    VOTE_UNSOLICITED,
    /** The member has won an election. */
    ELECTION_WON,
    /** An election that the member started has brought no majority in time. */
    ELECTION_UNDECIDED,
    /** The member follows a leader of a newer term. */
    FOLLOWING,
    /** The member has heard of a newer term, whose leader it does not know yet. */
    TERM_CHANGED,
    /** Two leaders of the same term have met. */
    RIVAL_LEADER,
    /** A Raft message of an older term has come, and was ignored. */
    STALE_MESSAGE,
    /** A Raft message was meant for {@code peer}, with which there is no bond. */
    MESSAGE_UNDELIVERED,
    /** Entries of the log could not be encoded for replication and are dropped. */
    ENTRIES_DROPPED,
    /** The member's commit index has moved. */
    COMMIT_ADVANCED,
    /** A bond to {@code peer} has been formed. */
    BOND_FORMED,
    /** The bond to {@code peer} has ended, for {@code reason}. */
    BOND_ENDED,
    /** {@code peer} has been silent for so long that its bond is given up. */
    BOND_SILENT,
    /** {@code peer} has left the group and said so. */
    PEER_LEFT,
    /** A bond with {@code peer} could not be formed, for {@code reason}. */
    BOND_FAILED,
    /** {@code peer} has not confirmed a bond in time. */
    HANDSHAKE_TIMEOUT,
    /** Reading from or writing to {@code peer} has failed, for {@code reason}. */
    LINK_ERROR,
    /** A bond was formed with {@code peer}, which the catalogue of peers does not know. */
    PEER_UNLISTED,
    /** The ticket of {@code peer} ran out, says the member that judges it. */
    TICKET_EXPIRED,
    /** The member refuses a bond with {@code peer}, or ends it because the peer is authorized no longer. */
    PEER_REFUSED,
    /** The member itself is refused by {@code peer}. */
    REFUSED_BY_PEER,
    /** {@code peer} could not prove the group's secret. */
    SECRET_REFUSED,
    /** The member's own attestation quote is said to be expired. */
    QUOTE_EXPIRED,
    /** An attestation was refused because its measurements (the image) differ. */
    IMAGE_REFUSED,
    /** A clock is said to be off. */
    CLOCK_OFF,
    /** The member fetches what it has missed. */
    CATCH_UP_STARTED,
    /** It has caught up. */
    CATCH_UP_FINISHED,
    /** The member has chosen the snapshot from which it catches up, or a newer one. */
    SNAPSHOT_CHOSEN,
    /** A snapshot is on its way. */
    SNAPSHOT_PROGRESS,
    /** A part of a snapshot did not come in time, or is no longer there. */
    SNAPSHOT_TROUBLE,
    /** Entries of the log are on their way. */
    REPLAY_PROGRESS,
    /** Entries of the log did not come in time. */
    REPLAY_TROUBLE,
    /** A round was opened, with {@code round} and perhaps {@code participants}. */
    ROUND_OPENED,
    /** The member has submitted its partial of {@code round}. */
    PARTIAL_SUBMITTED,
    /** The aggregate of {@code round} was submitted. */
    AGGREGATE_SUBMITTED,
    /** {@code round} is final, with {@code participants} and the number of {@code servers} in its record. */
    ROUND_FINALIZED,
    /** The aggregator has forwarded an aggregate. */
    AGGREGATE_FORWARDED,
    /** The aggregator registers a client. */
    CLIENT_REGISTERED,
    /** A client has sealed an envelope. */
    ENVELOPE_SEALED,
    /** A client tells of its own registration. */
    REGISTRATION,
    /** The routing table could not be bootstrapped. */
    BOOTSTRAP_FAILED,
    /** The client of the distributed hash table could not be started, for {@code reason}. */
    DHT_FAILED,
    /** {@code peer} was discovered in the universe. */
    PEER_DISCOVERED,
    /** Peers that were not heard of for long have been forgotten. */
    PEERS_PURGED,
    /** What {@code peer} announced of itself was ignored: its time is too far from the member's own. */
    ENTRY_STALE,
    /** The gossip network is lost and tried again. */
    GOSSIP_LOST,
    /** Discovery has ended for good. */
    DISCOVERY_ENDED,
    /** A publisher uses another universe. */
    WRONG_UNIVERSE,
    /** Two clients have the same identity. */
    DUPLICATE_CLIENT,
    /** Something is said to be committed or reverted, by a line that nobody knows. */
    UNKNOWN_COMMIT,
    /** Not a line: from here on the member's log is read. */
    LOG_FOLLOWED,
    /** Not a line: the member's log cannot be read any more, for {@code reason}. */
    LOG_LOST;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @Override
    public String word() {
        return word;
    }
}
