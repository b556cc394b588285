package io.quorumwatch.source.scrape;

import java.time.Duration;

/** How many looks out of turn a member gets: at most one each second, whatever happens. Pure. */
final class ExtraLooks {

    private static final long APART_NANOS = Duration.ofSeconds(1).toNanos();

    private boolean taken;
    private long takenAtNanos;

    /** Whether a look out of turn may begin now; then it counts as begun. */
    boolean take(long nowNanos) {
        if (taken && nowNanos - takenAtNanos < APART_NANOS) {
            return false;
        }
        taken = true;
        takenAtNanos = nowNanos;
        return true;
    }
}
