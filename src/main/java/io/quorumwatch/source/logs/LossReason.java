package io.quorumwatch.source.logs;

import io.quorumwatch.bus.Word;
import java.util.Locale;

/** Why a log cannot be read. */
enum LossReason implements Word {
    /** There is no such file. */
    MISSING,
    /** The operating system or the server does not allow it. */
    DENIED,
    /** A directory, a pipe or a device. */
    NOT_A_FILE,
    /** The file cannot be read for another reason. */
    UNREADABLE,
    /** The program that reads the journal cannot be started. */
    NO_PROGRAM,
    /** The program that reads the journal has ended. */
    PROGRAM_ENDED,
    /** The gateway does not accept connections. */
    UNREACHABLE,
    /** The gateway does not answer in time. */
    TIMEOUT,
    /** The gateway answers with another status than 200. */
    BAD_STATUS,
    /** The gateway has ended its answer. */
    CLOSED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @Override
    public String word() {
        return word;
    }
}
