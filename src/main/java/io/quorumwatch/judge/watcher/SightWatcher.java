package io.quorumwatch.judge.watcher;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import java.util.List;

/** Watches whether the clusters can be seen from here at all. */
public final class SightWatcher extends ConcernWatcher {

    public SightWatcher(AgentClock clock, List<WatchPlan> plans) {
        super(clock, plans, WatcherRules::new);
    }
}
