package io.quorumwatch;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ConfigDiff;
import io.quorumwatch.config.ConfigVocabulary.ProfileTerms;
import io.quorumwatch.config.WebConfig;
import io.quorumwatch.face.metrics.MetricNames;
import io.quorumwatch.face.metrics.MetricsHandler;
import io.quorumwatch.face.web.LogIntake;
import io.quorumwatch.face.web.Routes;
import io.quorumwatch.face.web.WebFace;
import io.quorumwatch.face.web.WebLimits;
import io.quorumwatch.face.web.WebSettings;
import io.quorumwatch.face.web.WebSources;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.source.discovery.DiscoveryFailure;
import io.quorumwatch.source.discovery.DiscoveryListener;
import io.quorumwatch.source.discovery.DiscoverySettings;
import io.quorumwatch.source.discovery.MemberDiscovery;
import io.quorumwatch.source.discovery.MemberTerms;
import io.quorumwatch.source.logs.LogTally;
import io.quorumwatch.source.logs.PushDoor;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.LoopLag;
import io.quorumwatch.time.LoopLagProbe;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.PauseWatch;
import io.quorumwatch.time.SystemClock;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole agent as one verticle: deploy it, and it watches, judges and serves until it is undeployed.
 *
 * <p>This is the one place where the order of start and stop is written down. Consumers start before producers, so that nothing is
 * said to nobody: faces and desks first, then the judges, then the log followers and the scraper. They stop in reverse. The HTTP
 * server is the very first, so that probes learn at once that the agent lives, and is not ready yet; the paths that no probe asks for are
 * made ready last.
 */
public final class Agent extends VerticleBase {

