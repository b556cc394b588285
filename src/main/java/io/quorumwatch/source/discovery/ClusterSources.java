package io.quorumwatch.source.discovery;

import io.quorumwatch.config.DiscoverConfig;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.dns.DnsClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sources of one cluster, asked again and again. Used from one context only. */
final class ClusterSources {

    /** Files on a network may hang. What is known stays, and nothing else is begun meanwhile. */
    private static final Duration FILES_WITHIN = Duration.ofSeconds(10);

    private final DiscoverConfig config;
    private final TargetReader targets;
    private final DiscoverySettings settings;
    private final Vertx vertx;
    private final WorkerExecutor disk;
    private final Runnable changed;
    private final PollLoop fileLoop;
    private final PollLoop dnsLoop;
    private final Alarm filesLate;
    private final FileSource fileSource;
    private @Nullable DnsClient client;
    private @Nullable DnsSource dnsSource;
    private @Nullable Found files;
    private @Nullable Found dns;
    private boolean stopped;

    /**
     * @param disk where files are read
     * @param changed told when something else is known than before, and when a source has been asked for the first time
     */
    ClusterSources(
            DiscoverConfig config,
            MemberTerms terms,
            DiscoverySettings settings,
            Vertx vertx,
            WorkerExecutor disk,
            AgentClock clock,
            Runnable changed) {
        this.config = config;
        this.targets = new TargetReader(terms, config.access());
        this.settings = settings;
        this.vertx = vertx;
        this.disk = disk;
        this.changed = changed;
        Timers timers = Timers.of(vertx);
        fileSource = new FileSource(new FilePatterns(config.fileSd(), config.directory()), new FileSdParser(targets));
        fileLoop = new PollLoop(timers, clock, settings.filesEvery(), tick -> pollFiles());
        dnsLoop = new PollLoop(timers, clock, settings.dnsEvery(), tick -> askDns());
        filesLate = new Alarm(timers, clock, this::filesAreLate);
    }

    void start() {
        if (config.fileSd().isEmpty()) {
            files = Found.NOTHING;
        } else {
            fileLoop.start(Duration.ZERO);
        }
        if (config.dnsName() == null) {
            dns = Found.NOTHING;
        } else {
            dnsLoop.start(Duration.ZERO);
        }
    }

    Future<Void> stop() {
        stopped = true;
        fileLoop.stop();
        dnsLoop.stop();
        filesLate.cancel();
        return client == null ? Future.succeededFuture() : client.close();
    }

    /** Whether every source has been asked once, whatever it said. */
    boolean asked() {
        return files != null && dns != null;
    }

    /** What the sources say now; nothing of those that have not answered yet. */
    List<Found> found() {
        return List.of(known(files), known(dns));
    }

    private static Found known(@Nullable Found found) {
        return found == null ? Found.NOTHING : found;
    }

    private Future<?> pollFiles() {
        filesLate.setIn(FILES_WITHIN);
        return disk.executeBlocking(fileSource::poll, false).onComplete(polled -> {
            filesLate.cancel();
            if (polled.succeeded()) {
                filesSay(polled.result());
            } else {
                filesSay(known(files).despite(unreadable(String.valueOf(polled.cause()))));
            }
        });
    }

    private void filesAreLate() {
        filesSay(known(files).despite(unreadable("no answer in " + FILES_WITHIN.toSeconds() + " s")));
    }

    private DiscoveryProblem unreadable(String detail) {
        return new DiscoveryProblem(config.directory().toString(), DiscoveryFailure.UNREADABLE, detail);
    }

    private void filesSay(Found found) {
        if (!stopped && !found.equals(files)) {
            files = found;
            changed.run();
        }
    }

    private Future<?> askDns() {
        return source().ask().onSuccess(found -> {
            if (!stopped && !found.equals(dns)) {
                dns = found;
                changed.run();
            }
        });
    }

    private DnsSource source() {
        DnsSource present = dnsSource;
        if (present == null) {
            client = vertx.createDnsClient(settings.dns());
            present = new DnsSource(
                    client, Objects.requireNonNull(config.dnsName()), config.dnsType(), config.dnsPort(), targets);
            dnsSource = present;
        }
        return present;
    }
}
