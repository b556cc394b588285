package io.quorumwatch.judge.raft;

import static io.quorumwatch.catalogue.Condition.HISTORY_REWRITTEN;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether committed entries were lost or skipped: an index that fell on a member that did not restart, or followers that stand
 * above their leader (facts/mosaik.md 0.6 and 3.4, "cut-off follower returns").
 *
 * <p>A follower is above its leader only when the follower's value was read before the leader was asked: then the leader had all
 * the time it needed; and it must be able to follow that leader and no other ({@link Followers}). With two leaders nothing is concluded
 * here; their histories diverge, which is its own condition.
 */
final class RewritePart implements RaftRules.Part {

    /** A fall is said for at least this long, also when the index is regained at once. */
    private static final Duration LEAST = Duration.ofSeconds(15);

    /** And for no longer than this, also when it is never regained. */
    private static final Duration MOST = Duration.ofMinutes(15);

    private WatchPlan plan;
    private final CommitLedger commits;
    private final Map<String, Fall> falls = new HashMap<>();
    private final Map<String, Double> last = new HashMap<>();
    private @Nullable String leading;
    private int readingsAbove;
    private Instant aboveSince = Instant.MIN;
    private List<String> above = List.of();

    RewritePart(WatchPlan plan, CommitLedger commits) {
        this.plan = plan;
        this.commits = commits;
    }

    private record Fall(double from, double to, Instant at) {}

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
        falls.keySet().retainAll(members);
        last.keySet().retainAll(members);
    }

    @Override
    public void read(ClusterView view, MemberView member, MemberReading reading) {
        if (!reading.seen()) {
            return;
        }
        readFall(member.name(), reading);
        MemberView leader = view.singleLeader(reading.answeredAt());
        if (leader == null || !leader.name().equals(leading)) {
            leading = leader == null ? null : leader.name();
            readingsAbove = 0;
        }
        if (leader == member && !reading.extra()) {
            if (settled(view, reading.answeredAt())) {
                readAbove(view, leader, reading);
            } else {
                readingsAbove = 0;
            }
        }
    }

    /**
     * Whether everybody's part is known: in an election, a member may already stand above a leader that it has left, and a member that
     * we do not see may be the leader whom the others really follow.
     */
    private static boolean settled(ClusterView view, Instant now) {
        return Followers.hidden(now, view) == null
                && view.count(member -> member.joined(now) && partUnknown(member)) == 0;
    }

    private static boolean partUnknown(MemberView member) {
        Signals signals = member.signals();
        return !signals.has(Signal.LEADS) || signals.isFalse(Signal.LEADS) && signals.isFalse(Signal.HEARS_LEADER);
    }

    private void readFall(String member, MemberReading reading) {
        double index = reading.signals().get(Signal.COMMIT_INDEX);
        if (reading.restarted()) {
            last.remove(member);
            falls.remove(member);
        }
        if (Double.isNaN(index)) {
            return;
        }
        Double before = last.put(member, index);
        if (before != null && index < before) {
            falls.put(member, new Fall(before, index, reading.answeredAt()));
        }
    }

    private void readAbove(ClusterView view, MemberView leader, MemberReading reading) {
        double index = reading.signals().get(Signal.COMMIT_INDEX);
        TreeSet<String> higher = new TreeSet<>();
        for (MemberView follower : Followers.of(leader, reading.answeredAt(), view)) {
            CommitSeries.Point earlier = commits.of(follower.name()).before(reading.askedAt());
            if (earlier != null && earlier.index() > index) {
                higher.add(follower.name());
            }
        }
        above = List.copyOf(higher);
        if (above.isEmpty()) {
            readingsAbove = 0;
            return;
        }
        readingsAbove++;
        aboveSince = readingsAbove == 1 ? reading.answeredAt() : aboveSince;
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        Fall fall = worstFall(now);
        Supplier<Map<String, Object>> evidence = () -> evidence(fall);
        MemberView leader = view.singleLeader(now);
        UnknownReason hidden = Followers.hidden(now, view);
        if (fall != null) {
            findings.isTrue(HISTORY_REWRITTEN, null, fall.at(), evidence);
        } else if (readingsAbove >= plan.limit(Limit.RAFT_READINGS)) {
            findings.isTrue(HISTORY_REWRITTEN, null, aboveSince, evidence);
        } else if (leading == null || leader == null) {
            findings.isUnknown(HISTORY_REWRITTEN, null, blind(now, view), evidence);
        } else if (hidden != null) {
            findings.isUnknown(HISTORY_REWRITTEN, null, hidden, evidence);
        } else if (Followers.hasStranger(leader, now, view)) {
            findings.isUnknown(HISTORY_REWRITTEN, null, UnknownReason.MEMBER_UNSEEN, evidence);
        } else {
            findings.isFalse(HISTORY_REWRITTEN, null, evidence);
        }
    }

    private static UnknownReason blind(Instant now, ClusterView view) {
        if (!view.allLooked()) {
            return UnknownReason.NOT_LOOKED_YET;
        }
        return view.majorityJoined(now) ? UnknownReason.NO_SINGLE_LEADER : UnknownReason.MEMBER_UNSEEN;
    }

    private @Nullable Fall worstFall(Instant now) {
        Fall worst = null;
        for (Map.Entry<String, Fall> entry : falls.entrySet()) {
            Fall fall = entry.getValue();
            boolean regained = last.getOrDefault(entry.getKey(), 0.0) >= fall.from();
            Instant end = fall.at().plus(regained ? LEAST : MOST);
            if (now.isBefore(end) && (worst == null || fall.at().isBefore(worst.at()))) {
                worst = fall;
            }
        }
        return worst;
    }

    private Map<String, Object> evidence(@Nullable Fall fall) {
        Evidence evidence = new Evidence().with("leader", leading);
        if (fall != null) {
            evidence = evidence.number("fell_from", fall.from()).number("fell_to", fall.to());
        }
        return readingsAbove == 0
                ? evidence.get()
                : evidence.with("above_leader", above).get();
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant next = Instant.MAX;
        for (Fall fall : falls.values()) {
            for (Duration span : List.of(LEAST, MOST)) {
                Instant end = fall.at().plus(span);
                next = Instants.earlierAfter(now, next, end);
            }
        }
        return next;
    }
}
