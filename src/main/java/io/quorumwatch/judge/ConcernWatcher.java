package io.quorumwatch.judge;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.time.AgentClock;
import io.quorumwatch.time.Alarm;
import io.quorumwatch.time.Instants;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shell around the rules of one concern: one verticle for all clusters. Readings come in over the bus, verdicts go out; one
 * alarm rings exactly when the next hold or deadline runs out; a heartbeat every 5 s says that the judge lives, of each cluster at
 * another time, so that what stands of a thousand members is never said in one go.
 */
public abstract class ConcernWatcher extends VerticleBase {

    /** How often what stands is said again (design, section 5). */
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** How late a heartbeat may be. */
    private static final Duration HEARTBEAT_STEP = Duration.ofMillis(100);

    private final AgentClock clock;
    private final PauseDetector ownPause = new PauseDetector(HEARTBEAT_STEP);
    private final Function<WatchPlan, Rules> rules;
    private final Map<String, JudgedCluster> clusters = new HashMap<>();
    private List<WatchPlan> plans;
    private @Nullable Alarm alarm;
    private Instant armedFor = Instant.MAX;

    /** When the wall clock was moved last. */
    private Instant comparableFrom = Instant.MIN;

    private @Nullable PollLoop heartbeat;
    private @Nullable MessageConsumer<AgentDoubt> doubts;

    /**
     * @param clock the time of deadlines and heartbeats; readings bring their own
     * @param plans the clusters to judge
     * @param rules makes the rules of this concern for one cluster
     */
    protected ConcernWatcher(AgentClock clock, List<WatchPlan> plans, Function<WatchPlan, Rules> rules) {
        this.clock = clock;
        this.plans = List.copyOf(plans);
        this.rules = rules;
    }

    @Override
    public final Future<?> start() {
        Timers timers = Timers.of(vertx);
        alarm = new Alarm(timers, clock, this::ring);
        heartbeat = new PollLoop(timers, clock, HEARTBEAT_STEP, tick -> {
            beat();
            return Future.succeededFuture();
        });
        heartbeat.start(PollLoop.phaseOf(getClass().getSimpleName(), HEARTBEAT_STEP));
        doubts = vertx.eventBus().localConsumer(Addresses.DOUBT, message -> doubt(message.body()));
        return change(plans);
    }

    @Override
    public final Future<?> stop() {
        if (alarm != null) {
            alarm.cancel();
        }
        if (heartbeat != null) {
            heartbeat.stop();
        }
        List<Future<Void>> closing = new ArrayList<>();
        clusters.values().forEach(watched -> closing.add(watched.unregister()));
        clusters.clear();
        if (doubts != null) {
            closing.add(doubts.unregister());
        }
        return Future.join(closing);
    }

    /**
     * Judges these clusters from now on; those whose plan object is the same go on undisturbed, and those whose plan differs in members
     * only go on with what they know. May be called from any thread.
     */
    public final Future<Void> watch(List<WatchPlan> newPlans) {
        return OnContext.run(context, () -> change(newPlans));
    }

    private Future<Void> change(List<WatchPlan> newPlans) {
        List<Future<Void>> leaving = new ArrayList<>();
        for (WatchPlan plan : newPlans) {
            JudgedCluster present = clusters.get(plan.watched());
            if (present != null && present.plan() != plan && present.plan().onlyMembersDiffer(plan)) {
                Instant now = now();
                say(present, present.change(plan, now), now);
            }
        }
        clusters.values().removeIf(watched -> {
            boolean leaves = !newPlans.contains(watched.plan());
            if (leaves) {
                watched.judge()
                        .leave(clock.wall())
                        .forEach(verdict -> vertx.eventBus().publish(watched.verdicts(), verdict));
                leaving.add(watched.unregister());
            }
            return leaves;
        });
        for (WatchPlan plan : newPlans) {
            Rules fresh = clusters.containsKey(plan.watched()) ? null : rules.apply(plan);
            if (fresh != null && plan.conditions().containsKey(fresh.concern())) {
                clusters.put(plan.watched(), listen(plan, new ConcernJudge(plan, fresh)));
            }
        }
        plans = List.copyOf(newPlans);
        return Future.join(leaving).mapEmpty();
    }

