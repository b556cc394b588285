package io.quorumwatch;

import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.desk.health.HealthAggregator;
import io.quorumwatch.face.metrics.MetricsBinder;
import io.quorumwatch.source.discovery.DiscoveryFailure;
import io.quorumwatch.source.logs.LogTally;
import io.quorumwatch.source.scrape.Look;
import io.quorumwatch.source.scrape.ScrapeObserver;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.LoopLag;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the agent's own pulse once a second: the lag of its event loops, the share of looks that fail, and what has come of logs, for
 * health and metrics; and of discovery whenever that has news. Looks are counted from any thread.
 */
final class AgentPulse extends VerticleBase implements ScrapeObserver {

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Beyond this the agent's own loops are too busy for its promises (facts/vertx-and-style.md 3.1). */
    private static final Duration LAGGING = Duration.ofMillis(200);

    private final AgentClock clock;
    private final LoopLag lag;
    private final Supplier<LogTally.Sum> logs;
    private final HealthAggregator health;
    private final MetricsBinder metrics;
    private final Map<String, LongAdder> bytes = new ConcurrentHashMap<>();
    private final LongAdder looks = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private @Nullable PollLoop loop;
    private volatile boolean toldOfDiscovery;
    private boolean toldOfLogs;

    AgentPulse(
            AgentClock clock,
            LoopLag lag,
            Supplier<LogTally.Sum> logs,
            HealthAggregator health,
            MetricsBinder metrics) {
        this.clock = clock;
        this.lag = lag;
        this.logs = logs;
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public void looked(Look look, long read, Duration took) {
        looks.increment();
        if (look.failure() != null) {
            failures.increment();
        }
        bytes.computeIfAbsent(look.watched(), name -> new LongAdder()).add(read);
    }

    @Override
    public Future<?> start() {
        loop = new PollLoop(Timers.of(vertx), clock, EVERY, tick -> {
            beat();
            return Future.succeededFuture();
        });
        loop.start(Duration.ZERO);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        if (loop != null) {
            loop.stop();
        }
        return Future.succeededFuture();
    }

    private void beat() {
        LoopLag.Snapshot snapshot = lag.snapshot();
        boolean lagging = snapshot.p99().compareTo(LAGGING) > 0;
        health.note(
                "lag",
                lagging ? HealthStatus.AFFECTED : HealthStatus.READY,
                lagging ? "lagging" : null,
                Map.of("lag_p99_ms", snapshot.p99().toMillis()));
        noteScrapes();
        noteLogs();
        long[] lags = lag.news();
        metrics.feed(ledger -> {
            for (long nanos : lags) {
                ledger.loopLag(nanos / 1e9);
            }
            bytes.forEach((cluster, read) -> ledger.bytesRead(cluster, read.sumThenReset()));
        });
    }

    private void noteScrapes() {
        long done = looks.sumThenReset();
        long failed = failures.sumThenReset();
        // Most of what it looks at failing at once says more about the watcher than about the watched.
        boolean mostFail = done > 0 && 2 * failed > done;
        health.note(
                "scrape",
                mostFail ? HealthStatus.AFFECTED : HealthStatus.READY,
                mostFail ? "most-looks-fail" : null,
                Map.of("looks_last_second", done, "failed_last_second", failed));
    }

    /** Whether anything was ever said of discovery, so that its end has to be said, too. */
    boolean toldOfDiscovery() {
        return toldOfDiscovery;
    }

    /** What stands between discovery and the members, and how often anything did. Called on any context. */
    void noteDiscovery(int standing, Map<DiscoveryFailure, Long> counted) {
        toldOfDiscovery = true;
        Map<String, Object> details = new TreeMap<>();
        details.put("problems", standing);
        counted.forEach((reason, count) -> details.put(reason.word(), count));
        health.note(
                "discovery",
                standing == 0 ? HealthStatus.READY : HealthStatus.AFFECTED,
                standing == 0 ? null : "members-not-found",
                details);
    }

    /** Said only of an agent that was told of logs. A log that cannot be read leaves judges without a witness. */
    private void noteLogs() {
        LogTally.Sum sum = logs.get();
        boolean lost = !sum.lost().isEmpty();
        if (toldOfLogs || sum.followed() > 0 || sum.lines() > 0 || lost) {
            toldOfLogs = true;
            health.note(
                    "logs",
                    lost ? HealthStatus.AFFECTED : HealthStatus.READY,
                    lost ? "log-lost" : null,
                    Map.of(
                            "lines", sum.lines(),
                            "events", sum.events(),
                            "dropped", sum.dropped(),
                            "unparseable", sum.unparseable(),
                            "followed", sum.followed(),
                            "lost", sum.lost()));
        }
    }
}
