package io.quorumwatch.bus;

import org.jspecify.annotations.Nullable;

/** Why a look at a member gave no page. The word is the same in logs, JSON and the {@code result} label. */
public enum ScrapeFailure implements Word {
    /** The host answered that nobody listens on the port: the process is not there. */
    REFUSED,
    /** No complete answer within the deadline, which covers connecting, waiting and the body. */
    TIMEOUT,
    /** The name could not be resolved. */
    DNS,
    /** No route, network down, or another failure to connect that is not a refusal. */
    UNREACHABLE,
    /** The connection ended in the middle of an answer. */
    CLOSED,
    /** The TLS handshake failed. */
    TLS,
    /** What the member is to be asked with cannot be had, a file of ours: it was not asked at all. */
    ACCESS,
    /** The member asks for credentials that we do not have (401 or 403). */
    UNAUTHORIZED,
    /** A redirect (3xx); it is not followed. */
    REDIRECT,
    /** Any other status than 200. */
    BAD_STATUS,
    /** The body is not exposition text. */
    BAD_BODY,
    /** The content encoding is unknown or its data is damaged. */
    BAD_ENCODING,
    /** More bytes than allowed, compressed or not. */
    TOO_LARGE,
    /** A line longer than allowed. */
    LINE_TOO_LONG,
    /** More samples, or more labels on a sample, than allowed. */
    TOO_MANY_SAMPLES,
    /** Anything else: a fault of ours. */
    INTERNAL;

    /** Why an answer of that HTTP status brings no page; null when it does. */
    public static @Nullable ScrapeFailure ofStatus(int status) {
        if (status == 200) {
            return null;
        }
        if (status == 401 || status == 403) {
            return UNAUTHORIZED;
        }
        return status >= 300 && status < 400 ? REDIRECT : BAD_STATUS;
    }

    /** The failure for people: its word, and more where more is known. */
    public String text(@Nullable String error) {
        return error == null ? word() : word() + " (" + error + ")";
    }

    /** Whether the failure proves that the process does not listen, rather than that we cannot see it. */
    public boolean provesProcessGone() {
        return this == REFUSED;
    }

    /** Whether the failure proves that somebody answers in the member's place, only not with a page that can be read. */
    public boolean provesAnAnswer() {
        return switch (this) {
            case TLS,
                    UNAUTHORIZED,
                    REDIRECT,
                    BAD_STATUS,
                    BAD_BODY,
                    BAD_ENCODING,
                    TOO_LARGE,
                    LINE_TOO_LONG,
                    TOO_MANY_SAMPLES -> true;
            case REFUSED, TIMEOUT, DNS, UNREACHABLE, CLOSED, ACCESS, INTERNAL -> false;
        };
    }
}
