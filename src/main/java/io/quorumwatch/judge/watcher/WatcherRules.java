package io.quorumwatch.judge.watcher;

import static io.quorumwatch.catalogue.Condition.WATCHER_BLIND;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Evidence;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether too many members cannot be seen from here. A member whose port refuses is seen to be down, and a member that its own
 * peers have lost too is really in trouble: neither makes the watcher blind.
 */
public final class WatcherRules implements Rules {

    private WatchPlan plan;

    public WatcherRules(WatchPlan plan) {
        this.plan = plan;
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        plan = changed;
    }

    @Override
    public Concern concern() {
        return Concern.WATCHER;
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        int unseen = 0;
        for (MemberView member : view.members()) {
            unseen += isUnseen(member, now) ? 1 : 0;
        }
        double share =
                view.members().isEmpty() ? 0 : (double) unseen / view.members().size();
        Supplier<Map<String, Object>> evidence = () -> new Evidence()
                .with("unseen", unseen(view, now))
                .number("members", view.members().size())
                .get();
        if (!view.allLooked()) {
            findings.isUnknown(WATCHER_BLIND, null, UnknownReason.NOT_LOOKED_YET, evidence);
        } else if (share > plan.limit(Limit.BLIND_SHARE) && !peersLostThemToo(now, view)) {
            findings.isTrue(WATCHER_BLIND, null, now, evidence);
        } else {
            findings.isFalse(WATCHER_BLIND, null, evidence);
        }
    }

    private static boolean isUnseen(MemberView member, Instant now) {
        return member.hasPage() && member.sight(now) == MemberView.Sight.UNSEEN;
    }

    private static List<String> unseen(ClusterView view, Instant now) {
        return view.members().stream()
                .filter(member -> isUnseen(member, now))
                .map(MemberView::name)
                .toList();
    }

    /** Whether those of the committee that we see have no bond to any that we do not see. */
    private static boolean peersLostThemToo(Instant now, ClusterView view) {
        int joined = view.count(member -> member.joined(now));
        int confirming =
                view.count(member -> member.joined(now) && member.signals().get(Signal.BONDS) <= joined - 1);
        return joined > 0 && confirming == joined;
    }
}
