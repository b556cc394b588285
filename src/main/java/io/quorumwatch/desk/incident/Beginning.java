package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Signal;
import io.quorumwatch.catalogue.ClusterTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a committee began, as far as it was seen: when nobody was there, whether it split, and whether it came together. Pure. */
final class Beginning {

    /** With one leader for so long, with everybody's word on it, a committee has settled. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** Members find one another within 67.5 s (facts/mosaik.md 3.4); with twice that they have had their time. */
    private static final Duration COMES_TOGETHER = Duration.ofSeconds(135);

    private @Nullable Instant singleLeaderSince;
    private @Nullable Instant severalLeadSince;
    private @Nullable Instant splitAt;
    private @Nullable Instant begunAt;
    private @Nullable Instant firstThereAt;
    private @Nullable Instant settledAt;
    private @Nullable Instant workedAt;
    private double committedBefore;
    private double roundsBefore;
    private boolean whole;

    /** The pages of the committee say this at present. */
    void look(List<MemberCase> committee, ClusterTerms terms, Instant now) {
        int leaders = 0;
        int told = 0;
        boolean nobodyLedYet = true;
        boolean somebodyAnswers = false;
        for (MemberCase member : committee) {
            double leads = member.signal(Signal.LEADS);
            leaders += leads == 1 ? 1 : 0;
            told += Double.isNaN(leads) ? 0 : 1;
            somebodyAnswers |= member.answers();
            nobodyLedYet &= member.gone() || member.signal(Signal.IN_GROUP) == 0 || member.awaitsFirstLeader();
        }
        if (nobodyLedYet) {
            // Nobody is there, or nobody who is has had a leader yet: what comes is a start. Whoever cannot be seen may
            // be there all the time.
            begunAt = now;
            firstThereAt = somebodyAnswers ? (firstThereAt == null ? now : firstThereAt) : null;
            settledAt = null;
            workedAt = null;
            whole = false;
        }
        if (begunAt != null && somebodyAnswers && firstThereAt == null) {
            firstThereAt = now;
        }
        if (leaders > 1 && begunAt == null && settledAt == null && hasJustBegun(committee)) {
            begunAt = now;
            // It was before the watch.
            firstThereAt = Instant.MIN;
        }
        severalLeadSince = leaders > 1 ? (severalLeadSince == null ? now : severalLeadSince) : null;
        boolean single = leaders == 1 && told >= terms.majority();
        if (single && singleLeaderSince == null) {
            committedBefore = newest(committee, Signal.COMMIT_INDEX);
            roundsBefore = newest(committee, Signal.ROUNDS_FINALIZED);
        }
        singleLeaderSince = single ? (singleLeaderSince == null ? now : singleLeaderSince) : null;
        if (settledAt == null
                && singleLeaderSince != null
                && Duration.between(singleLeaderSince, now).compareTo(SETTLED) >= 0) {
            settledAt = now;
        }
        if (workedAt == null && settledAt != null && single && committedSince(committee) >= terms.majority()) {
            workedAt = now;
        }
        whole = whole || leaders == 1 && fullyBonded(committee, terms);
        if (leaders > 1) {
            rivals(now);
        }
    }

    /**
     * Whether the watch began after the first elections, and the pages still show that they split the committee: one that leads has not
     * seen any commit since its process began, another member has, and nobody has done much yet. Whoever was parted later has seen some.
     */
    private static boolean hasJustBegun(List<MemberCase> committee) {
        boolean leadsWithoutCommit = false;
        boolean committed = false;
        for (MemberCase member : committee) {
            double entries = member.signal(Signal.COMMIT_INDEX);
            if (!member.hasDoneLittle()) {
                return false;
            }
            leadsWithoutCommit |= member.signal(Signal.LEADS) == 1 && Double.isNaN(entries);
            committed |= entries > 0;
        }
        return leadsWithoutCommit && committed;
    }

    private static double newest(List<MemberCase> committee, Signal counter) {
        double newest = 0;
        for (MemberCase member : committee) {
            double count = member.signal(counter);
            newest = count > newest ? count : newest;
        }
        return newest;
    }

    /** How many members have committed something under the present leader; none where rounds are counted and none was finalized. */
    private long committedSince(List<MemberCase> committee) {
        boolean counted = false;
        boolean finalized = false;
        int committed = 0;
        for (MemberCase member : committee) {
            double rounds = member.signal(Signal.ROUNDS_FINALIZED);
            counted |= !Double.isNaN(rounds);
            finalized |= rounds > roundsBefore;
            committed += member.signal(Signal.COMMIT_INDEX) > committedBefore ? 1 : 0;
        }
        return counted && !finalized ? 0 : committed;
    }

    private static boolean fullyBonded(List<MemberCase> committee, ClusterTerms terms) {
        for (MemberCase member : committee) {
            if (!(member.signal(Signal.BONDS) >= terms.committeeSize() - 1)) {
                return false;
            }
        }
        return true;
    }

    /** Several members lead, or one has met another leader. */
    void rivals(Instant at) {
        if (begunAt != null && settledAt == null) {
            splitAt = at;
        }
    }

    /** When several members were last seen to lead, or met as rivals, before the committee had settled; null when never. */
    @Nullable
    Instant splitAt() {
        return splitAt;
    }

    /** When the first member answered in the beginning; null when nobody was seen to. What was wrong before is not its doing. */
    @Nullable
    Instant firstThereAt() {
        return firstThereAt;
    }

    /** Since when several members lead; null when they do not. */
    @Nullable
    Instant severalLeadSince() {
        return severalLeadSince;
    }

    /** When the committee had worked under one leader for a while, as was seen for the first time since it began; null before. */
    @Nullable
    Instant settledAt() {
        return settledAt;
    }

    /** When a majority had first committed something under one leader that had led for a while; null before. */
    @Nullable
    Instant workedAt() {
        return workedAt;
    }

    /** Whether it was seen. */
    boolean seen(CaseFile file) {
        return begunAt != null || allBeganInView(file);
    }

    /**
     * Whether a majority has answered, and all that have began while the watch was there: then nobody was there before them. Pages that show
     * nothing before there is a leader, as those of etcd, never show a committee without one that is to come.
     */
    private static boolean allBeganInView(CaseFile file) {
        int began = 0;
        for (MemberCase member : file.committee()) {
            if (member.port().answeredEver()) {
                if (!member.port().beganInView()) {
                    return false;
                }
                began++;
            }
        }
        return began >= file.plan().terms().majority();
    }

    /** Whether the committee was seen to be well after it, or it was seen and nothing came of it. */
    boolean isOver() {
        return begunAt != null || settledAt != null || whole;
    }

    /**
     * Whether the members have not come together since: they never had all their bonds under one leader, nor committed anything together,
     * and have had little time for it or have led side by side.
     */
    boolean stillApart(Instant now) {
        if (begunAt == null || whole || workedAt != null) {
            return false;
        }
        boolean young = Duration.between(begunAt, now).compareTo(COMES_TOGETHER) < 0;
        return young || splitAt != null && !splitAt.isBefore(begunAt);
    }
}
