package io.quorumwatch.judge.raft;

import static io.quorumwatch.catalogue.Condition.CATCH_UP_STUCK;
import static io.quorumwatch.catalogue.Condition.COMMIT_FROZEN;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.Timing;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether the log stands still: of one member that should catch up, or of all although there is a leader and work. */
final class StandstillPart implements RaftRules.Part {

    private WatchPlan plan;
    private final CommitLedger commits;
    private final Map<String, Instant> stuckSince = new HashMap<>();
    private final Map<String, Double> leaderIndexAtStart = new HashMap<>();
    private @Nullable Instant ledSince;
    private @Nullable Instant workSince;

    StandstillPart(WatchPlan plan, CommitLedger commits) {
        this.plan = plan;
        this.commits = commits;
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        stuckSince.keySet().retainAll(members);
        leaderIndexAtStart.keySet().retainAll(members);
    }

    @Override
    public void read(ClusterView view, MemberView member, MemberReading reading) {
        Instant now = reading.answeredAt();
        MemberView leader = view.singleLeader(now);
        ledSince = Instants.since(ledSince, leader != null, now);
        workSince = Instants.since(workSince, workIsExpected(now, view), now);
        if (reading.seen()) {
            readCatchUp(member, leader, reading);
        }
    }

    private void readCatchUp(MemberView member, @Nullable MemberView leader, MemberReading reading) {
        String name = member.name();
        double led = leader == null ? Double.NaN : leader.signals().get(Signal.COMMIT_INDEX);
        double own = reading.signals().get(Signal.COMMIT_INDEX);
        if (reading.restarted() || !reading.signals().isTrue(Signal.IN_GROUP)) {
            leaderIndexAtStart.remove(name);
        }
        if (leader == null || leader == member || Double.isNaN(led)) {
            stuckSince.remove(name);
            return;
        }
        double atStart = leaderIndexAtStart.computeIfAbsent(name, key -> led);
        MemberReading before = member.pageBefore();
        boolean moved = before != null && own > before.signals().get(Signal.COMMIT_INDEX);
        // An index that is absent says nothing until the leader has committed something in this member's lifetime.
        double behind = Double.isNaN(own) ? led - atStart : led - own;
        if (moved || behind <= plan.limit(Limit.RAFT_LAG_ENTRIES)) {
            stuckSince.remove(name);
        } else {
            stuckSince.putIfAbsent(name, reading.answeredAt());
        }
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        MemberView leader = view.singleLeader(now);
        for (MemberView member : view.committee()) {
            Instant since = stuckSince.get(member.name());
            Supplier<Map<String, Object>> evidence = () -> new Evidence()
                    .number("commit_index", member.signals().get(Signal.COMMIT_INDEX))
                    .with("stuck_since", since)
                    .get();
            if (!member.joined(now)) {
                findings.isUnknown(CATCH_UP_STUCK, member.name(), unseen(member, now), evidence);
            } else if (leader == null) {
                findings.isUnknown(CATCH_UP_STUCK, member.name(), UnknownReason.NO_SINGLE_LEADER, evidence);
            } else if (since != null) {
                findings.isTrue(CATCH_UP_STUCK, member.name(), since, evidence);
            } else {
                findings.isFalse(CATCH_UP_STUCK, member.name(), evidence);
            }
        }
        assessFrozen(now, view, findings);
    }

    private static UnknownReason unseen(MemberView member, Instant now) {
        if (!member.looked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        return member.seen(now) ? UnknownReason.BOOTING : UnknownReason.MEMBER_UNSEEN;
    }

    private void assessFrozen(Instant now, ClusterView view, Findings findings) {
        Instant frozen = frozenSince();
        Supplier<Map<String, Object>> evidence = () ->
                new Evidence().with("last_commit_at", commits.lastAdvance()).get();
        Timing timing = plan.timing(COMMIT_FROZEN);
        if (timing == null) {
            return;
        }
        MemberView leader = view.singleLeader(now);
        if (leader == null || ledSince == null) {
            UnknownReason why = view.allLooked() ? UnknownReason.NO_SINGLE_LEADER : UnknownReason.NOT_LOOKED_YET;
            findings.isUnknown(COMMIT_FROZEN, null, why, evidence);
        } else if (!workIsTold(now, view) || view.telling(Signal.COMMIT_INDEX, now) == 0) {
            findings.isUnknown(COMMIT_FROZEN, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (frozen == null || !workIsExpected(now, view) || now.isBefore(frozen.plus(timing.first()))) {
            findings.isFalse(COMMIT_FROZEN, null, evidence);
        } else if (!leader.lookedAtBy(frozen.plus(timing.first()), now)) {
            // It may have committed since.
            findings.isUnknown(COMMIT_FROZEN, null, UnknownReason.STALE, evidence);
        } else {
            // The hold has run out already, so the finding is as old as the standstill.
            findings.isTrue(COMMIT_FROZEN, null, frozen, evidence);
        }
    }

    /** Since when nothing has been committed under the present leader although there is work; null without the one or the other. */
    private @Nullable Instant frozenSince() {
        if (ledSince == null || workSince == null) {
            return null;
        }
        return Instants.later(commits.lastAdvance(), Instants.later(ledSince, workSince));
    }

    /**
     * Where rounds are expected there is always work, unless too few clients are there for a round to be opened. Only members that are
     * seen tell: the last page of one that is gone says for ever what it said then.
     */
    private boolean workIsExpected(Instant now, ClusterView view) {
        if (plan.terms().expectsRounds()) {
            return view.count(member -> member.seen(now)
                            && member.signals().get(Signal.CLIENTS_REGISTERED) < plan.minParticipants())
                    == 0;
        }
        return view.count(member -> member.seen(now) && member.signals().get(Signal.PROPOSALS_PENDING) > 0) > 0;
    }

    /** Whether anything tells of work: the configuration where rounds are expected, else a member that is seen. */
    private boolean workIsTold(Instant now, ClusterView view) {
        return plan.terms().expectsRounds()
                || view.count(member -> member.seen(now) && member.signals().has(Signal.PROPOSALS_PENDING)) > 0;
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant frozen = frozenSince();
        Timing timing = plan.timing(COMMIT_FROZEN);
        return frozen == null || timing == null
                ? Instant.MAX
                : Instants.earlierAfter(now, Instant.MAX, frozen.plus(timing.first()));
    }
}
