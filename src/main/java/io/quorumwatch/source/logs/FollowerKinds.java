package io.quorumwatch.source.logs;

import io.quorumwatch.config.MemberConfig.LogSource;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes the follower of each kind of log. Used from one context. */
final class FollowerKinds {

    /** Each follower holds a connection, and all of one gateway's units go to the same host. */
    private static final int MOST_CONNECTIONS = 1024;

    private static final int CHUNK_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final AgentClock clock;
    private final String journalProgram;
    private @Nullable HttpClientAgent client;

    FollowerKinds(Vertx vertx, WorkerExecutor worker, AgentClock clock, String journalProgram) {
        this.vertx = vertx;
        this.worker = worker;
        this.clock = clock;
        this.journalProgram = journalProgram;
    }

    /** A follower that has not begun; null when the log is not followed but pushed. */
    @Nullable
    LogFollower follower(LogSource source, LogFollower.Listener listener) {
        return switch (source.kind()) {
            case "file" -> new FileFollower(vertx, worker, clock, Path.of(setting(source, "path")), listener);
            case "journal" -> new JournalFollower(vertx, clock, journalProgram, setting(source, "unit"), listener);
            case "gateway" ->
                new GatewayFollower(
                        vertx,
                        client(),
                        clock,
                        new GatewayAddress(URI.create(setting(source, "url")), setting(source, "unit")),
                        listener);
            case "push" -> null;
            default -> throw new IllegalArgumentException("no kind of log: " + source.kind());
        };
    }

    Future<Void> close() {
        return client == null ? Future.succeededFuture() : client.close();
    }

    private HttpClientAgent client() {
        if (client == null) {
            client = vertx.createHttpClient(
                    new HttpClientOptions()
                            .setKeepAlive(false)
                            .setConnectTimeout((int) GatewayFollower.CONNECTING.toMillis())
                            .setMaxChunkSize(CHUNK_BYTES)
                            .setMetricsName("gateway"),
                    // A cleaner period of 0 would cancel somebody's timer when the client is closed (Vert.x 5.0.12).
                    new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setCleanerPeriod(Integer.MAX_VALUE));
        }
        return client;
    }

    private static String setting(LogSource source, String key) {
        String value = source.settings().get(key);
        if (value == null) {
            throw new IllegalArgumentException("a log of kind " + source.kind() + " needs " + key);
        }
        return value;
    }
}
