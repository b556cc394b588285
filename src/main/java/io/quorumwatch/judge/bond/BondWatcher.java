package io.quorumwatch.judge.bond;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import java.util.List;

/** Watches the bonds between members, in all clusters. */
public final class BondWatcher extends ConcernWatcher {

    public BondWatcher(AgentClock clock, List<WatchPlan> plans) {
        super(clock, plans, BondRules::new);
    }
}
