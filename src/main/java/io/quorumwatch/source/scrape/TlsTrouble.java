package io.quorumwatch.source.scrape;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says of the exceptions of a TLS handshake what is wrong with the member's certificate, or with ours, in a few words. Pure. */
public final class TlsTrouble {

    private static final int MOST_CHARACTERS = 150;
    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

    /** Alerts of those who asked for a certificate and got none, or none that they trust. */
    private static final Set<String> ASKS_WHO_WE_ARE =
            Set.of("bad_certificate", "certificate_required", "certificate_unknown", "unknown_ca");

    private TlsTrouble() {}

    /**
     * What is wrong, in a few words of ours where it is known, else in those of the exception, at most 150 characters of them.
     *
     * @return null when the exception has no words either
     */
    public static @Nullable String of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return bounded(thrown.getMessage());
    }

    private static @Nullable String known(Throwable cause) {
        if (cause instanceof CertificateExpiredException) {
            return "its certificate has run out" + date(cause);
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "its certificate is not valid yet" + date(cause);
        }
        if (cause instanceof CertPathBuilderException) {
            return "its certificate is not signed by anybody known here";
        }
        if (cause instanceof NotSslRecordException || says(cause, "Unsupported or unrecognized SSL message")) {
            return "it does not speak TLS";
        }
        if (cause instanceof SslHandshakeTimeoutException) {
            return "no handshake within the deadline";
        }
        if (cause instanceof ClosedChannelException || says(cause, "Connection closed while SSL/TLS handshake")) {
            return "it closed the connection during the handshake";
        }
        if (cause instanceof CertificateException && says(cause, " matching ")) {
            return "its certificate is made out to another name: " + bounded(cause.getMessage());
        }
        return cause instanceof SSLException ? alert(cause) : null;
    }

    /** A member may ask for a certificate of ours, which it does not say otherwise than by an alert. */
    private static @Nullable String alert(Throwable cause) {
        Matcher alert = ALERT.matcher(cause.getMessage() == null ? "" : cause.getMessage());
        if (!alert.find()) {
            return null;
        }
        String said = "it refuses the handshake: " + alert.group(1);
        return ASKS_WHO_WE_ARE.contains(alert.group(1))
                ? said + " (it wants a certificate of ours that it trusts: cert-file)"
                : said;
    }

    private static String date(Throwable cause) {
        return cause.getMessage() == null ? "" : " (" + bounded(cause.getMessage()) + ")";
    }

    private static boolean says(Throwable cause, String words) {
        return cause.getMessage() != null && cause.getMessage().contains(words);
    }

    private static @Nullable String bounded(@Nullable String text) {
        return text == null || text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
