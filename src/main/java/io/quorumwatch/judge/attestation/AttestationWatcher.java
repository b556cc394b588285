package io.quorumwatch.judge.attestation;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.time.AgentClock;
import java.util.List;

/** Watches tickets and their refusal, in all clusters. */
public final class AttestationWatcher extends ConcernWatcher {

    public AttestationWatcher(AgentClock clock, List<WatchPlan> plans) {
        super(clock, plans, AttestationRules::new);
    }
}
