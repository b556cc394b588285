package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a member stands to its group and to its bonds, by the pages that it has shown. Pure. */
final class Membership {

    private boolean answers;
    private @Nullable Instant inGroupFrom;
    private @Nullable Instant joinedAt;
    private @Nullable Instant outsideSince;
    private @Nullable Instant noBondsSince;
    private @Nullable Instant hadAllBondsAt;
    private boolean bondedEver;

    /** Remembers what the look said, also one that failed. */
    void read(MemberReading reading) {
        answers = reading.seen();
        if (!answers) {
            return;
        }
        Instant at = reading.answeredAt();
        if (reading.signals().isTrue(Signal.IN_GROUP)) {
            joinedAt = joinedAt == null && (outsideSince != null || reading.restarted()) ? at : joinedAt;
            outsideSince = null;
            inGroupFrom = inGroupFrom == null ? at : inGroupFrom;
        } else {
            joinedAt = null;
            outsideSince = outsideSince == null ? at : outsideSince;
        }
        double bonds = reading.signals().get(Signal.BONDS);
        bondedEver |= bonds > 0 || reading.links().containsValue(true);
        noBondsSince = bonds == 0 ? (noBondsSince == null ? at : noBondsSince) : null;
    }

    /** Whether it has been seen with its group. */
    boolean everInGroup() {
        return inGroupFrom != null;
    }

    /** When it was seen to join; null when it was there before the watch began, or is not. */
    @Nullable
    Instant joinedAt() {
        return joinedAt;
    }

    /** Since when it has answered without its group; null when it does not. */
    @Nullable
    Instant outsideSince() {
        return answers ? outsideSince : null;
    }

    /** Whether it has answered without its group for so long. */
    boolean outsideFor(Duration length, Instant now) {
        Instant since = outsideSince();
        return since != null && Duration.between(since, now).compareTo(length) >= 0;
    }

    boolean everBonded() {
        return bondedEver;
    }

    /** Since when it has answered without a bond; null when it does not. */
    @Nullable
    Instant noBondsSince() {
        return answers ? noBondsSince : null;
    }

    /** It has bonds to all that have been seen with the group by this time. */
    void hasAllBonds(Instant at) {
        hadAllBondsAt = at;
    }

    /** Whether both have had all their bonds while the other was there, since the watch began; so they had one to each other. */
    boolean wasBondedTo(Membership peer) {
        return hadAllBondsWith(peer) && peer.hadAllBondsWith(this);
    }

    private boolean hadAllBondsWith(Membership peer) {
        return hadAllBondsAt != null && peer.inGroupFrom != null && hadAllBondsAt.isAfter(peer.inGroupFrom);
    }
}
