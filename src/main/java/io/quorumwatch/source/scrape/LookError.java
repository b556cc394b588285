package io.quorumwatch.source.scrape;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.TooLongFrameException;
import io.quorumwatch.bus.ScrapeFailure;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a look gave no page: the word, and what else is known of the trouble. Also the words for the exceptions that Vert.x, Netty and
 * the JDK throw; the same exception means one thing before there is a connection and another one after.
 *
 * @param reason the word
 * @param text more of it, for people, cut off after 200 characters; null where the word says all that is known
 */
record LookError(ScrapeFailure reason, @Nullable String text) {

    private static final int MOST_CHARACTERS = 200;

    LookError {
        text = text == null || text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }

    static LookError of(ScrapeFailure reason) {
        return new LookError(reason, null);
    }

    /**
     * Why there is no connection.
     *
     * @param tls whether it was to be a TLS one; then what nobody knows has most likely to do with certificates of ours
     */
    static LookError whileConnecting(Throwable thrown, boolean tls) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessUnreadable) {
                return new LookError(ScrapeFailure.ACCESS, cause.getMessage());
            }
            if (cause instanceof UnknownHostException) {
                return of(ScrapeFailure.DNS);
            }
            if (isTls(cause)) {
                return tls(thrown);
            }
            if (cause instanceof ConnectTimeoutException) {
                return of(ScrapeFailure.TIMEOUT);
            }
            if (cause instanceof ConnectException) {
                return of(ranOut(cause) ? ScrapeFailure.TIMEOUT : ScrapeFailure.REFUSED);
            }
            if (cause instanceof HttpClosedException) {
                return of(ScrapeFailure.CLOSED);
            }
            if (cause instanceof IOException) {
                return wasReset(cause)
                        ? of(ScrapeFailure.CLOSED)
                        : new LookError(ScrapeFailure.UNREACHABLE, cause.getMessage());
            }
        }
        return new LookError(tls ? ScrapeFailure.ACCESS : ScrapeFailure.INTERNAL, thrown.getMessage());
    }

    /** Why an answer on an open connection came to nothing; whatever does not look like HTTP is a bad body. */
    static LookError whileReading(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLongFrameException) {
                return new LookError(ScrapeFailure.TOO_LARGE, "the head of the answer");
            }
            if (isTls(cause)) {
                return tls(thrown);
            }
            if (cause instanceof HttpClosedException || cause instanceof IOException) {
                return of(ScrapeFailure.CLOSED);
            }
        }
        return new LookError(ScrapeFailure.BAD_BODY, "the answer is no HTTP");
    }

    private static LookError tls(Throwable thrown) {
        return new LookError(ScrapeFailure.TLS, TlsTrouble.of(thrown));
    }

    private static boolean isTls(@Nullable Throwable cause) {
        return cause instanceof SSLException || cause instanceof GeneralSecurityException;
    }

    /** The kernel's own limit has passed; the JDK uses the type of a refusal for it. */
    private static boolean ranOut(Throwable cause) {
        return cause.getMessage() != null && cause.getMessage().contains("timed out");
    }

    private static boolean wasReset(Throwable cause) {
        return cause.getMessage() != null && cause.getMessage().contains("reset");
    }
}
