package io.quorumwatch.source.discovery;

import io.quorumwatch.bus.Word;

/** Why a source of members, or one target of it, is of no use. The word is the same in logs and in health. */
public enum DiscoveryFailure implements Word {
    /** The file or directory is there but cannot be read. */
    UNREADABLE,
    /** The file is larger than allowed, or has more targets. */
    TOO_LARGE,
    /** More files match than allowed. */
    TOO_MANY_FILES,
    /** The file is not what its name says, or not a list of target groups. A file that is being written is this too. */
    BROKEN_FILE,
    /** An entry of the file is no target group. */
    BAD_GROUP,
    /** The target is no host with a port, or its scheme or path is none. */
    BAD_ADDRESS,
    /** The member's name is no name. */
    BAD_NAME,
    /** The profile has no such role. */
    UNKNOWN_ROLE,
    /** Another member has the name already. */
    NAME_TAKEN,
    /** More members than one cluster can have. */
    TOO_MANY_MEMBERS,
    /** The name server does not answer in time. */
    DNS_TIMEOUT,
    /** The name server answers with an error, or cannot be asked. */
    DNS_ERROR,
    /** The name server knows no record of the name. */
    NO_RECORDS
}