    private JudgedCluster listen(WatchPlan plan, ConcernJudge judge) {
        MessageConsumer<MemberReading> readings = vertx.eventBus()
                .localConsumer(Addresses.reading(plan.watched()), message -> read(plan.watched(), message.body()));
        MessageConsumer<LogEvent> events = judge.hearsEvents()
                ? vertx.eventBus()
                        .localConsumer(Addresses.event(plan.watched()), message -> hear(plan.watched(), message.body()))
                : null;
        return new JudgedCluster(plan, judge, clock.nanos(), readings, events);
    }

    private void read(String cluster, MemberReading reading) {
        JudgedCluster watched = clusters.get(cluster);
        if (watched == null) {
            return;
        }
        Instant wall = now();
        if (!isComparable(reading.answeredAt(), wall)) {
            return;
        }
        // An answer is a little older than the clock when it has waited for this loop, but never younger.
        Instant now = Instants.later(wall, reading.answeredAt());
        watched.judge().read(reading);
        say(watched, watched.judge().judge(now), now);
    }

    private void hear(String cluster, LogEvent event) {
        JudgedCluster watched = clusters.get(cluster);
        if (watched == null) {
            return;
        }
        Instant now = now();
        watched.judge().hear(event);
        say(watched, watched.judge().judge(now), now);
    }

    /** Whether it came after the wall clock was moved last. */
    private boolean isComparable(Instant answeredAt, Instant wall) {
        return !answeredAt.isBefore(comparableFrom) && answeredAt.isBefore(wall.plus(PauseDetector.JUMP));
    }

    /**
     * The wall clock's time, for this one loop may be the first that runs after a pause, before anybody has told of it: no hold may
     * have run out in a time in which nobody looked.
     */
    private Instant now() {
        Instant wall = clock.wall();
        AgentDoubt doubt = ownPause.observe(wall, clock.nanos());
        if (doubt == null) {
            return wall;
        }
        boolean startsOver = doubt.clockJumped() && doubt.lostMillis() >= PauseDetector.JUMP.toMillis();
        comparableFrom = startsOver ? wall : comparableFrom;
        for (JudgedCluster watched : clusters.values()) {
            watched.judge().doubt(doubt);
            if (startsOver) {
                watched.judge().startOver(rules.apply(watched.plan()));
            }
        }
        return wall;
    }

    /** Asks those whose time has come, then waits for the next. */
    private void ring() {
        Instant now = now();
        armedFor = Instant.MAX;
        Instant next = Instant.MAX;
        for (JudgedCluster watched : clusters.values()) {
            if (!watched.next().isAfter(now)) {
                say(watched, watched.judge().judge(now), now);
            }
            next = Instants.earlier(next, watched.next());
        }
        arm(next);
    }

    private void beat() {
        long nanos = clock.nanos();
        Instant now = now();
        for (JudgedCluster watched : clusters.values()) {
            if (watched.beats(nanos)) {
                say(watched, watched.judge().heartbeat(now), now);
            }
        }
    }

    private void doubt(AgentDoubt doubt) {
        Instant now = now();
        for (JudgedCluster watched : clusters.values()) {
            watched.judge().doubt(doubt);
            say(watched, watched.judge().judge(now), now);
        }
    }

    private void say(JudgedCluster watched, List<Verdict> verdicts, Instant now) {
        for (Verdict verdict : verdicts) {
            vertx.eventBus().publish(watched.verdicts(), verdict);
        }
        arm(watched.lookAhead(now));
    }

    /** Only ever moves the alarm forward: one that rings too early finds nothing due and sets itself anew. */
    private void arm(Instant next) {
        if (alarm != null && next.isBefore(armedFor)) {
            armedFor = next;
            alarm.set(next);
        }
    }
}
