package io.quorumwatch.judge.attestation;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.Rules;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.Set;

/** Whether tickets expire soon, and whether members are refused. */
public final class AttestationRules implements Rules {

    private final ExpiryPart expiry;
    private final RefusalPart refusal;

    public AttestationRules(WatchPlan plan) {
        expiry = new ExpiryPart(plan);
        refusal = new RefusalPart(plan);
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        refusal.change(changed, members);
    }

    @Override
    public Concern concern() {
        return Concern.ATTESTATION;
    }

    @Override
    public void read(ClusterView view, MemberReading reading) {
        refusal.read(reading);
    }

    @Override
    public boolean hearsEvents() {
        return true;
    }

    @Override
    public void hear(ClusterView view, LogEvent event) {
        refusal.hear(view, event);
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        expiry.assess(now, view, findings);
        refusal.assess(now, view, findings);
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant expiring = expiry.nextDeadline(now);
        Instant calm = refusal.nextDeadline(now);
        return Instants.earlier(expiring, calm);
    }
}
