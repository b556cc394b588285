package io.quorumwatch.judge.round;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import java.util.List;

/** Times the finality of rounds, in all clusters; rings exactly when a round is overdue. */
public final class RoundFinalityTimer extends ConcernWatcher {

    public RoundFinalityTimer(AgentClock clock, List<WatchPlan> plans) {
        super(clock, plans, RoundRules::new);
    }
}
