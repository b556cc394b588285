package io.quorumwatch.face.web;

import io.vertx.core.Future;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Takes in logs that are pushed. What it does with them is none of the face's business. */
@FunctionalInterface
public interface LogIntake {

    /** Takes nothing: no log is known. */
    LogIntake NONE = (cluster, member) -> null;

    /** The log of this member; null when there is no such member. Called on the face's event loop. */
    @Nullable
    Log find(String cluster, String member);

    /** A member's log. */
    interface Log {

        /** The file with the token that a sender must know; null when this log is not pushed. */
        @Nullable
        Path tokenFile();

        /** Begins to take a body in. */
        Body begin(boolean gzip);
    }

    /** What has become of a body so far. */
    enum Progress {
        /** Everything that has come is taken. */
        TAKEN,
        /** There is no room at present; the same call has to be made again. */
        FULL,
        /** It is larger than allowed, as sent or unpacked, and is given up. */
        TOO_LARGE,
        /** It is not the gzip data that was announced, and is given up. */
        NOT_GZIP
    }

    /** One body, which comes in pieces. Used from the face's event loop only. */
    interface Body extends AutoCloseable {

        /** Takes the next piece over; only when all before is taken. */
        void accept(byte[] piece);

        /** There are no more pieces. */
        void end();

        /** Goes on as far as there is room. */
        Progress advance();

        /** Completes when everything that was taken has been read as well; fails when it will not be. */
        Future<Void> read();

        /** Lines taken so far. */
        long accepted();

        /** Lines among them that have lost their end. */
        long dropped();

        @Override
        void close();
    }
}
