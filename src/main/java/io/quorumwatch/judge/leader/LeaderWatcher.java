package io.quorumwatch.judge.leader;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import java.util.List;

/** Watches who leads, in all clusters. */
public final class LeaderWatcher extends ConcernWatcher {

    public LeaderWatcher(AgentClock clock, List<WatchPlan> plans) {
        super(clock, plans, LeaderRules::new);
    }
}
