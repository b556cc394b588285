package io.quorumwatch.desk.health;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.PauseDetector;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Listens to all judges, keeps the {@link HealthLedger}, and shows and publishes the report.
 *
 * <p>A change of status or reason is shown at once, at most every {@link #CALM} so that a storm of changes does not make a report for
 * each and reports take at most a tenth of the loop's time however many clusters there are; ages are brought up to date every
 * {@link #REFRESH}. Its methods may be called from any thread once it is deployed.
 */
public final class HealthAggregator extends VerticleBase {

    static final Duration REFRESH = Duration.ofMillis(500);
    static final Duration CALM = Duration.ofMillis(10);

    /** The loop is asked at least every {@link #REFRESH}; when it was not for so long, the agent stood still. */
    private static final long STOOD_STILL_NANOS = PauseDetector.JUMP.toNanos();

    /** After a report that took long, so many times as long passes without another. */
    private static final int REST = 9;

    private final HealthSnapshot snapshot;
    private final AgentClock clock;
    private final HealthLedger ledger;
    private final Map<String, MessageConsumer<Verdict>> listening = new HashMap<>();
    private final ReportRequests requests;
    private @Nullable PollLoop refresh;
    private @Nullable Alarm soon;
    private boolean waiting;
    private long shownNanos;
    private long calmNanos = CALM.toNanos();
    private long published = -1;
    private long aliveNanos;

    /**
     * @param identity what the report says about the agent itself
     * @param snapshot where the report is shown
     */
    public HealthAggregator(AgentIdentity identity, HealthSnapshot snapshot, AgentClock clock) {
        this.snapshot = snapshot;
        this.clock = clock;
        ledger = new HealthLedger(identity, clock.wall());
        requests = new ReportRequests(snapshot);
        aliveNanos = clock.nanos();
    }

    @Override
    public Future<?> start() {
        BusCodec.registerAll(vertx.eventBus());
        Timers timers = Timers.of(vertx);
        aliveNanos = clock.nanos();
        soon = new Alarm(timers, clock, this::show);
        refresh = new PollLoop(timers, clock, REFRESH, tick -> {
            show();
            return Future.succeededFuture();
        });
        refresh.start(REFRESH);
        vertx.eventBus().addInboundInterceptor(requests);
        MessageConsumer<Object> asked = vertx.eventBus().localConsumer(Addresses.HEALTH, report -> {});
        MessageConsumer<AgentDoubt> doubts = vertx.eventBus().localConsumer(Addresses.DOUBT, doubt -> {
            noticeOwnPause();
            changed(ledger.doubt(doubt.body()));
        });
        MessageConsumer<Incident> incidents =
                vertx.eventBus().localConsumer(Addresses.INCIDENT, incident -> changed(ledger.hear(incident.body())));
        show();
        return Future.join(asked.completion(), doubts.completion(), incidents.completion());
    }

    @Override
    public Future<?> stop() {
        vertx.eventBus().removeInboundInterceptor(requests);
        if (refresh != null) {
            refresh.stop();
        }
        if (soon != null) {
            soon.cancel();
        }
        return Future.succeededFuture();
    }

    /**
     * Watches exactly these clusters from now on, whatever was watched before.
     *
     * @return when every verdict that is sent from then on is heard
     */
    public Future<Void> watch(Collection<WatchedCluster> clusters) {
        return OnContext.run(context, () -> rewatch(clusters));
    }

    private Future<Void> rewatch(Collection<WatchedCluster> clusters) {
        long before = ledger.edition();
        Set<String> names = clusters.stream().map(WatchedCluster::name).collect(Collectors.toUnmodifiableSet());
        listening.keySet().stream()
                .filter(name -> !names.contains(name))
                .toList()
                .forEach(this::forget);
        clusters.forEach(cluster -> ledger.expect(cluster, clock.wall()));
        List<Future<Void>> heard = new ArrayList<>();
        for (String name : names) {
            heard.add(listening.computeIfAbsent(name, this::listen).completion());
        }
        changed(ledger.edition() != before);
        return Future.join(heard).mapEmpty();
    }

    /** Shows a part of the agent as the component {@code agent/<part>}, until it is noted again; see {@link HealthLedger#note}. */
    public void note(String part, HealthStatus status, @Nullable String reason, Map<String, Object> details) {
        context.runOnContext(now -> changed(ledger.note(part, status, reason, details, clock.wall())));
    }

    private MessageConsumer<Verdict> listen(String cluster) {
        return vertx.eventBus().localConsumer(Addresses.verdict(cluster), verdict -> {
            noticeOwnPause();
            changed(ledger.hear(verdict.body()));
        });
    }

    private void forget(String cluster) {
        ledger.forget(cluster);
        MessageConsumer<Verdict> gone = listening.remove(cluster);
        if (gone != null) {
            gone.unregister();
        }
    }

    private void changed(boolean news) {
        if (!news || waiting || soon == null) {
            return;
        }
        long passed = clock.nanos() - shownNanos;
        if (passed >= calmNanos) {
            show();
        } else {
            waiting = true;
            soon.setIn(Duration.ofNanos(calmNanos - passed));
        }
    }

    /**
     * After a pause this loop may be the first to run, before anybody has told of it. The monotonic clock tells, for that of the wall may
     * be moved while nobody stood still.
     */
    private void noticeOwnPause() {
        long nanos = clock.nanos();
        long passed = nanos - aliveNanos;
        aliveNanos = nanos;
        if (passed >= STOOD_STILL_NANOS) {
            Instant wall = clock.wall();
            ledger.slept(wall.minusNanos(passed), wall);
        }
    }

    private void show() {
        noticeOwnPause();
        waiting = false;
        long began = clock.nanos();
        HealthReport report = ledger.report(clock.wall());
        snapshot.show(report);
        if (ledger.edition() != published) {
            published = ledger.edition();
            vertx.eventBus().publish(Addresses.HEALTH, report);
        }
        shownNanos = clock.nanos();
        calmNanos = Math.min(REFRESH.toNanos(), Math.max(CALM.toNanos(), REST * (shownNanos - began)));
    }
}
