package io.quorumwatch;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.WebConfig;
import io.quorumwatch.desk.health.AgentIdentity;
import io.quorumwatch.desk.health.ClusterDesk;
import io.quorumwatch.desk.health.ClusterViews;
import io.quorumwatch.desk.health.HealthAggregator;
import io.quorumwatch.desk.health.HealthSnapshot;
import io.quorumwatch.face.log.EventLog;
import io.quorumwatch.face.metrics.MetricNames;
import io.quorumwatch.face.metrics.MetricsBinder;
import io.quorumwatch.face.metrics.MetricsHandler;
import io.quorumwatch.face.metrics.MetricsLedger;
import io.quorumwatch.face.web.LogIntake;
import io.quorumwatch.face.web.Routes;
import io.quorumwatch.face.web.WebFace;
import io.quorumwatch.face.web.WebLimits;
import io.quorumwatch.face.web.WebSettings;
import io.quorumwatch.face.web.WebSources;
import io.quorumwatch.judge.ConcernWatcher;
import io.quorumwatch.judge.bond.BondWatcher;
import io.quorumwatch.judge.leader.LeaderWatcher;
import io.quorumwatch.judge.member.MemberWatcher;
import io.quorumwatch.judge.raft.RaftLagWatcher;
import io.quorumwatch.judge.round.RoundFinalityTimer;
import io.quorumwatch.judge.watcher.SelfWatcher;
import io.quorumwatch.judge.watcher.SightWatcher;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.source.logs.LogFollowers;
import io.quorumwatch.source.logs.LogSettings;
import io.quorumwatch.source.logs.LogTally;
import io.quorumwatch.source.logs.PushDoor;
import io.quorumwatch.source.scrape.MemberScraper;
import io.quorumwatch.source.scrape.ScrapeSettings;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.LoopLag;
import io.quorumwatch.time.LoopLagProbe;
import io.quorumwatch.time.PauseWatch;
import io.quorumwatch.time.SystemClock;
import io.quorumwatch.time.Timers;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole agent as one verticle: deploy it, and it watches, judges and serves until it is undeployed.
 *
 * <p>This is the one place where the order of start and stop is written down. Consumers start before producers, so that nothing is
 * said to nobody: desk and faces first, then the judges, then the log followers and the scraper. They stop in reverse.
 */
public final class Agent extends VerticleBase {

    /** How long after a pause judges say unknown: until every member has been looked at again. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    /** How long {@code /health} says {@code shutting_down} before the port is closed, for probers and load balancers to see it. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger logger = LoggerFactory.getLogger(Agent.class);
    private static final int LOOPS = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;

    private final AgentClock clock;
    private final WatchPlans plans;
    private final HealthSnapshot snapshot;
    private final ClusterViews views = new ClusterViews();
    private final HealthAggregator health;
    private final ClusterDesk clusters;
    private final MetricsBinder metrics;
    private final List<ConcernWatcher> watchers;
    private final SelfWatcher self;
    private final LoopLag lag = new LoopLag(LOOPS);
    private final AgentPulse pulse;
    private final WebFace face;
    private final EventLog log;
    private final LogFollowers followers;
    private final MemberScraper scraper;
    private final Deque<String> started = new ArrayDeque<>();
    private AgentConfig config;

    /**
     * An agent with everything of its own. It registers its message codecs with the event bus it is deployed on.
     *
     * @param config what to watch
     * @param registry the registry that Vert.x measures itself with, see {@link io.quorumwatch.face.metrics.VertxMetrics}
     */
    public Agent(AgentConfig config, PrometheusMeterRegistry registry) {
        this(config, registry, Profiles.load(), new SystemClock(), WebConfig.OPEN, List.of());
    }

    /**
     * An agent with parts of somebody else's.
     *
     * @param profiles the kinds of systems it knows
     * @param clock its time
     * @param web TLS and users of its HTTP server
     * @param routes mount further routes beside its own
     */
    public Agent(
            AgentConfig config,
            PrometheusMeterRegistry registry,
            Profiles profiles,
            AgentClock clock,
            WebConfig web,
            List<Routes> routes) {
        this.config = config;
        this.clock = clock;
        plans = new WatchPlans(profiles);
        List<WatchPlan> present = plans.of(config.clusters());
        String version = Version.TEXT;
        snapshot = new HealthSnapshot(clock.wall());
        health = new HealthAggregator(new AgentIdentity(config.agent().id(), version, clock.wall()), snapshot, clock);
        clusters = new ClusterDesk(views, clock);
        metrics = new MetricsBinder(
                new MetricsLedger(version, config.agent().id(), clock.wall()),
                WatchPlans.forMetrics(config.clusters(), present),
                registry,
                clock::wall);
        watchers = List.of(
                new LeaderWatcher(clock, present),
                new BondWatcher(clock, present),
                new RaftLagWatcher(clock, present),
                new RoundFinalityTimer(clock, present),
                new MemberWatcher(clock, present),
                new SightWatcher(clock, present));
        self = new SelfWatcher(clock);
        pulse = new AgentPulse(clock, lag, this::logs, health, metrics);
        face = new WebFace(
                new WebSettings(config.http().host(), config.http().port(), web, WebLimits.DEFAULT),
                new WebSources(snapshot, views, new MetricsHandler(metrics), this::pushed, routes),
                clock);
        log = new EventLog(names(config));
        followers = new LogFollowers(
                config.clusters(),
                profiles::logReaderFor,
                event -> vertx.eventBus().publish(Addresses.event(event.watched()), event),
                LogSettings.in(config.agent().journalDirectory()),
                clock);
        scraper = new MemberScraper(
                config.clusters(),
                profiles::readerFor,
                reading -> vertx.eventBus().publish(Addresses.reading(reading.watched()), reading),
                pulse,
                ScrapeSettings.forVersion(version),
                clock);
    }

