package io.quorumwatch.judge.escalation;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import java.util.List;

/** Watches for what must be handed on to the security audience, in all clusters. */
public final class EscalationWatcher extends ConcernWatcher {

    public EscalationWatcher(AgentClock clock, List<WatchPlan> plans) {
        super(clock, plans, EscalationRules::new);
    }
}
