package io.quorumwatch.judge.raft;

import static io.quorumwatch.catalogue.Condition.MEMBER_LAGGING;

import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a follower is behind its leader.
 *
 * <p>The condition compares a follower with what the leader had certainly committed before the follower was even asked, so scrape
 * skew cannot make it true at any rate of writes; the figures that are shown interpolate the leader's index at the follower's
 * time. A member without an index has not committed anything since it started: it is unknown, never a full index behind.
 */
final class LagPart implements RaftRules.Part {

    private WatchPlan plan;
    private LagTrend trend;
    private final CommitLedger commits;
    private final Map<String, Lag> lags = new HashMap<>();

    LagPart(WatchPlan plan, CommitLedger commits) {
        this.plan = plan;
        this.trend = new LagTrend(plan);
        this.commits = commits;
    }

    /** How far behind a member is, and for how many readings in a row, since when, and whether further and further. */
    private static final class Lag {
        private int readings;
        private Instant since = Instant.MIN;
        private boolean grows;
        private double shown = Double.NaN;
        private double seconds = Double.NaN;
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        trend = new LagTrend(changed);
        lags.keySet().retainAll(members);
    }

    @Override
    public void read(ClusterView view, MemberView member, MemberReading reading) {
        if (!reading.seen()) {
            return;
        }
        MemberView leader = view.singleLeader(reading.answeredAt());
        double index = reading.signals().get(Signal.COMMIT_INDEX);
        if (leader == null || leader == member || Double.isNaN(index)) {
            lags.remove(member.name());
            return;
        }
        CommitSeries led = commits.of(leader.name());
        Lag lag = lags.computeIfAbsent(member.name(), name -> new Lag());
        measure(lag, led, reading, index);
        CommitSeries.Point earlier = led.before(reading.askedAt());
        if (reading.extra() || earlier == null) {
            return;
        }
        if (earlier.index() - index <= plan.limit(Limit.RAFT_LAG_ENTRIES)) {
            lag.readings = 0;
            return;
        }
        lag.readings++;
        if (lag.readings == 1) {
            lag.since = reading.answeredAt();
        }
        lag.grows = trend.grows(led, commits.of(member.name()));
    }

    private static void measure(Lag lag, CommitSeries led, MemberReading reading, double index) {
        Duration took = Duration.between(reading.askedAt(), reading.answeredAt());
        double leaderIndex = led.at(reading.askedAt().plusNanos(took.toNanos() / 2));
        lag.shown = Double.isNaN(leaderIndex) ? Double.NaN : Math.max(0, Math.floor(leaderIndex - index));
        Instant passed = led.exceeded(index);
        lag.seconds = passed == null || lag.shown == 0
                ? 0
                : Math.max(0, Duration.between(passed, reading.answeredAt()).toMillis() / 1000.0);
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        MemberView leader = view.singleLeader(now);
        for (MemberView member : view.committee()) {
            Lag lag = lags.get(member.name());
            Supplier<Map<String, Object>> evidence = () -> evidence(member, leader, lag);
            UnknownReason why = unknown(now, member, leader);
            if (why != null) {
                findings.isUnknown(MEMBER_LAGGING, member.name(), why, evidence);
            } else if (lag != null && lag.readings >= plan.limit(Limit.RAFT_READINGS)) {
                findings.isTrue(MEMBER_LAGGING, member.name(), lag.since, loudness(lag), evidence);
            } else {
                findings.isFalse(MEMBER_LAGGING, member.name(), evidence);
            }
        }
    }

    private static @Nullable UnknownReason unknown(Instant now, MemberView member, @Nullable MemberView leader) {
        if (!member.looked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        if (!member.joined(now)) {
            return member.seen(now) ? UnknownReason.BOOTING : UnknownReason.MEMBER_UNSEEN;
        }
        if (leader == null) {
            return UnknownReason.NO_SINGLE_LEADER;
        }
        boolean nothingToCompare =
                !member.signals().has(Signal.COMMIT_INDEX) || !leader.signals().has(Signal.COMMIT_INDEX);
        return nothingToCompare ? UnknownReason.NO_COMMIT_YET : null;
    }

    /** A lag that does not grow, because nothing is written or because the member catches up, is no reason to wake anybody. */
    private static Severity loudness(Lag lag) {
        return lag.grows ? Severity.CRITICAL : Severity.WARNING;
    }

    private static Map<String, Object> evidence(MemberView member, @Nullable MemberView leader, @Nullable Lag lag) {
        Evidence evidence = new Evidence()
                .with(Figures.LEADER, leader == null ? null : leader.name())
                .number("commit_index", member.signals().get(Signal.COMMIT_INDEX))
                .number(
                        "leader_commit_index",
                        leader == null ? Double.NaN : leader.signals().get(Signal.COMMIT_INDEX));
        if (leader == member) {
            evidence = evidence.number(Figures.LAG_ENTRIES, 0).number(Figures.LAG_SECONDS, 0);
        } else if (lag != null) {
            evidence = evidence.number(Figures.LAG_ENTRIES, lag.shown).number(Figures.LAG_SECONDS, lag.seconds);
        }
        return evidence.get();
    }
}
