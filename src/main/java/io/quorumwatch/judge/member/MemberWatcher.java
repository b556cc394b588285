package io.quorumwatch.judge.member;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import java.util.List;

/** Watches the members' processes, in all clusters. */
public final class MemberWatcher extends ConcernWatcher {

    public MemberWatcher(AgentClock clock, List<WatchPlan> plans) {
        super(clock, plans, MemberRules::new);
    }
}
