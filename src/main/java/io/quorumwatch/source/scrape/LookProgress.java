package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.source.exposition.Page;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far one look has come. */
final class LookProgress {

    /** Who is told of a deadline later than this was held up, and what has arrived meanwhile was too. */
    static final Duration LATE = Duration.ofMillis(50);

    /** So much more time a look has then, for what waits in the socket to be read ... */
    static final Duration LONGER = Duration.ofMillis(100);

    /** ... at most so often. */
    static final int MOST_TIMES_LONGER = 5;

    private final Instant askedAt;
    private final long askedNanos;
    private long deadlineNanos;
    private int timesLonger;
    private final boolean extra;
    private boolean mayTryAgain;
    private boolean announcedClose;
    private @Nullable PageIntake intake;
    private long arrivedBytes;

    LookProgress(Instant askedAt, long askedNanos, Duration timeout, boolean extra) {
        this.askedAt = askedAt;
        this.askedNanos = askedNanos;
        this.deadlineNanos = askedNanos + timeout.toNanos();
        this.extra = extra;
        // The kernel closes a dying process's sockets one by one: it may still take a connection that it resets at
        // once. The look
        // that follows such a close must not stop there.
        this.mayTryAgain = extra;
    }

    boolean extra() {
        return extra;
    }

    Duration took(long nowNanos) {
        return Duration.ofNanos(nowNanos - askedNanos);
    }

    Duration timeLeft(long nowNanos) {
        return Duration.ofNanos(deadlineNanos - nowNanos);
    }

    /** Whether the deadline was noticed so late that it is put off: the lateness may be ours alone. */
    boolean waitsLonger(long nowNanos) {
        if (nowNanos - deadlineNanos <= LATE.toNanos() || timesLonger == MOST_TIMES_LONGER) {
            return false;
        }
        timesLonger++;
        deadlineNanos = nowNanos + LONGER.toNanos();
        return true;
    }

    void onKeptConnection() {
        mayTryAgain = true;
    }

    void answered(boolean announcedClose) {
        this.announcedClose = announcedClose;
        mayTryAgain = false;
    }

    boolean announcedClose() {
        return announcedClose;
    }

    /** Whether this failure may lie with the connection rather than with the member; true at most once. */
    boolean mayTryAgain(ScrapeFailure failure) {
        boolean again = mayTryAgain && (failure == ScrapeFailure.CLOSED || failure == ScrapeFailure.UNAUTHORIZED);
        mayTryAgain &= !again;
        return again;
    }

    PageIntake borrow(IntakePool intakes) {
        intake = intakes.borrow();
        return intake;
    }

    void release(IntakePool intakes) {
        if (intake != null) {
            arrivedBytes = intake.arrived();
            intakes.giveBack(intake);
            intake = null;
        }
    }

    /** The look itself, when it has ended. */
    Look look(String watched, MemberConfig member, Instant endedAt, @Nullable LookError error, Page page) {
        return error == null
                ? new Look(watched, member, askedAt, endedAt, null, null, page, extra)
                : new Look(watched, member, askedAt, endedAt, error.reason(), error.text(), page, extra);
    }

    /** How many bytes of the body have arrived; known when the look has ended. */
    long arrivedBytes() {
        return arrivedBytes;
    }
}
