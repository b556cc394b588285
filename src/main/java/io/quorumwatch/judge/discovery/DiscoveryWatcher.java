package io.quorumwatch.judge.discovery;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import java.util.List;

/** Watches whether members and clients find one another, in all clusters. */
public final class DiscoveryWatcher extends ConcernWatcher {

    public DiscoveryWatcher(AgentClock clock, List<WatchPlan> plans) {
        super(clock, plans, DiscoveryRules::new);
    }
}
