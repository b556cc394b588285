package io.quorumwatch.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.LogSource;
import io.quorumwatch.testing.TestClusters;
import io.quorumwatch.time.SystemClock;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Followers of a cluster {@code acme}, to whom every line means something, and what they say. */
final class Following implements AutoCloseable {

    private static final int WAIT_SECONDS = 20;

    final LogFollowers followers;
    private final Vertx vertx;
    private final LinkedBlockingQueue<LogEvent> events = new LinkedBlockingQueue<>();
    private final AtomicInteger readersMade = new AtomicInteger();
    private String deployment;

    private Following(Vertx vertx, LogSettings settings, List<ClusterConfig> clusters) throws Exception {
        this.vertx = vertx;
        followers = new LogFollowers(
                cluster -> {
                    readersMade.incrementAndGet();
                    return new Echo(cluster);
                },
                events::add,
                settings,
                new SystemClock());
        deployment = vertx.deployVerticle(followers).await(WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(followers.apply(clusters).await(WAIT_SECONDS, TimeUnit.SECONDS))
                .isNull();
    }

    static Following of(Vertx vertx, LogSettings settings, MemberConfig... members) throws Exception {
        return new Following(vertx, settings, List.of(cluster(members)));
    }

    static ClusterConfig cluster(MemberConfig... members) {
        return TestClusters.of("acme", "zipnet", Map.of(), Duration.ofSeconds(1), List.of(members));
    }

    static MemberConfig member(String name, String kind, Map<String, String> settings) {
        return new MemberConfig(name, "committee", null, MemberConfig.Access.PLAIN, new LogSource(kind, settings));
    }

    static MemberConfig file(String name, Path path) {
        return member(name, "file", Map.of("path", path.toString()));
    }

    /** Waits for that many events, and gives them as {@code member kind what}. */
    List<String> next(int count) throws InterruptedException {
        List<String> found = new ArrayList<>();
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (found.size() < count) {
            LogEvent event = events.poll(giveUpAt - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(event)
                    .as(
                            "after %s, the last of them %s",
                            found.size(), found.subList(Math.max(0, found.size() - 5), found.size()))
                    .isNotNull();
            String reason = event.field("reason");
            found.add(event.member() + " "
                    + (event.kind() == EventKind.NODE_UP
                            ? event.line()
                            : event.kind().word())
                    + (reason == null ? "" : " " + reason));
        }
        return found;
    }

    /** How often somebody began to read the cluster's logs who has learnt nothing yet. */
    int readersMade() {
        return readersMade.get();
    }

    /** What has been said and not been waited for. */
    int waiting() {
        return events.size();
    }

    void apply(MemberConfig... members) throws Exception {
        assertThat(followers.apply(List.of(cluster(members))).await(WAIT_SECONDS, TimeUnit.SECONDS))
                .isNull();
    }

    @Override
    public void close() throws Exception {
        assertThat(vertx.undeploy(deployment).await(WAIT_SECONDS, TimeUnit.SECONDS))
                .isNull();
    }

    /** Takes every line for news. */
    private static final class Echo implements EventReader {

        private final ClusterConfig cluster;

        private Echo(ClusterConfig cluster) {
            this.cluster = cluster;
        }

        @Override
        public @Nullable LogEvent read(String member, String line, Instant readAt) {
            return new LogEvent(cluster.name(), member, "committee", readAt, readAt, EventKind.NODE_UP, Map.of(), line);
        }

        @Override
        public long unstructured() {
            return 0;
        }
    }
}
