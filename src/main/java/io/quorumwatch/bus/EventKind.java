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
    /** The member stands for election. */
    ELECTION_STARTED,
    /** The member has won an election. */
    ELECTION_WON,
    /** An election that the member started has brought no majority in time. */
    ELECTION_UNDECIDED,
    /** The member follows a leader of a newer term. */
    FOLLOWING,
    /** Two leaders of the same term have met. */
    RIVAL_LEADER,
    /** A bond to {@code peer} has been formed. */
    BOND_FORMED,
    /** The bond to {@code peer} has ended, for {@code reason}. */
    BOND_ENDED,
    /** {@code peer} has been silent for so long that its bond is given up. */
    BOND_SILENT,
    /** The ticket of {@code peer} ran out, says the member that judges it. */
    TICKET_EXPIRED,
    /** The member refuses a bond with {@code peer}. */
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
