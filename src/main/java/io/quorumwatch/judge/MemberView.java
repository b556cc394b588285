package io.quorumwatch.judge;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One member as the looks at it have shown it. */
public final class MemberView {

    /**
     * A look that is answered so shortly before a moment shows as much as one at it: the usual distance of looks, a second, and the
     * time that an answer may take.
     */
    private static final Duration AS_GOOD = Duration.ofMillis(1500);

    /** How a member stands towards us. */
    public enum Sight {
        /** Its last page is fresh enough to be believed. */
        SEEN,
        /** Nobody listens on its port: the process is not there. */
        GONE,
        /** Neither: we do not know how it is. */
        UNSEEN
    }

    private final MemberConfig member;
    private final boolean inCommittee;
    private final Duration staleAfter;

    private @Nullable MemberReading last;
    private @Nullable MemberReading page;
    private @Nullable MemberReading pageBefore;
    private @Nullable Instant failingSince;
    private @Nullable Instant startedAt;
    private @Nullable Instant joinedAt;
    /** Since when no page has been stale before the next one came. */
    private Instant inSightSince = Instant.MIN;
    /** When the pages began that say without a break that it leads; means nothing while the last one does not. */
    private Instant leadingSince = Instant.MIN;
    /** From when on the last page is not believed any more. */
    private Instant staleAt = Instant.MIN;

    private int failures;

    MemberView(MemberConfig member, boolean inCommittee, Duration staleAfter) {
        this.member = member;
        this.inCommittee = inCommittee;
        this.staleAfter = staleAfter;
    }

    boolean isOf(MemberConfig other) {
        return member.equals(other);
    }

    void accept(MemberReading reading) {
        boolean wasSeen = seen(reading.answeredAt());
        last = reading;
        if (!reading.seen()) {
            failingSince = failingSince == null ? reading.askedAt() : failingSince;
            failures += reading.extra() ? 0 : 1;
            return;
        }
        failures = 0;
        failingSince = null;
        if (reading.restarted()) {
            startedAt = reading.answeredAt();
            joinedAt = null;
        }
        if (!wasSeen) {
            inSightSince = reading.answeredAt();
        }
        if (!wasSeen || reading.restarted() || !signals().isTrue(Signal.LEADS)) {
            leadingSince = reading.answeredAt();
        }
        boolean wasOut =
                page == null ? isYoung(reading) : !page.signals().isTrue(Signal.IN_GROUP) || reading.restarted();
        if (reading.signals().isTrue(Signal.IN_GROUP)) {
            joinedAt = joinedAt == null && wasOut ? reading.answeredAt() : joinedAt;
        } else {
            joinedAt = null;
        }
        pageBefore = page;
        page = reading;
        staleAt = reading.answeredAt().plus(staleAfter).plusMillis(1);
    }

    /** Whether a first page shows that its process began shortly before: it counts elections or entries, and has hardly any yet. */
    private static boolean isYoung(MemberReading first) {
        return first.awaitsFirstLeader() || first.signals().has(Signal.ELECTIONS) && first.hasDoneLittle();
    }

    public String name() {
        return member.name();
    }

    public String role() {
        return member.role();
    }

    /** Whether the member has a vote. */
    public boolean inCommittee() {
        return inCommittee;
    }

    /** Whether it merely learns, by its last word: it has bonds like everybody, but no vote. One that is promoted says so. */
    public boolean learns() {
        return signals().isTrue(Signal.LEARNER);
    }

    /** How the member stands towards us at this time. */
    public Sight sight(Instant now) {
        MemberReading newest = last;
        if (newest == null) {
            return Sight.UNSEEN;
        }
        if (newest.provesProcessGone()) {
            return Sight.GONE;
        }
        return page != null && now.isBefore(staleAt) ? Sight.SEEN : Sight.UNSEEN;
    }

    /** Whether both their last pages are of one and the same member of the watched system, as far as pages say who they are of. */
    public boolean isSameProcess(MemberView other) {
        String identity = page == null ? null : page.identity();
        return identity != null && other.page != null && identity.equals(other.page.identity());
    }

    /** Whether the member's last page is fresh enough to be believed. */
    public boolean seen(Instant now) {
        return sight(now) == Sight.SEEN;
    }

    /** Whether it is seen, and its page shows its group. */
    public boolean joined(Instant now) {
        return page != null && page.signals().isTrue(Signal.IN_GROUP) && seen(now);
    }

    /** Whether what is known of it, or that nothing answers there, is as good as from a look at that time or later. */
    public boolean lookedAtBy(Instant moment, Instant now) {
        MemberReading look = joined(now) ? page : last;
        return look != null && !look.answeredAt().isBefore(moment.minus(AS_GOOD));
    }

    /** Whether it has a page to look at; one that has none is known from its log only. */
    public boolean hasPage() {
        return !member.isKnownFromLogAlone();
    }

    /** Whether the member has been looked at, with whatever result. */
    public boolean looked() {
        return last != null;
    }

    /** The last look, also a failed one; null before the first. */
    public @Nullable MemberReading last() {
        return last;
    }

    /** The last page; null before the first. */
    public @Nullable MemberReading page() {
        return page;
    }

    /** The page before the last one; null before the second. */
    public @Nullable MemberReading pageBefore() {
        return pageBefore;
    }

    /** The numbers of the last page; none before the first. */
    public Signals signals() {
        return page == null ? Signals.NONE : page.signals();
    }

    /**
     * Since when it has been seen to lead. What its pages say of the time before it came in sight, or came back, is left out: a process
     * that stood still goes on where it was, and nobody saw it lead in between.
     */
    public Instant leadsSince() {
        double said = signals().get(Signal.LEADS_SINCE);
        if (page == null || Double.isNaN(said)) {
            return leadingSince;
        }
        Instant from = Instants.later(inSightSince, Instant.EPOCH.plus(Math.round(said * 1e6), ChronoUnit.MICROS));
        return Instants.earlier(page.answeredAt(), from);
    }

    /** Whether its last page tells nothing of this time, or of any later one. */
    boolean pageIsBefore(Instant time) {
        return page == null || page.answeredAt().isBefore(time);
    }

    /** Failed looks in a row, extra looks not counted. */
    public int failures() {
        return failures;
    }

    /** Since when every look has failed; null when the last one did not. */
    public @Nullable Instant failingSince() {
        return failingSince;
    }

    /** When we saw it begin anew; null when we never did. */
    public @Nullable Instant startedAt() {
        return startedAt;
    }

    /** When we saw its group appear on its page after it had not been there; null when it was there from our first look. */
    public @Nullable Instant joinedAt() {
        return joinedAt;
    }

    /** The next time at which its sight changes if no look comes; {@link Instant#MAX} for never. */
    Instant nextStale(Instant now) {
        return page != null && seen(now) ? staleAt : Instant.MAX;
    }
}