    @Override
    public Future<?> start() {
        BusCodec.registerAll(vertx.eventBus());
        return deploy(metrics)
                .compose(done -> deploy(log))
                .compose(done -> deploy(clusters))
                .compose(done -> deploy(health))
                .compose(done -> watchClusters())
                .compose(done -> deploy(face))
                .compose(done -> deployWatchers())
                .compose(done -> deploy(pulse))
                .compose(done -> deployProbes())
                .compose(done -> deploy(
                        new PauseWatch(clock, SETTLE, doubt -> vertx.eventBus().publish(Addresses.DOUBT, doubt))))
                .compose(done -> deploy(followers))
                .compose(done -> deploy(scraper))
                .onSuccess(done -> logger.atInfo()
                        .addKeyValue("listen", listen())
                        .addKeyValue("clusters", config.clusters().size())
                        .log("agent_started"));
    }

    /** Where it listens, {@code HOST:PORT} with the port that was really taken; known when it has been deployed. */
    public String listen() {
        String host = config.http().host();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + face.actualPort();
    }

    /** What {@code /health} shows at present. May be called from any thread. */
    public HealthReport health() {
        return snapshot.report();
    }

    /** The face is made before the followers, and asks only when it is asked itself. */
    private LogIntake.@Nullable Log pushed(String cluster, String member) {
        PushDoor door = followers.door(cluster, member);
        return door == null ? null : new PushedLog(door);
    }

    private LogTally.Sum logs() {
        return followers.sum();
    }

    private Future<Void> watchClusters() {
        List<WatchPlan> present = plans.of(config.clusters());
        return Future.join(
                        health.watch(WatchPlans.forHealth(present)),
                        clusters.watch(config.clusters()),
                        metrics.watch(WatchPlans.forMetrics(config.clusters(), present)),
                        log.watch(names(config)))
                .mapEmpty();
    }

    private static List<String> names(AgentConfig config) {
        return Stream.concat(config.clusters().stream().map(ClusterConfig::name), Stream.of(WatchPlan.AGENT))
                .toList();
    }

    private Future<Void> deployWatchers() {
        List<Future<Void>> deployed = new ArrayList<>();
        watchers.forEach(watcher -> deployed.add(deploy(watcher)));
        deployed.add(deploy(self));
        return Future.all(deployed).mapEmpty();
    }

    private Future<Void> deployProbes() {
        DeploymentOptions one = new DeploymentOptions();
        List<Future<Void>> deployed = new ArrayList<>();
        for (int loop = 0; loop < LOOPS; loop++) {
            deployed.add(deploy(new LoopLagProbe(clock, lag), one));
        }
        return Future.all(deployed).mapEmpty();
    }

    private Future<Void> deploy(Deployable verticle) {
        return deploy(verticle, new DeploymentOptions());
    }

    private Future<Void> deploy(Deployable verticle, DeploymentOptions options) {
        return vertx.deployVerticle(verticle, options).map(id -> {
            started.push(id);
            return null;
        });
    }

    /**
     * Takes another configuration over: clusters are added, changed and removed, and those that are the same are not disturbed.
     * What was said of {@code http} and {@code agent} stands until the next start. May be called from any thread.
     */
    public Future<Void> reload(AgentConfig next) {
        return Future.future(done -> context.runOnContext(ignored -> {
            config = next;
            List<WatchPlan> present = plans.of(next.clusters());
            List<Future<Void>> changes = new ArrayList<>();
            changes.add(watchClusters());
            watchers.forEach(watcher -> changes.add(watcher.watch(present)));
            Future.join(changes)
                    .compose(judged -> Future.join(followers.apply(next.clusters()), scraper.apply(next.clusters()))
                            .<Void>mapEmpty())
                    .onSuccess(scraped -> {
                        self.reloaded();
                        metrics.feed(ledger -> ledger.count(MetricNames.CONFIG_RELOADS, 1, "ok"));
                        logger.atInfo()
                                .addKeyValue("clusters", next.clusters().size())
                                .log("config_reloaded");
                    })
                    .onComplete(done);
        }));
    }

    /** Says that a new configuration was refused; everything goes on as it was. May be called from any thread. */
    public void refuseReload(String why) {
        self.reloadFailed(why);
        metrics.feed(ledger -> ledger.count(MetricNames.CONFIG_RELOADS, 1, "failed"));
        logger.atError().addKeyValue("error", why).log("config_reload_failed");
    }

    /**
     * Stops gracefully: says {@code shutting_down} for a grace, then stops what was started, the last first. To be called before
     * the agent is undeployed, because Vert.x undeploys the children of a verticle before it asks the verticle itself. May be
     * called from any thread.
     */
    public Future<Void> shutDown() {
        return Future.future(done -> context.runOnContext(ignored -> {
            logger.atInfo().log("agent_stopping");
            face.beginShutdown()
                    .compose(said -> grace())
                    .compose(over -> stopAll())
                    .onComplete(done);
        }));
    }

    @Override
    public Future<?> stop() {
        logger.atInfo().log("agent_stopped");
        return Future.succeededFuture();
    }

    private Future<Void> grace() {
        Promise<Void> grace = Promise.promise();
        new Alarm(Timers.of(vertx), clock, grace::complete).setIn(GRACE);
        return grace.future();
    }

    private Future<Void> stopAll() {
        Future<Void> stopped = Future.succeededFuture();
        for (String id : started) {
            stopped = stopped.transform(before -> vertx.undeploy(id));
        }
        started.clear();
        return stopped;
    }
}
