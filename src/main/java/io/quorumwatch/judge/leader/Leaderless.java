package io.quorumwatch.judge.leader;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which nobody leads, and how much of it the looks have shown.
 *
 * <p>What lies behind the oldest page is not shown yet: whoever is looked at next may have won in the meantime. Nor is it while it cannot
 * be told of somebody whether it leads, for that is how a member begins that has just won. And after a gap in which nobody was seen
 * there may have been a leader in between.
 */
final class Leaderless {

    private final Duration staleAfter;

    private @Nullable Instant since;
    private Duration shown = Duration.ZERO;
    /** Up to when looks have shown it without a break; null while it cannot be told. */
    private @Nullable Instant shownUntil;

    private Instant lastPage = Instant.MIN;

    Leaderless(Duration staleAfter) {
        this.staleAfter = staleAfter;
    }

    void read(ClusterView view, MemberReading reading) {
        Instant now = reading.answeredAt();
        if (reading.seen()) {
            boolean gap = lastPage.isBefore(now.minus(staleAfter));
            lastPage = now;
            if (gap) {
                end();
            }
        }
        if (!view.leaders(now).isEmpty() || heard(view, now)) {
            end();
            return;
        }
        since = since == null ? now : since;
        Instant told = toldUntil(view, now);
        if (told == null) {
            shownUntil = null;
        } else if (shownUntil == null) {
            shownUntil = now;
        } else if (told.isAfter(shownUntil)) {
            shown = shown.plus(Duration.between(shownUntil, told));
            shownUntil = told;
        }
    }

    private void end() {
        since = null;
        shown = Duration.ZERO;
        shownUntil = null;
    }

    /** Up to when everybody who is seen has told that it does not lead; null when somebody does not tell, or nobody is seen. */
    private static @Nullable Instant toldUntil(ClusterView view, Instant now) {
        Instant oldest = Instant.MAX;
        for (MemberView member : view.committee()) {
            MemberReading page = member.page();
            if (page == null || !member.joined(now)) {
                continue;
            }
            if (!page.signals().has(Signal.LEADS)) {
                return null;
            }
            oldest = Instants.earlier(oldest, page.answeredAt());
        }
        return oldest.equals(Instant.MAX) ? null : oldest;
    }

    /** Whether a member that is seen hears a leader, be it one that is not seen. */
    static boolean heard(ClusterView view, Instant now) {
        return view.count(each -> each.joined(now) && each.signals().isTrue(Signal.HEARS_LEADER)) > 0;
    }

    /** Since when no leader has been seen or heard; null while there is one. */
    @Nullable
    Instant since() {
        return since;
    }

    /** How much of that time the looks have shown that nobody leads. */
    Duration shown() {
        return shown;
    }

    /** Up to when they have shown it; null while it cannot be told. */
    @Nullable
    Instant shownUntil() {
        return shownUntil;
    }
}
