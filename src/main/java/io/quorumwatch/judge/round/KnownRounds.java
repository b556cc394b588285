package io.quorumwatch.judge.round;

import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of rounds from all sources: the members' counters, their logs, and, where neither is there, the commit index, which
 * every round moves. Whichever has seen the newest round decides.
 */
final class KnownRounds {

    private final Duration stall;
    private final RoundLedger counted;
    private final LoggedRounds logged;
    private final LogPulse pulse;
    private final Map<String, Double> commitIndex = new HashMap<>();
    private @Nullable Instant lastCommitAt;
    private boolean commits;
    private boolean counts;

    /**
     * @param period how often a round is expected
     * @param inTime the interval between rounds that is still in time
     * @param stall the time without a round that is a stall
     * @param pageLasts how long a page is fresh
     */
    KnownRounds(Duration period, Duration inTime, Duration stall, Duration pageLasts) {
        this.stall = stall;
        this.counted = new RoundLedger(period);
        this.logged = new LoggedRounds(inTime);
        // Within a round's deadline and one more period somebody opens the next one, and says so.
        this.pulse = new LogPulse(pageLasts, stall.minus(period.multipliedBy(2)));
    }

    void keepOnly(Set<String> members) {
        counted.keepOnly(members);
        logged.keepOnly(members);
        pulse.keepOnly(members);
        commitIndex.keySet().retainAll(members);
    }

    /** Takes a look in, also one that failed. */
    void looked(MemberReading reading) {
        pulse.looked(reading);
    }

    /** Takes a page in. Returns whether it says that one more round is final of which no log has told. */
    boolean read(ClusterView view, MemberView member, MemberReading reading) {
        Instant now = reading.answeredAt();
        counts = view.telling(Signal.ROUNDS_FINALIZED, now) > 0;
        commits = view.telling(Signal.COMMIT_INDEX, now) > 0;
        readCommit(reading);
        return counted.read(view, member, reading) && !(logged.told() && loggedWithin(now));
    }

    private void readCommit(MemberReading reading) {
        double index = reading.signals().get(Signal.COMMIT_INDEX);
        if (Double.isNaN(index)) {
            return;
        }
        if (commitIndex.containsKey(reading.member())
                && commitIndex.values().stream().allMatch(known -> index > known)) {
            pulse.committed(reading.answeredAt());
        }
        Double before = commitIndex.put(reading.member(), index);
        if (before == null || index > before) {
            lastCommitAt = reading.answeredAt();
        }
    }

    /** Takes a line in. Returns whether it says that one more round has just become final. */
    boolean hear(LogEvent event) {
        pulse.hear(event);
        return logged.hear(event) && !LoggedRounds.late(event);
    }

    /** The time between the last two rounds by the counters. */
    @Nullable
    Duration countedInterval() {
        return counted.lastInterval();
    }

    /** The time between the last two rounds by the logs. */
    @Nullable
    Duration loggedInterval() {
        return logged.lastInterval();
    }

    /** The time between the last two rounds; null when it is not known. */
    @Nullable
    Duration interval() {
        return logged.told() ? logged.lastInterval() : counted.lastInterval();
    }

    /** Whether some member counts rounds at present. */
    boolean counts() {
        return counts;
    }

    /** Whether anybody tells of rounds at all. */
    boolean told() {
        return counts || logged.told();
    }

    /** Whether a line proves that there is no stall. */
    boolean loggedWithin(Instant now) {
        Instant last = logged.lastFinalizedAt();
        return last != null && now.isBefore(last.plus(stall));
    }

    /**
     * Whether the logs that are read would show a round if there were one: those of living members that would be heard, together with
     * the members that are known to be gone, are a majority.
     */
    boolean logsTell(Instant now, ClusterView view, int majority) {
        return !pulse.lost() && isMajority(living(now, view), now, view, majority);
    }

    /** Whether logs that would show a round are followed, heard or not. */
    boolean logsFollowed(Instant now, ClusterView view, int majority) {
        return isMajority(telling(now, view), now, view, majority);
    }

    /**
     * Whether the logs, which tell at present, would have been heard in all the time that makes a stall, up to its deadline; after a gap
     * that time begins anew.
     */
    boolean logsProve(Instant deadline, Instant now, ClusterView view, int majority) {
        List<MemberView> living = living(now, view);
        Instant since = pulse.aliveSince(living, majority - gone(now, view));
        Instant moment = Instants.later(deadline, since.plus(stall));
        List<MemberView> heard = living.stream()
                .filter(member -> pulse.alive(member, moment, now))
                .toList();
        return !now.isBefore(moment) && isMajority(heard, now, view, majority);
    }

