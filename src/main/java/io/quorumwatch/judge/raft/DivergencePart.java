package io.quorumwatch.judge.raft;

import static io.quorumwatch.catalogue.Condition.HISTORY_DIVERGING;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.MemberView.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether two leaders both go on committing. mosaik has no fixed quorum, so both sides of a partition commit, and the index of the
 * side that loses never falls when it is healed: two leaders with both indices moving is the only proof of the coming loss
 * (facts/mosaik.md 10.6).
 */
final class DivergencePart implements RaftRules.Part {

    private final Map<String, Branch> branches = new TreeMap<>();

    /** One leader's log since it has not been the only one. */
    private static final class Branch {
        private final double from;
        private double to;
        private Instant movedAt = Instant.MAX;

        private Branch(double from) {
            this.from = from;
            this.to = from;
        }
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        branches.keySet().retainAll(members);
    }

    @Override
    public void read(ClusterView view, MemberView member, MemberReading reading) {
        Instant now = reading.answeredAt();
        List<MemberView> leaders = view.leaders(now);
        if (leaders.size() < 2 && branches.isEmpty()) {
            return;
        }
        if (reading.restarted()) {
            branches.remove(member.name());
        }
        branches.keySet().removeIf(name -> !mayLeadOn(view.member(name), now));
        for (MemberView leader : leaders) {
            Branch branch = branches.computeIfAbsent(
                    leader.name(), name -> new Branch(leader.signals().get(Signal.COMMIT_INDEX)));
            double index = leader.signals().get(Signal.COMMIT_INDEX);
            if (index > branch.to || (Double.isNaN(branch.to) && !Double.isNaN(index))) {
                branch.movedAt = branch.movedAt.equals(Instant.MAX) ? now : branch.movedAt;
                branch.to = index;
            }
        }
        if (branches.size() < 2) {
            branches.clear();
        }
    }

    /** One that does not answer, or whose page tells nothing of it, may lead on; only one that is seen not to, or is gone, does not. */
    private static boolean mayLeadOn(@Nullable MemberView member, Instant now) {
        if (member == null || member.sight(now) == Sight.GONE) {
            return false;
        }
        return !member.seen(now) || (member.joined(now) && !member.signals().isFalse(Signal.LEADS));
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        int leaders = view.leaders(now).size();
        int untold = view.notTelling(Signal.LEADS, now);
        List<Instant> moved = branches.isEmpty() ? List.of() : moves();
        Supplier<Map<String, Object>> evidence = this::evidence;
        if (leaders >= 2 && moved.size() >= 2) {
            findings.isTrue(HISTORY_DIVERGING, null, moved.get(1), evidence);
        } else if (!view.allLooked()) {
            findings.isUnknown(HISTORY_DIVERGING, null, UnknownReason.NOT_LOOKED_YET, evidence);
        } else if (hides(now, view)) {
            findings.isUnknown(HISTORY_DIVERGING, null, UnknownReason.MEMBER_HIDDEN, evidence);
        } else if (moved.size() >= 2) {
            findings.isUnknown(HISTORY_DIVERGING, null, UnknownReason.LEADER_UNKNOWN, evidence);
        } else if (view.count(member -> member.joined(now)) < 2) {
            findings.isUnknown(HISTORY_DIVERGING, null, UnknownReason.MEMBER_UNSEEN, evidence);
        } else if (view.telling(Signal.LEADS, now) == 0 || view.telling(Signal.COMMIT_INDEX, now) == 0) {
            findings.isUnknown(HISTORY_DIVERGING, null, UnknownReason.NO_SIGNAL, evidence);
        } else if (untold > 0 && leaders + untold >= 2) {
            findings.isUnknown(HISTORY_DIVERGING, null, UnknownReason.LEADER_UNKNOWN, evidence);
        } else {
            findings.isFalse(HISTORY_DIVERGING, null, evidence);
        }
    }

    /** Whether one of several that led does not answer, and may lead on. */
    private boolean hides(Instant now, ClusterView view) {
        return view.count(each -> branches.containsKey(each.name()) && each.sight(now) == Sight.UNSEEN) > 0;
    }

    /** When each branch moved for the first time, in order. */
    private List<Instant> moves() {
        return branches.values().stream()
                .map(branch -> branch.movedAt)
                .filter(at -> !at.equals(Instant.MAX))
                .sorted()
                .toList();
    }

    private Map<String, Object> evidence() {
        Evidence evidence = new Evidence();
        for (Map.Entry<String, Branch> entry : branches.entrySet()) {
            evidence = evidence.number("from_" + entry.getKey(), entry.getValue().from)
                    .number("to_" + entry.getKey(), entry.getValue().to);
        }
        return evidence.get();
    }
}
