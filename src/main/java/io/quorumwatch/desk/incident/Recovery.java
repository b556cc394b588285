package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a member came back after it began anew: when it was whole again, and from when on its start is over. What a start does to others shows
 * while the member is not whole, or so soon afterwards that the condition's own deadline has not passed before. Pure.
 */
final class Recovery {

    private @Nullable Instant wholeSince;
    private @Nullable Instant overAt;

    /** Its process begins anew. */
    void beginsAnew() {
        wholeSince = null;
        overAt = null;
    }

    /** It does not answer, is not in its group, or lacks a bond. */
    void isNotWhole() {
        wholeSince = null;
    }

    /**
     * Takes a page in. Whole is who is in its group with all its bonds; where the page does not tell, that it answers is all there is.
     *
     * @param allBonds so many bonds it can have
     * @param settles who has been whole for so long does nothing more to others by its start
     */
    void read(MemberReading page, int allBonds, Duration settles) {
        boolean outside = page.signals().get(Signal.IN_GROUP) == 0;
        if (outside || page.signals().get(Signal.BONDS) < allBonds) {
            isNotWhole();
            return;
        }
        wholeSince = wholeSince == null ? page.answeredAt() : wholeSince;
        Instant settled = wholeSince.plus(settles);
        if (overAt == null && !page.answeredAt().isBefore(settled)) {
            overAt = settled;
        }
    }

    /** Since when it has been whole; null while it is not. */
    @Nullable
    Instant wholeSince() {
        return wholeSince;
    }

    /** When its last start was over: it had been whole for long enough for the first time; null before. */
    @Nullable
    Instant overAt() {
        return overAt;
    }
}
