package io.quorumwatch.profile.mosaik;

import java.time.Duration;
import java.time.Instant;

/**
 * Says from two counters whether one member leads one group.
 *
 * <p>A follower counts every message of its leader, at least two a second. A member that hears none starts an election after at
 * most the election time-out, and another one after each that fails. So a member whose counters have both stood still for longer
 * than that leads, if it ever won an election: starting one moves the count of elections, winning it moves the other by one, and
 * a member that has heard a leader since its last election is no leader however still it is (it catches up, or its leader has just
 * died).
 *
 * <p>Standing still proves nothing while the process does: frozen processes do not count either. Hence an interval between two
 * looks counts only when something of the process moved in it, or when the member has no bonds and nothing that could move it.
 */
final class LeaderTracker {

    /** Followers count a message every 500 ms; after more than three missed ones they do not hear their leader. */
    private static final Duration HEARING = Duration.ofMillis(1750);

    private static final int LEAST_LOOKS = 3;

    /** After so many windows of stillness what we believed of the last election was wrong. */
    private static final int WINDOWS_OF_DOUBT = 3;

    private final Duration poll;
    private final Duration window;
    private final Duration doubt;
    private final Duration longestGap;

    /** Within this a follower cannot first hear its leader and then give it up. */
    private final Duration patience;

    private boolean looked;
    private double messages;
    private double elections;
    private double activity;
    private Instant lookedAt = Instant.EPOCH;

    /** When the counters were first seen as they are. */
    private Instant stillSince = Instant.EPOCH;
    /** When the stretch of looks began over which they are known to stand still in a living process. */
    private Instant aliveSince = Instant.EPOCH;
    /** Looks of that stretch. */
    private int looks;

    /** Whether it has heard a leader, or never stood, since it last started an election. */
    private boolean cannotLead;
    /** Whether it may have started an election that it has neither won nor lost yet. */
    private boolean standing;

    private double leads = Double.NaN;
    private double hears = Double.NaN;
    private double lastKnown = Double.NaN;
    private Instant since = Instant.EPOCH;

    /**
     * @param poll the time between two looks
     * @param electionTimeout the longest time, with its jitter, that a member waits before it starts an election
     */
    LeaderTracker(Duration poll, Duration electionTimeout) {
        this.poll = poll;
        this.window = electionTimeout.plus(electionTimeout.dividedBy(10));
        this.doubt = window.multipliedBy(WINDOWS_OF_DOUBT);
        Duration gap = poll.multipliedBy(5).dividedBy(2);
        this.longestGap = gap.compareTo(window) > 0 ? gap : window;
        this.patience = electionTimeout.multipliedBy(7).dividedBy(10);
    }

    /** 1 when it leads, 0 when not, {@code NaN} when it cannot be told. */
    double leads() {
        return leads;
    }

    /** 1 when it hears a leader, 0 when not, {@code NaN} when it cannot be told. */
    double hears() {
        return hears;
    }

    /** Since when {@link #leads()} has been what it is. */
    Instant since() {
        return since;
    }

    /** Takes in a look; the process must not have begun anew since the last one. */
    void observe(Instant at, GroupPage group, double processActivity) {
        double nowMessages = Double.isNaN(group.leaderChanges()) ? 0 : group.leaderChanges();
        if (!looked) {
            first(at, nowMessages, group.elections());
        } else {
            Duration interval = Duration.between(lookedAt, at);
            boolean heard = nowMessages != messages;
            boolean stood = group.elections() != elections;
            if (!heard && !stood && interval.plus(interval).compareTo(poll) < 0) {
                return;
            }
            boolean gap = interval.compareTo(longestGap) > 0;
            if (heard || stood) {
                moved(at, interval, gap, heard, stood, nowMessages - messages);
            } else {
                still(at, !gap && (processActivity != activity || group.bonds() == 0));
            }
        }
        looked = true;
        messages = nowMessages;
        elections = group.elections();
        activity = processActivity;
        lookedAt = at;
    }

    private void first(Instant at, double nowMessages, double nowElections) {
        cannotLead = nowElections == 0 || nowMessages == 0;
        standing = nowElections > 0;
        beginStretch(at);
        answer(cannotLead ? 0 : Double.NaN, nowMessages == 0 ? 0 : Double.NaN, at);
    }

    private void moved(Instant at, Duration interval, boolean gap, boolean heard, boolean stood, double messagesHeard) {
        beginStretch(at);
        if (stood && !heard) {
            standing = true;
            cannotLead = true;
            answer(0, 0, at);
            return;
        }
        boolean tooLongToTell = interval.compareTo(patience) > 0;
        boolean mayHaveWon = stood ? messagesHeard == 1 || tooLongToTell : standing && messagesHeard == 1;
        standing = stood && tooLongToTell;
        cannotLead = !mayHaveWon;
        if (mayHaveWon) {
            answer(Double.NaN, Double.NaN, at);
        } else {
            answer(0, gap ? Double.NaN : 1, at);
        }
    }

    /** What it was before, it still is; only what was not known yet can become known. */
    private void still(Instant at, boolean moving) {
        if (moving) {
            looks++;
        } else {
            aliveSince = at;
            looks = 1;
        }
        Duration alive = Duration.between(aliveSince, at);
        boolean longEnough = looks >= LEAST_LOOKS && alive.compareTo(window) >= 0;
        if (cannotLead && longEnough && elections > 0 && alive.compareTo(doubt) >= 0) {
            cannotLead = false;
        }
        if (cannotLead) {
            boolean silent = Duration.between(stillSince, at).compareTo(HEARING) >= 0;
            answer(0, silent && moving ? 0 : hears, at);
        } else if (longEnough) {
            answer(1, 1, stillSince);
        }
    }

    private void beginStretch(Instant at) {
        stillSince = at;
        aliveSince = at;
        looks = 1;
    }

    private void answer(double nowLeads, double nowHears, Instant from) {
        if (!Double.isNaN(nowLeads) && nowLeads != lastKnown) {
            lastKnown = nowLeads;
            since = from;
        }
        leads = nowLeads;
        hears = nowHears;
    }
}
