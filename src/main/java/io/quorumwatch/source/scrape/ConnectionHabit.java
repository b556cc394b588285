package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.ScrapeFailure;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how a member treats its connections, so that a close can be told from news.
 *
 * <p>A process that dies closes its connections; but so does a server that closes after every answer, or after some idle time, or in
 * the middle of every answer. Looking again at such a server tells nothing new. After two such closes in a row the member is taken to
 * close on its own, and its closes are no news any more, until a connection has lasted for ten looks. Pure.
 */
final class ConnectionHabit {

    private static final int CLOSES_IN_VAIN = 2;
    private static final int LOOKS_OF_A_LASTING_CONNECTION = 10;

    private int closesInVain;
    private int looksOnThisConnection;
    private boolean lookingAfterClose;

    /** The member closed a connection without having said so; returns whether that is news. */
    boolean closed() {
        looksOnThisConnection = 0;
        lookingAfterClose = closesInVain < CLOSES_IN_VAIN;
        return lookingAfterClose;
    }

    /**
     * A look has ended.
     *
     * @param restarted whether the member began anew since the last look, which is reason enough for a close
     */
    void looked(@Nullable ScrapeFailure failure, boolean restarted) {
        if (lookingAfterClose) {
            lookingAfterClose = false;
            boolean inVain = failure == null ? !restarted : failure == ScrapeFailure.CLOSED;
            closesInVain = inVain ? closesInVain + 1 : 0;
        }
        looksOnThisConnection = failure == null ? looksOnThisConnection + 1 : 0;
        if (looksOnThisConnection >= LOOKS_OF_A_LASTING_CONNECTION) {
            closesInVain = 0;
        }
    }
}
