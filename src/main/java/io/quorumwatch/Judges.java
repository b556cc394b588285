package io.quorumwatch;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.judge.attestation.AttestationWatcher;
import io.quorumwatch.judge.bond.BondWatcher;
import io.quorumwatch.judge.discovery.DiscoveryWatcher;
import io.quorumwatch.judge.escalation.EscalationWatcher;
import io.quorumwatch.judge.leader.LeaderWatcher;
import io.quorumwatch.judge.member.MemberWatcher;
import io.quorumwatch.judge.raft.RaftLagWatcher;
import io.quorumwatch.judge.round.RoundFinalityTimer;
import io.quorumwatch.judge.universe.UniverseWatcher;
import io.quorumwatch.judge.watcher.SelfWatcher;
import io.quorumwatch.judge.watcher.SightWatcher;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Who judges: a verticle for each concern. */
final class Judges {

    private final List<ConcernWatcher> watchers;
    private final UniverseWatcher universes;
    private final SelfWatcher self;

    Judges(AgentClock clock) {
        watchers = List.of(
                new LeaderWatcher(clock, List.of()),
                new BondWatcher(clock, List.of()),
                new RaftLagWatcher(clock, List.of()),
                new RoundFinalityTimer(clock, List.of()),
                new MemberWatcher(clock, List.of()),
                new DiscoveryWatcher(clock, List.of()),
                new AttestationWatcher(clock, List.of()),
                new EscalationWatcher(clock, List.of()),
                new SightWatcher(clock, List.of()));
        universes = new UniverseWatcher(clock, List.of());
        self = new SelfWatcher(clock);
    }

    List<Deployable> verticles() {
        List<Deployable> verticles = new ArrayList<>(watchers);
        verticles.add(universes);
        verticles.add(self);
        return verticles;
    }

    /** Judges these clusters from now on. */
    Future<Void> watch(List<WatchPlan> plans) {
        List<Future<Void>> changes = new ArrayList<>();
        watchers.forEach(watcher -> changes.add(watcher.watch(plans)));
        changes.add(universes.watch(plans));
        return Future.join(changes).mapEmpty();
    }

    /** The judge of the agent itself. */
    SelfWatcher self() {
        return self;
    }
}
