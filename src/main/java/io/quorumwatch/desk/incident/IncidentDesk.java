package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.BusCodec;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.OnContext;
import io.quorumwatch.time.PollLoop;
import io.quorumwatch.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
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

    private final IncidentBoard board;
    private final AgentClock clock;
    private final Map<String, FollowedCluster> clusters = new HashMap<>();
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
            FollowedCluster present = clusters.get(plan.watched());
            if (present != null && plan.onlyMembersDiffer(present.plan())) {
                present.change(plan);
            }
        }
        List<FollowedCluster> leaving = clusters.values().stream()
                .filter(followed -> !plans.contains(followed.plan()))
                .toList();
        for (FollowedCluster followed : leaving) {
            clusters.values().remove(followed);
            changes.add(followed.unregister());
            Incident closed = followed.ledger().close(clock.wall());
            if (closed != null) {
                news.add(closed);
            }
        }
        for (WatchPlan plan : plans) {
            changes.add(clusters.computeIfAbsent(plan.watched(), name -> follow(plan))
                    .heard());
        }
        findBlindSpots();
        tell(news);
        return Future.join(changes).mapEmpty();
    }

    private FollowedCluster follow(WatchPlan plan) {
        return new FollowedCluster(
                vertx.eventBus(),
                plan,
                turnOf(plan.watched()),
                () -> {
                    stale.add(plan.watched());
                    reviewSoon();
                },
                () -> {
                    logsMoved = true;
                    reviewSoon();
                });
    }

    /** The turn in which a cluster's evidence is reviewed: of each at another time. */
    private static int turnOf(String cluster) {
        return (int) (PollLoop.phaseOf(cluster, REVIEW).toMillis() * TURNS / REVIEW.toMillis());
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
        for (FollowedCluster followed : clusters.values()) {
            if (followed.turn() == turn && followed.ledger().isDue(now)) {
                stale.add(followed.plan().watched());
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
            FollowedCluster followed = clusters.get(waiting.next());
            waiting.remove();
            Incident changed = followed == null ? null : followed.review(now);
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
                .sorted(Comparator.comparing(followed -> followed.plan().watched()))
                .flatMap(followed -> followed.ledger().blindSpots(now).stream())
                .toList();
    }

    private void show() {
        List<Incident> open = clusters.values().stream()
                .map(followed -> followed.ledger().open())
                .filter(Objects::nonNull)
                .sorted(LOUDEST_FIRST)
                .toList();
        board.show(new IncidentBoard.Picture(open, List.copyOf(recent), blindSpots));
    }
}
