package io.quorumwatch.cli;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.Agent;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.config.WebConfig;
import io.quorumwatch.config.WebConfigLoader;
import io.quorumwatch.face.metrics.VertxMetrics;
import io.quorumwatch.face.web.Routes;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.time.SystemClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The life of one agent in a process of its own: from its start until somebody stops it. */
final class AgentRun {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);

    /** A look must be judged within milliseconds, so a loop that is busy for this long is worth a line in the log. */
    private static final long BLOCKED_MILLIS = 500;

    /**
     * One event loop for each processor, half of what Vert.x has by default: each reading goes to a dozen subscribers, and every
     * further loop among them has to be woken up for it. Measured with {@code LookBenchmark}. Two at least, so that a busy one
     * does not stop all.
     */
    private static final int LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Vertx vertx;
    private final PrometheusMeterRegistry registry;
    private volatile @Nullable Agent agent;
    private final CountDownLatch stopped = new CountDownLatch(1);

    AgentRun() {
        this(VertxMetrics.newRegistry());
    }

    /** @param registry the registry that Vert.x measures itself with, and that of the agent which is to be started */
    AgentRun(PrometheusMeterRegistry registry) {
        this.registry = registry;
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(LOOPS)
                .setMaxEventLoopExecuteTime(BLOCKED_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))
                .setAddressResolverOptions(new AddressResolverOptions()
                        .setQueryTimeout(1000)
                        .setCacheMaxTimeToLive(30)
                        .setHostsRefreshPeriod(10_000));
        vertx = VertxMetrics.builder(options, registry).build();
    }

    Vertx vertx() {
        return vertx;
    }

    /** Starts the agent and waits until it serves. */
    Agent start(AgentConfig config, Profiles profiles, List<Routes> routes) throws InvalidConfigException {
        Agent starting = agent(config, registry, profiles, routes);
        start(starting, config);
        return starting;
    }

    /** An agent of this process. */
    static Agent agent(AgentConfig config, PrometheusMeterRegistry registry, Profiles profiles, List<Routes> routes)
            throws InvalidConfigException {
        return new Agent(config, registry, profiles, new SystemClock(), webConfig(config), routes);
    }

    /** Starts the agent, which was made with the same registry, and waits until it serves. */
    void start(Agent starting, AgentConfig config) {
        String unused = await(vertx.deployVerticle(starting), START, failure -> complaint(config, failure));
        agent = starting;
    }

    private static CommandFailure complaint(AgentConfig config, Throwable failure) {
        String why = failure instanceof BindException
                ? failure.getMessage()
                : failure instanceof UnknownHostException ? "no address is known by that name" : null;
        return CommandFailure.failed(
                why == null
                        ? "the agent did not start: " + failure
                        : "cannot listen on " + config.http().host() + ":"
                                + config.http().port() + ": " + why + "; choose another address with --listen");
    }

    /** Users and certificate of its HTTP server, read anew. */
    static WebConfig webConfig(AgentConfig config) throws InvalidConfigException {
        Path file = config.http().webConfigFile();
        return file == null ? WebConfig.OPEN : WebConfigLoader.load(file);
    }

    /**
     * Stops everything when the process is asked to end, and lets it end only then.
     *
     * @param first what is done before the agent stops
     * @param last what is done when nothing happens any more
     */
    void stopOnSignal(Runnable first, Runnable last) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            first.run();
                            stop(last);
                        },
                        "shutdown"));
    }

    /** Waits until the process is asked to end. */
    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops everything, within its time. */
    void stop(Runnable last) {
        Agent running = agent;
        Future<Void> quiet = running == null ? Future.succeededFuture() : running.shutDown();
        try {
            quiet.transform(done -> undeployAll())
                    .transform(done -> vertx.close())
                    .await(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RuntimeException late) {
            // The process ends anyway; there is nobody left to tell.
        } finally {
            last.run();
            stopped.countDown();
        }
    }

    private Future<Void> undeployAll() {
        List<Future<Void>> leaving =
                vertx.deploymentIDs().stream().map(vertx::undeploy).toList();
        return Future.join(leaving).mapEmpty();
    }

    static <T> T await(Future<T> future, Duration limit, Function<Throwable, CommandFailure> complaint) {
        try {
            return future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw complaint.apply(late);
        } catch (Throwable failure) {
            throw complaint.apply(failure);
        }
    }
}
