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
 * A failure that already has its word; and the words for the exceptions that Vert.x, Netty and the JDK throw. The same exception
 * means one thing before there is a connection and another one after.
 */
final class LookFailure extends Exception {

    private final ScrapeFailure failure;

    LookFailure(ScrapeFailure failure, Throwable cause) {
        super(failure.word(), cause);
        this.failure = failure;
    }

    /**
     * Why there is no connection.
     *
     * @param tls whether it was to be a TLS one; then what nobody knows has most likely to do with certificates
     */
    static ScrapeFailure whileConnecting(Throwable thrown, boolean tls) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof LookFailure known) {
                return known.failure;
            }
            if (cause instanceof UnknownHostException) {
                return ScrapeFailure.DNS;
            }
            if (isTls(cause)) {
                return ScrapeFailure.TLS;
            }
            if (cause instanceof ConnectTimeoutException) {
                return ScrapeFailure.TIMEOUT;
            }
            if (cause instanceof ConnectException) {
                return ranOut(cause) ? ScrapeFailure.TIMEOUT : ScrapeFailure.REFUSED;
            }
            if (cause instanceof HttpClosedException) {
                return ScrapeFailure.CLOSED;
            }
            if (cause instanceof IOException) {
                return wasReset(cause) ? ScrapeFailure.CLOSED : ScrapeFailure.UNREACHABLE;
            }
        }
        return tls ? ScrapeFailure.TLS : ScrapeFailure.INTERNAL;
    }

    /** Why an answer on an open connection came to nothing; whatever does not look like HTTP is a bad body. */
    static ScrapeFailure whileReading(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLongFrameException) {
                return ScrapeFailure.TOO_LARGE;
            }
            if (isTls(cause)) {
                return ScrapeFailure.TLS;
            }
            if (cause instanceof HttpClosedException || cause instanceof IOException) {
                return ScrapeFailure.CLOSED;
            }
        }
        return ScrapeFailure.BAD_BODY;
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
