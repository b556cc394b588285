package io.quorumwatch.cli;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.face.metrics.VertxMetrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.LoggerFactory;

/**
 * An {@link AgentRun} that is made on a thread of its own while the configuration is read and the agent is put together: a start is
 * mostly the loading of classes, and those of Vert.x have nothing to do with the others. Closed without having been taken, it leaves
 * nothing behind.
 */
final class AgentPreparation implements AutoCloseable {

    private static final Executor THREAD = preparation -> {
        Thread thread = new Thread(preparation, "preparation");
        thread.setDaemon(true);
        thread.start();
    };

    private final CompletableFuture<Void> log = CompletableFuture.runAsync(LoggerFactory::getILoggerFactory, THREAD);
    private final CompletableFuture<PrometheusMeterRegistry> registry =
            log.thenApplyAsync(ready -> VertxMetrics.newRegistry(), THREAD);
    private final CompletableFuture<AgentRun> run = registry.thenApplyAsync(AgentRun::new, THREAD);
    private boolean taken;

    /**
     * Waits until this thread does not set up the log any more. That happens when the log is first asked for, and whoever else asks
     * meanwhile gets a stand-in.
     */
    void awaitLog() {
        var unused = await(log);
    }

    /** Waits until it is made. */
    PrometheusMeterRegistry registry() {
        return await(registry);
    }

    /** Waits until it is made; it belongs to the caller then. */
    AgentRun take() {
        AgentRun made = await(run);
        taken = true;
        return made;
    }

    private static <T> T await(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException failure) {
            throw CommandFailure.failed("the agent did not start: " + failure.getCause());
        }
    }

    @Override
    public void close() {
        if (!taken) {
            run.thenAccept(made -> made.stop(() -> {}));
        }
    }
}
