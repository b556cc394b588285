package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a member's log moves beside its peers', where a commit proves a majority ({@link Signal#MAJORITY_INDEX}): whoever is linked to a
 * peer whose index goes on takes its entries over within a few heartbeats, unless it stands still itself. Pure.
 */
final class IndexMotion {

    /** So long none stands who merely works slowly. */
    private static final Duration STANDS = Duration.ofSeconds(10);

    private double index = Double.NaN;
    private boolean everMoved;
    private @Nullable Instant movedAt;
    private @Nullable Instant behindSince;
    private @Nullable Instant readAt;

    /**
     * Remembers what the page says. A process that begins anew has not moved yet: it may be sent all that there is before it does.
     *
     * @return whether the index is the one that it was
     */
    boolean read(MemberReading page) {
        double before = index;
        index = page.signals().get(Signal.MAJORITY_INDEX);
        readAt = page.answeredAt();
        if (page.restarted()) {
            everMoved = false;
        } else if (index == before) {
            return true;
        } else {
            everMoved |= index > before;
        }
        movedAt = readAt;
        behindSince = null;
        return false;
    }

    /** How it stands beside the peers that it is linked to, as their last pages have it. */
    void compare(double highestOfLinked) {
        if (!(highestOfLinked > index)) {
            behindSince = null;
        } else if (behindSince == null) {
            behindSince = readAt;
        }
    }

    /** Since when it has stood while it could have gone on; null while it goes on, or that is too short to tell. */
    @Nullable
    Instant stuckSince() {
        boolean tells = everMoved
                && behindSince != null
                && readAt != null
                && Duration.between(behindSince, readAt).compareTo(STANDS) >= 0;
        return tells ? movedAt : null;
    }

    double index() {
        return index;
    }
}
