package io.quorumwatch.judge.raft;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import java.util.List;

/** Watches the replicated log, in all clusters. */
public final class RaftLagWatcher extends ConcernWatcher {

    public RaftLagWatcher(AgentClock clock, List<WatchPlan> plans) {
        super(clock, plans, RaftRules::new);
    }
}
