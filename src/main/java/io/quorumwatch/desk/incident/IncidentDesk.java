package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
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
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to everything that is said of the clusters, keeps an {@link IncidentLedger} for each, publishes what happens to incidents,
 * and shows them on the {@link IncidentBoard}. What a judge says anew is reviewed within {@link #LATENESS}, together with those that come
 * with it; evidence that has moved within {@link #REVIEW}, of each cluster at another time. When much goes wrong at once it is reviewed a
 * few clusters at a time, so that probes are answered and members looked at in between.
 */
public final class IncidentDesk extends VerticleBase {

    static final Duration REVIEW = Duration.ofSeconds(1);

    /** One trouble changes many verdicts at once, and a thousand members begin at once. */
    static final Duration LATENESS = Duration.ofMillis(20);

    /** So many are reviewed before others have their turn: a review of a troubled cluster takes about a third of a millisecond. */
    static final int MOST_AT_ONCE = 20;

    /** Evidence is reviewed in so many turns. */
    private static final int TURNS = 20;

    private static final Comparator<Incident> LOUDEST_FIRST = Comparator.comparing(Incident::severity)
            .reversed()
            .thenComparing(Incident::openedAt)
            .thenComparing(Incident::id);

    private static final Logger logger = LoggerFactory.getLogger(IncidentDesk.class);

    private final IncidentBoard board;
    private final AgentClock clock;
    private final Map<String, Watched> clusters = new HashMap<>();
    private final Deque<Incident> recent = new ArrayDeque<>();
    private List<BlindSpot> blindSpots = List.of();
    private boolean logsMoved;
    private boolean reviewing;
    private int turn;

    /** Those to be reviewed, in the order in which they came: each has its turn, however many there are. */
    private final Set<String> stale = new LinkedHashSet<>();

    private @Nullable PollLoop review;
    private @Nullable Alarm soon;

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
        review = new PollLoop(Timers.of(vertx), clock, REVIEW.dividedBy(TURNS), tick -> {
            reviewEvidence();
            return Future.succeededFuture();
        });
        review.start(Duration.ZERO);
        soon = new Alarm(Timers.of(vertx), clock, this::reviewStale);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        if (review != null) {
            review.stop();
        }
        if (soon != null) {
            soon.cancel();
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
        List<Incident> news = new ArrayList<>();
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
            Incident closed = watched.ledger.close(clock.wall());
            if (closed != null) {
                news.add(closed);
            }
        }
        for (WatchPlan plan : plans) {
            changes.add(clusters.computeIfAbsent(plan.watched(), name -> new Watched(plan))
                    .heard());
        }
        findBlindSpots();
        tell(news);
        return Future.join(changes).mapEmpty();
    }

    private void reviewSoon() {
        if (!reviewing && soon != null) {
            reviewing = true;
            soon.setIn(LATENESS);
        }
    }

    /** The clusters whose turn it is may have other evidence by now. */
    private void reviewEvidence() {
        turn = (turn + 1) % TURNS;
        Instant now = clock.wall();
        for (Watched watched : clusters.values()) {
            if (watched.turn == turn && watched.ledger.isDue(now)) {
                stale.add(watched.plan.watched());
            }
        }
        logsMoved |= turn == 0;
        if (logsMoved || !stale.isEmpty()) {
            reviewStale();
        }
    }

    private void reviewStale() {
        reviewing = false;
        // Evidence alone is shown once for all clusters, and not for each: they are sorted anew each time.
        boolean shows = logsMoved;
        if (logsMoved) {
            findBlindSpots();
        }
        Instant now = clock.wall();
        List<Incident> news = new ArrayList<>();
        Iterator<String> waiting = stale.iterator();
        for (int reviewed = 0; reviewed < MOST_AT_ONCE && waiting.hasNext(); reviewed++) {
            Watched watched = clusters.get(waiting.next());
            waiting.remove();
            Incident changed = watched == null ? null : watched.review(now);
            if (changed != null) {
                news.add(changed);
            }
        }
        if (shows || !news.isEmpty()) {
            tell(news);
        }
        if (!stale.isEmpty()) {
            reviewSoon();
        }
    }

    /** Whoever hears of it finds it on the board. */
    private void tell(List<Incident> news) {
        for (Incident incident : news) {
            if (incident.resolved()) {
                recent.addFirst(incident);
                while (recent.size() > IncidentBoard.REMEMBERED) {
                    recent.removeLast();
                }
            }
        }
        show();
        news.forEach(incident -> vertx.eventBus().publish(Addresses.INCIDENT, incident));
    }

    private void findBlindSpots() {
        logsMoved = false;
        Instant now = clock.wall();
        blindSpots = clusters.values().stream()
                .sorted(Comparator.comparing(watched -> watched.plan.watched()))
                .flatMap(watched -> watched.ledger.blindSpots(now).stream())
                .toList();
    }

    private void show() {
        List<Incident> open = clusters.values().stream()
                .map(watched -> watched.ledger.open())
                .filter(Objects::nonNull)
                .sorted(LOUDEST_FIRST)
                .toList();
        board.show(new IncidentBoard.Picture(open, List.copyOf(recent), blindSpots));
    }

    /** One cluster's ledger and what feeds it. */
    private final class Watched {

        private WatchPlan plan;
        private final int turn;
        private final IncidentLedger ledger;
        private final MessageConsumer<MemberReading> readings;
        private final MessageConsumer<LogEvent> events;
        private final MessageConsumer<Verdict> verdicts;
        private boolean faulty;

        Watched(WatchPlan plan) {
            this.plan = plan;
            turn = (int) (PollLoop.phaseOf(plan.watched(), REVIEW).toMillis() * TURNS / REVIEW.toMillis());
            ledger = new IncidentLedger(plan);
            EventBus bus = vertx.eventBus();
            readings = bus.localConsumer(Addresses.reading(plan.watched()), reading -> ledger.hear(reading.body()));
            events = bus.localConsumer(Addresses.event(plan.watched()), event -> hear(event.body()));
            verdicts = bus.localConsumer(Addresses.verdict(plan.watched()), verdict -> hear(verdict.body()));
        }

        private void hear(LogEvent event) {
            ledger.hear(event);
            if (event.kind() == EventKind.LOG_FOLLOWED || event.kind() == EventKind.LOG_LOST) {
                logsMoved = true;
                reviewSoon();
            }
        }

        private void hear(Verdict verdict) {
            ledger.hear(verdict);
            if (ledger.isUrgent()) {
                stale.add(plan.watched());
                reviewSoon();
            }
        }

        /** A fault of ours in one cluster's evidence must not cost the others their reviews, nor this one its later ones. */
        @Nullable
        Incident review(Instant now) {
            try {
                Incident news = ledger.review(now);
                faulty = false;
                return news;
            } catch (RuntimeException fault) {
                if (!faulty) {
                    logger.atError()
                            .addKeyValue("cluster_id", plan.watched())
                            .setCause(fault)
                            .log("review_faulty");
                }
                faulty = true;
                return null;
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
