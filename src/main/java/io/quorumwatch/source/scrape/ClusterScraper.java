package io.quorumwatch.source.scrape;

import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the members of one cluster: all of them at every tick, and at once when one of them closes its connection unexpectedly. A
 * member that has not answered by the next tick is left out there; its look ends by its own deadline and delays nobody.
 */
final class ClusterScraper extends VerticleBase {

    /**
     * Clusters whose phases lie in the same step are looked at together, because every wake-up costs: with 334 clusters, of which
     * each had its own millisecond, a look took a fifth more.
     */
    private static final Duration STEP = Duration.ofMillis(10);

    private ClusterConfig cluster;
    private final ReadingOutlet outlet;
    private final IntakePools pools;
    private final ScrapeSettings settings;
    private final AgentClock clock;
    private final List<WatchedMember> members = new ArrayList<>();
    private @Nullable Running running;

    /** What exists between start and stop. */
    private record Running(
            Connector connector, Set<String> wanted, MemberClient.Factory clients, PollLoop loop, Alarm deadline) {}

    ClusterScraper(
            ClusterConfig cluster, ReadingOutlet outlet, IntakePools pools, ScrapeSettings settings, AgentClock clock) {
        this.cluster = cluster;
        this.outlet = outlet;
        this.pools = pools;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        Connector connector = new Connector(vertx, cluster.scrapeTimeout(), settings);
        Set<String> wanted = outlet.reader().wantedFamilies();
        MemberClient.Factory clients = MemberClient.factory(connector, pools.join(wanted), clock);
        addMembers(clients);
        Timers timers = Timers.of(vertx);
        PollLoop loop = new PollLoop(timers, clock, cluster.pollEvery(), this::tick);
        running = new Running(connector, wanted, clients, loop, new Alarm(timers, clock, this::endOverdueLooks));
        loop.start(PollLoop.phaseOf(cluster.name(), cluster.pollEvery()), STEP);
        return Future.succeededFuture();
    }

    /**
     * The cluster has these members from now on, all else being the same. Those that stay keep their connections; those that are new
     * are looked at with the next tick. May be called from any thread.
     *
     * @return when nothing is published any more of those that left
     */
    Future<Void> change(ClusterConfig changed) {
        return OnContext.run(context, () -> {
            takeOver(changed);
            return Future.succeededFuture();
        });
    }

    private void takeOver(ClusterConfig changed) {
        Running present = running;
        if (present == null) {
            return;
        }
        cluster = changed;
        outlet.reader().change(changed);
        members.removeIf(member -> {
            boolean leaves = !changed.members().contains(member.config());
            if (leaves) {
                member.client().stop();
            }
            return leaves;
        });
        addMembers(present.clients());
    }

    private void addMembers(MemberClient.Factory clients) {
        for (MemberConfig member : cluster.members()) {
            boolean known =
                    members.stream().anyMatch(watched -> watched.config().equals(member));
            if (member.metrics() != null && !known) {
                Target target = Target.of(member.metrics(), member.access());
                members.add(new WatchedMember(
                        cluster.name(),
                        member,
                        target,
                        cluster.scrapeTimeout(),
                        clients,
                        clock,
                        outlet,
                        this::lookAgain));
            }
        }
    }

    @Override
    public Future<?> stop() {
        Running stopping = running;
        if (stopping == null) {
            return Future.succeededFuture();
        }
        stopping.loop().stop();
        stopping.deadline().cancel();
        members.forEach(member -> member.client().stop());
        pools.leave(stopping.wanted());
        return stopping.connector().close();
    }

    /** Only begins the looks: if it waited for them, the slowest member would delay the others' next tick. */
    private Future<?> tick(PollLoop.Tick tick) {
        members.forEach(WatchedMember::look);
        watchDeadlines();
        return Future.succeededFuture();
    }

    /** The fast path: first the member with the news, then the others, who may know more about it. */
    private void lookAgain(WatchedMember news) {
        news.lookAgain();
        members.forEach(WatchedMember::lookAgain);
        watchDeadlines();
    }

    private void endOverdueLooks() {
        for (WatchedMember member : members) {
            Duration left = member.client().timeLeft();
            if (left != null && left.compareTo(Duration.ZERO) <= 0) {
                member.client().expire();
            }
        }
        watchDeadlines();
    }

    /** One alarm for the whole cluster: the looks of a tick have the same deadline. */
    private void watchDeadlines() {
        Alarm deadline = Objects.requireNonNull(running).deadline();
        members.stream()
                .map(member -> member.client().timeLeft())
                .filter(Objects::nonNull)
                .min(Duration::compareTo)
                .ifPresent(deadline::setIn);
    }
}
