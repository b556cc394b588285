package io.quorumwatch.source.scrape;

import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.Page;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every member of some clusters exactly once, the way {@link MemberScraper} would: the same connections, caps and words for
 * what goes wrong. Members are looked at side by side, at most {@link #MOST_AT_ONCE} at a time; a look ends by its cluster's scrape
 * timeout.
 */
public final class SingleLooks extends VerticleBase {

    /** Looks that are under way at the same time. */
    public static final int MOST_AT_ONCE = 64;

    private final List<ClusterConfig> clusters;
    private final Function<ClusterConfig, Set<String>> families;
    private final ScrapeObserver observer;
    private final ScrapeSettings settings;
    private final AgentClock clock;
    private final Deque<Single> waiting = new ArrayDeque<>();
    private final List<Shared> shared = new ArrayList<>();
    private final Promise<Void> done = Promise.promise();
    private int running;

    /**
     * @param families the metric families that are wanted of a cluster's pages
     * @param observer told of each look when it has ended, on one event loop
     */
    public SingleLooks(
            List<ClusterConfig> clusters,
            Function<ClusterConfig, Set<String>> families,
            ScrapeObserver observer,
            ScrapeSettings settings,
            AgentClock clock) {
        this.clusters = List.copyOf(clusters);
        this.families = families;
        this.observer = observer;
        this.settings = settings;
        this.clock = clock;
    }

    /** The longest that looking at all of them can take, connections to dead hosts included. */
    public static Duration longest(List<ClusterConfig> clusters) {
        Duration longest = Duration.ZERO;
        int members = 0;
        for (ClusterConfig cluster : clusters) {
            longest = cluster.scrapeTimeout().compareTo(longest) > 0 ? cluster.scrapeTimeout() : longest;
            members += cluster.members().size();
        }
        return longest.multipliedBy(members / MOST_AT_ONCE + 1L);
    }

    /** Begins to look. */
    @Override
    public Future<?> start() {
        for (ClusterConfig cluster : clusters) {
            Shared parts = new Shared(cluster);
            shared.add(parts);
            for (MemberConfig member : cluster.members()) {
                if (member.metrics() != null) {
                    waiting.add(new Single(parts, member, Target.of(member.metrics(), member.access())));
                }
            }
        }
        goOn();
        return Future.succeededFuture();
    }

    /** Completes when every member has been looked at. */
    public Future<Void> done() {
        return done.future();
    }

    @Override
    public Future<?> stop() {
        waiting.clear();
        return Future.join(shared.stream().map(Shared::close).toList());
    }

    private void goOn() {
        while (running < MOST_AT_ONCE && !waiting.isEmpty()) {
            running++;
            waiting.remove().begin();
        }
        if (running == 0) {
            done.tryComplete();
        }
    }

    /** What the looks at one cluster have in common. */
    private final class Shared {

        private final ClusterConfig cluster;
        private final Connector connector;
        private final IntakePool intakes;
        private final MemberClient.Factory clients;

        Shared(ClusterConfig cluster) {
            this.cluster = cluster;
            connector = new Connector(vertx, cluster.scrapeTimeout(), settings);
            Set<String> wanted = families.apply(cluster);
            intakes = new IntakePool(
                    () -> new PageIntake(new ExpositionParser(wanted, settings.limits()), settings.bodyBytes()));
            clients = MemberClient.factory(connector, intakes, clock);
        }

        Future<Void> close() {
            intakes.close();
            return connector.close();
        }
    }

    /** One member, looked at once. */
    private final class Single implements MemberClient.Listener {

        private final Shared parts;
        private final MemberConfig member;
        private final MemberClient client;
        private final Alarm deadline;

        Single(Shared parts, MemberConfig member, Target target) {
            this.parts = parts;
            this.member = member;
            client = parts.clients.client(target, this);
            deadline = new Alarm(Timers.of(vertx), clock, client::expire);
        }

        void begin() {
            deadline.setIn(parts.cluster.scrapeTimeout());
            client.look(parts.cluster.scrapeTimeout(), false);
        }

        @Override
        public void ended(LookProgress look, @Nullable LookError error, Page page) {
            deadline.cancel();
            client.stop();
            running--;
            observer.looked(
                    look.look(parts.cluster.name(), member, clock.wall(), error, page),
                    look.arrivedBytes(),
                    look.took(clock.nanos()));
            goOn();
        }

        @Override
        public void closedUnexpectedly() {
            // Nothing is looked at twice.
        }
    }
}