    /** How long {@code /health} says {@code shutting_down} before the port is closed, for probers and load balancers to see it. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger logger = LoggerFactory.getLogger(Agent.class);
    private static final int LOOPS = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;

    private final AgentClock clock;
    private final Desks desks;
    private final Judges judges;
    private final LoopLag lag = new LoopLag(LOOPS);
    private final AgentPulse pulse;
    private final WebFace face;
    private final Sources sources;
    private final MemberDiscovery discovery;
    private final WebConfig web;
    private final String host;
    private final AgentConfig atStart;
    private final ConfigInForce inForce;
    private final Deployments parts = new Deployments(() -> vertx);

    private boolean stopping;

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
        this.clock = clock;
        this.web = web;
        host = config.http().host();
        atStart = config.withClusters(List.of());
        WatchPlans plans = new WatchPlans(profiles);
        desks = new Desks(config, plans.of(config.clusters()), registry, clock);
        judges = new Judges(clock);
        pulse = new AgentPulse(clock, lag, this::logs, desks.health(), desks.metrics());
        face = new WebFace(
                new WebSettings(host, config.http().port(), web, WebLimits.DEFAULT),
                new WebSources(
                        desks.snapshot(),
                        desks.views(),
                        desks.board(),
                        new MetricsHandler(desks.metrics()),
                        this::pushed,
                        routes),
                clock);
        sources = new Sources(profiles, config.agent().journalDirectory(), () -> vertx.eventBus(), pulse, clock);
        inForce = new ConfigInForce(config, plans, desks, judges, sources);
        discovery = new MemberDiscovery(
                cluster -> {
                    ProfileTerms terms = profiles.profile(cluster.profile()).terms();
                    return new MemberTerms(terms.roles(), terms.defaultRole());
                },
                new Finds(),
                DiscoverySettings.usual(),
                clock);
    }

    @Override
    public Future<?> start() {
        BusCodec.registerAll(vertx.eventBus());
        return parts.start(face)
                .compose(done -> parts.startInOrder(desks.verticles()))
                .compose(done -> parts.start(discovery))
                .compose(done -> discovery.watch(inForce.asked()))
                .compose(inForce::expect)
                .compose(done -> parts.startTogether(judges.verticles()))
                .compose(done -> parts.start(pulse))
                .compose(done -> parts.startTogether(probes()))
                .compose(done -> parts.start(
                        new PauseWatch(clock, doubt -> vertx.eventBus().publish(Addresses.DOUBT, doubt))))
                .compose(done -> parts.startInOrder(sources.verticles()))
                .compose(done -> inForce.begin())
                .compose(done -> face.prepare())
                .onSuccess(done -> logger.atInfo()
                        .addKeyValue("listen", listen())
                        .addKeyValue("clusters", inForce.clusters())
                        .log("agent_started"));
    }

    /** Where it listens, {@code HOST:PORT} with the port that was really taken; known when it has been deployed. */
    public String listen() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + face.actualPort();
    }

    /** What {@code /health} shows at present. May be called from any thread. */
    public HealthReport health() {
        return desks.snapshot().report();
    }

    /** The face is made before the sources, and asks only when it is asked itself. */
    private LogIntake.@Nullable Log pushed(String cluster, String member) {
        PushDoor door = sources.door(cluster, member);
        return door == null ? null : new PushedLog(door);
    }

    private LogTally.Sum logs() {
        return sources.logs();
    }

    /** What is wrong at present, the loudest first. May be called from any thread. */
    public List<Incident> openIncidents() {
        return desks.board().picture().open();
    }

    /** One for each event loop: Vert.x deals verticles out to its loops in turn. */
    private List<LoopLagProbe> probes() {
        return Stream.generate(() -> new LoopLagProbe(clock, lag)).limit(LOOPS).toList();
    }

    /** Takes another configuration over, and leaves users and certificate of its HTTP server as they are; see the other one. */
    public Future<Void> reload(AgentConfig next) {
        return reload(next, web);
    }

    /**
     * Takes another configuration over: clusters are added, changed and removed, and those that are the same are not disturbed. When
     * only members of a cluster change, by hand or by discovery, all that is known of the others stays known. Users and certificate
     * are those of new requests and connections. What was said of {@code agent} and {@code http.listen}, and whether TLS is spoken at
     * all, stands until the next start, which the log says. May be called from any thread.
     *
     * @return fails when the certificate cannot be read, and then nothing has changed
     */
    public Future<Void> reload(AgentConfig next, WebConfig nextWeb) {
        return OnContext.run(
                context,
                () -> face.change(nextWeb)
                        .compose(changed -> {
                            sayWhatNeedsRestart(next, nextWeb);
                            inForce.ask(next);
                            return discovery.watch(next);
                        })
                        .compose(found -> inForce.isAsked(next) ? inForce.apply(found) : inForce.applied())
                        .onSuccess(scraped -> {
                            judges.self().reloaded();
                            desks.metrics().feed(ledger -> ledger.count(MetricNames.CONFIG_RELOADS, 1, "ok"));
                            logger.atInfo()
                                    .addKeyValue("clusters", next.clusters().size())
                                    .log("config_reloaded");
                        }));
    }

    private void sayWhatNeedsRestart(AgentConfig next, WebConfig nextWeb) {
        List<String> keys = new ArrayList<>(ConfigDiff.between(atStart, next).needingRestart());
        if ((web.tls() == null) != (nextWeb.tls() == null)) {
            keys.add("http.web-config-file");
        }
        keys.forEach(key -> logger.atWarn().addKeyValue("key", key).log("setting_needs_restart"));
    }

    /** Takes up what discovery finds. */
    private final class Finds implements DiscoveryListener {

        @Override
        public void found(AgentConfig asked, AgentConfig found) {
            context.runOnContext(ignored -> {
                // What was found for a configuration that is not in force any more comes again with the next one.
                if (inForce.isAsked(asked) && !stopping) {
                    inForce.apply(found)
                            .onSuccess(done -> logger.atInfo()
                                    .addKeyValue("members", found.memberCount())
                                    .log("members_changed"))
                            .onFailure(failure -> logger.error("members_change_failed", failure));
                }
            });
        }

        @Override
        public void noted(int standing, Map<DiscoveryFailure, Long> counted) {
            if (pulse.toldOfDiscovery()
                    || inForce.asked().clusters().stream().anyMatch(cluster -> cluster.discover() != null)) {
                pulse.noteDiscovery(standing, counted);
            }
        }
    }

    /** Says that a new configuration was refused; everything goes on as it was. May be called from any thread. */
    public void refuseReload(String why) {
        judges.self().reloadFailed(why);
        desks.metrics().feed(ledger -> ledger.count(MetricNames.CONFIG_RELOADS, 1, "failed"));
        logger.atError().addKeyValue("error", why).log("config_reload_failed");
    }

    /**
     * Stops gracefully: says {@code shutting_down} for a grace, then stops what was started, the last first. To be called before
     * the agent is undeployed, because Vert.x undeploys the children of a verticle before it asks the verticle itself. May be
     * called from any thread.
     */
    public Future<Void> shutDown() {
        return OnContext.run(context, () -> {
            stopping = true;
            logger.atInfo().log("agent_stopping");
            return face.beginShutdown().compose(said -> grace()).compose(over -> parts.stop());
        });
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
}
