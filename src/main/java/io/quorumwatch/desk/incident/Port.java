package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a member's port has shown since the watch began: whether it takes connections, and whether whoever listens has ever answered. Pure. */
final class Port {

    /** A process that began so shortly before the first look began with the watch, as far as two hosts' clocks can tell. */
    private static final Duration JUST_NOW = Duration.ofSeconds(15);

    private @Nullable Instant firstLookAt;
    private @Nullable Instant refusedAt;
    private @Nullable Instant takesSince;
    private boolean answeredSinceRefusal;
    private boolean answeredEver;
    private boolean beganInView;

    /** Remembers what the look said, also one that failed. */
    void read(MemberReading reading) {
        Instant at = reading.askedAt();
        firstLookAt = firstLookAt == null ? at : firstLookAt;
        if (reading.provesProcessGone()) {
            refusedAt = at;
            answeredSinceRefusal = false;
        }
        boolean takes = reading.seen() || reading.failure() == ScrapeFailure.TIMEOUT;
        takesSince = takes ? (takesSince == null ? at : takesSince) : null;
        if (reading.seen()) {
            if (!answeredEver) {
                firstAnswer(reading, firstLookAt);
            }
            answeredEver = true;
            answeredSinceRefusal = true;
        }
    }

    private void firstAnswer(MemberReading reading, Instant firstLook) {
        double start = reading.signals().get(Signal.START_TIME);
        double age = firstLook.toEpochMilli() / 1e3 - start;
        boolean startedJustNow = Math.abs(age) <= JUST_NOW.toSeconds();
        beganInView = refusedAt != null || startedJustNow && reading.hasDoneLittle();
    }

    /** When it last refused; null when it never did. */
    @Nullable
    Instant refusedAt() {
        return refusedAt;
    }

    /** Since when it has taken connections, or packets, without a look in between that failed otherwise; null while it does not. */
    @Nullable
    Instant takesSince() {
        return takesSince;
    }

    /** Whether it has given a page since it last refused, or ever when it never refused. */
    boolean answeredSinceRefusal() {
        return answeredSinceRefusal;
    }

    /** Whether it has ever given a page. */
    boolean answeredEver() {
        return answeredEver;
    }

    /**
     * Whether the process that answered first began while the watch was there, or just before: its port had refused, or its page says so and
     * that it has done little. Whose data outlive it may have been a member for long before it began.
     */
    boolean beganInView() {
        return beganInView;
    }
}
