package io.quorumwatch.judge.discovery;

import static io.quorumwatch.catalogue.Condition.CLIENTS_MISSING;
import static io.quorumwatch.catalogue.Condition.SERVER_REGISTRY_INCOMPLETE;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.Rules;
import java.time.Instant;
import java.util.Set;

/** Whether the registries are complete, the catalogue is as usual, and every member finds its peers. */
public final class DiscoveryRules implements Rules {

    private final RegistryPart clients;
    private final RegistryPart servers;
    private final CatalogPart catalog;
    private final BootstrapPart bootstrap;

    public DiscoveryRules(WatchPlan plan) {
        clients = new RegistryPart(CLIENTS_MISSING, Signal.CLIENTS_REGISTERED, plan.expectedClients());
        servers = new RegistryPart(
                SERVER_REGISTRY_INCOMPLETE,
                Signal.SERVERS_REGISTERED,
                plan.terms().committeeSize());
        catalog = new CatalogPart(plan);
        bootstrap = new BootstrapPart();
    }

    @Override
    public void change(WatchPlan changed, Set<String> members) {
        servers.expect(changed.terms().committeeSize());
        bootstrap.change(members);
    }

    @Override
    public Concern concern() {
        return Concern.DISCOVERY;
    }

    @Override
    public void read(ClusterView view, MemberReading reading) {
        catalog.read(view, reading);
        bootstrap.read(view, reading);
    }

    @Override
    public boolean hearsEvents() {
        return true;
    }

    @Override
    public void hear(ClusterView view, LogEvent event) {
        bootstrap.hear(event);
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        clients.assess(now, view, findings);
        servers.assess(now, view, findings);
        catalog.assess(now, view, findings);
        bootstrap.assess(now, view, findings);
    }

    @Override
    public Instant nextDeadline(Instant now) {
        return bootstrap.nextDeadline(now);
    }
}
