package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Listens to everything that is said of the clusters, keeps an {@link IncidentLedger} for each, publishes what happens to incidents,
 * and shows them on the {@link IncidentBoard}. A change of a verdict is reviewed at once, evidence every {@link #REVIEW}.
 */
public final class IncidentDesk extends VerticleBase {

    static final Duration REVIEW = Duration.ofSeconds(1);

    private static final Comparator<Incident> LOUDEST_FIRST = Comparator.comparing(Incident::severity)
            .reversed()
            .thenComparing(Incident::openedAt)
            .thenComparing(Incident::id);

    private final IncidentBoard board;
    private final AgentClock clock;
    private final Map<String, Watched> clusters = new HashMap<>();
    private final Deque<Incident> recent = new ArrayDeque<>();
    private @Nullable PollLoop review;

    /**
     * @param board where the incidents are shown
     */
    public IncidentDesk(IncidentBoard board, AgentClock clock) {
        this.board = board;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        BusCodec.registerAll(vertx.eventBus());
        review = new PollLoop(Timers.of(vertx), clock, REVIEW, tick -> {
            clusters.values().forEach(this::review);
            show();
            return Future.succeededFuture();
        });
        review.start(REVIEW);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        if (review != null) {
            review.stop();
        }
        return Future.succeededFuture();
    }

    /**
     * Watches exactly these clusters from now on; what is known of those whose plan is the same, or has other
     * members only, stays known. The open incident of one that leaves, or is to be judged by other rules, is resolved. May be called from
     * any thread.
     *
     * @return when everything that is said from then on is heard
     */
    public Future<Void> watch(Collection<WatchPlan> plans) {
        return OnContext.run(context, () -> rewatch(plans));
    }

    private Future<Void> rewatch(Collection<WatchPlan> plans) {
        List<Future<?>> changes = new ArrayList<>();
        for (WatchPlan plan : plans) {
            Watched present = clusters.get(plan.watched());
            if (present != null && plan.onlyMembersDiffer(present.plan)) {
                present.plan = plan;
                present.ledger.change(plan);
            }
        }
        List<Watched> leaving = clusters.values().stream()
                .filter(watched -> !plans.contains(watched.plan))
                .toList();
        for (Watched watched : leaving) {
            clusters.values().remove(watched);
            changes.add(watched.unregister());
            tell(watched.ledger.close(clock.wall()));
        }
        for (WatchPlan plan : plans) {
            changes.add(clusters.computeIfAbsent(plan.watched(), name -> new Watched(plan))
                    .heard());
        }
        show();
        return Future.join(changes).mapEmpty();
    }

    private void review(Watched watched) {
        tell(watched.ledger.review(clock.wall()));
    }

    private void tell(@Nullable Incident news) {
        if (news == null) {
            return;
        }
        if (news.resolved()) {
            recent.addFirst(news);
            while (recent.size() > IncidentBoard.REMEMBERED) {
                recent.removeLast();
            }
        }
        show();
        vertx.eventBus().publish(Addresses.INCIDENT, news);
    }

    private void show() {
        List<Incident> open = clusters.values().stream()
                .map(watched -> watched.ledger.open())
                .filter(Objects::nonNull)
                .sorted(LOUDEST_FIRST)
                .toList();
        Instant now = clock.wall();
        List<BlindSpot> spots = clusters.values().stream()
                .sorted(Comparator.comparing(watched -> watched.plan.watched()))
                .flatMap(watched -> watched.ledger.logSpots(now).stream())
                .toList();
        board.show(new IncidentBoard.Picture(open, List.copyOf(recent), spots));
    }

    /** One cluster's ledger and what feeds it. */
    private final class Watched {

        private WatchPlan plan;
        private final IncidentLedger ledger;
        private final MessageConsumer<MemberReading> readings;
        private final MessageConsumer<LogEvent> events;
        private final MessageConsumer<Verdict> verdicts;

        Watched(WatchPlan plan) {
            this.plan = plan;
            ledger = new IncidentLedger(plan);
            EventBus bus = vertx.eventBus();
            readings = bus.localConsumer(Addresses.reading(plan.watched()), reading -> ledger.hear(reading.body()));
            events = bus.localConsumer(Addresses.event(plan.watched()), event -> ledger.hear(event.body()));
            verdicts = bus.localConsumer(Addresses.verdict(plan.watched()), verdict -> hear(verdict.body()));
        }

        private void hear(Verdict verdict) {
            ledger.hear(verdict);
            if (verdict.state() != verdict.previous()) {
                review(this);
            }
        }

        Future<?> heard() {
            return Future.join(readings.completion(), events.completion(), verdicts.completion());
        }

        Future<?> unregister() {
            return Future.join(readings.unregister(), events.unregister(), verdicts.unregister());
        }
    }
}