    private List<MemberView> telling(Instant now, ClusterView view) {
        return view.committee().stream()
                .filter(member -> logged.tells(member.name(), now) && member.sight(now) != Sight.GONE)
                .toList();
    }

    private List<MemberView> living(Instant now, ClusterView view) {
        return telling(now, view).stream()
                .filter(member -> pulse.alive(member, now))
                .toList();
    }

    private static boolean isMajority(List<MemberView> telling, Instant now, ClusterView view, int majority) {
        return !telling.isEmpty() && telling.size() + gone(now, view) >= majority;
    }

    private static int gone(Instant now, ClusterView view) {
        return view.count(member -> member.sight(now) == Sight.GONE);
    }

    /** Whether old lines are being read, so that the logs cannot tell yet. */
    boolean catchesUp(Instant now) {
        return logged.catchesUp(now);
    }

    /**
     * When the committee counts as stuck by its logs; null while the watch has not begun. Where counters are watched, the first line
     * is not waited for: a committee that is stuck writes one only from time to time.
     */
    @Nullable
    Instant deadlineByLogs() {
        Instant last = lastFinalizedAt();
        Instant begun = counts ? counted.begunAt() : begunAt();
        return after(last == null ? begun : last);
    }

    /**
     * The same by its pages; null too while none of them tells of rounds or of entries, for what nobody shows cannot stand still. A line
     * from before the first page does not count: nobody knows what was between them.
     */
    @Nullable
    Instant deadlineByPages() {
        if (!counts && !commits) {
            return null;
        }
        Instant last = counts ? lastFinalizedAt() : later(lastCommitAt, logged.lastFinalizedAt());
        return after(later(last, counted.begunAt()));
    }

    private @Nullable Instant after(@Nullable Instant from) {
        return from == null ? null : from.plus(stall);
    }

    /** Whether a page has shown the committee. */
    boolean paged() {
        return counted.begunAt() != null;
    }

    private @Nullable Instant begunAt() {
        return later(counted.begunAt(), logged.begunAt());
    }

    /** Since when the committee is known to run, which its logs tell better than the first page. */
    @Nullable
    Instant runningSince() {
        return logged.begunAt() == null ? counted.begunAt() : logged.begunAt();
    }

    @Nullable
    Instant lastFinalizedAt() {
        return later(counted.lastFinalizedAt(), logged.lastFinalizedAt());
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return other == null ? one : Instants.later(one, other);
    }

    /** The next moment at which what is known changes by itself. */
    Instant nextChange(Instant now) {
        Instant next = pulse.nextChange(now, stall);
        Instant logs = after(logged.lastFinalizedAt());
        Instant calm = logged.caughtUpAt(now);
        for (Instant due : new Instant[] {deadlineByLogs(), deadlineByPages(), logs, calm}) {
            next = due == null ? next : Instants.earlierAfter(now, next, due);
        }
        return next;
    }

    /** Of these members those whose logs tell now, or those whose logs do not. */
    List<String> heard(List<String> committee, Instant now, boolean telling) {
        return committee.stream()
                .filter(member -> logged.tells(member, now) == telling)
                .toList();
    }

    void describe(Evidence evidence, Instant now) {
        Instant last = lastFinalizedAt();
        Evidence said = evidence.number(Figures.ROUNDS_FINALIZED, Math.max(counted.total(), logged.total()))
                .with(Figures.LAST_FINALIZED_AT, last);
        if (last != null) {
            said = said.seconds(Figures.LAST_FINALIZED_SECONDS_AGO, Duration.between(last, now));
        }
        disagreement(said);
    }

    /** Logs and counters must not differ by more than a round or two for long; where they do, a person should know. */
    private void disagreement(Evidence evidence) {
        Instant byCounter = counted.lastFinalizedAt();
        Instant byLog = logged.lastFinalizedAt();
        // A counter that has not moved since it is read says that no round was finalized since then.
        Instant counterSays = byCounter == null ? counted.begunAt() : byCounter;
        if (!counts || counterSays == null || byLog == null || byCounter == null && byLog.isBefore(counterSays)) {
            return;
        }
        if (Duration.between(counterSays, byLog).abs().compareTo(stall) > 0) {
            var unused = evidence.with("last_finalized_by_counter", byCounter).with("last_finalized_by_log", byLog);
        }
    }
}
