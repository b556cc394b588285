package io.quorumwatch.judge;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.time.PollLoop;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cluster's judge, its ears on the bus, and when it must be asked again. Used by its watcher alone. */
final class JudgedCluster {

    /** The first heartbeat does not wait for its turn: whoever listens wants to know what stands soon. */
    private static final Duration FIRST_HEARTBEAT_WITHIN = Duration.ofSeconds(1);

    private static final long HEARTBEAT_NANOS = ConcernWatcher.HEARTBEAT.toNanos();

    private WatchPlan plan;
    private final ConcernJudge judge;
    private final String verdicts;
    private final MessageConsumer<MemberReading> readings;
    private final @Nullable MessageConsumer<LogEvent> events;
    private final long firstBeat;
    private long nextBeat;
    private Instant next = Instant.MAX;

    /**
     * @param now the monotonic time, from which its turn in the heartbeats is reckoned
     * @param events null when its rules hear of none
     */
    JudgedCluster(
            WatchPlan plan,
            ConcernJudge judge,
            long now,
            MessageConsumer<MemberReading> readings,
            @Nullable MessageConsumer<LogEvent> events) {
        this.plan = plan;
        this.judge = judge;
        this.readings = readings;
        this.events = events;
        verdicts = Addresses.verdict(plan.watched());
        long phase = PollLoop.phaseOf(plan.watched() + judge.concern(), ConcernWatcher.HEARTBEAT)
                .toNanos();
        firstBeat = now + phase;
        nextBeat = now + phase % FIRST_HEARTBEAT_WITHIN.toNanos();
    }

    WatchPlan plan() {
        return plan;
    }

    ConcernJudge judge() {
        return judge;
    }

    /** Where its verdicts are published. */
    String verdicts() {
        return verdicts;
    }

    /** When it must be asked again, whatever is heard until then. */
    Instant next() {
        return next;
    }

    /** Judges by a plan that differs in members only; answers what changes by that. */
    List<Verdict> change(WatchPlan changed, Instant now) {
        plan = changed;
        return judge.change(changed, now);
    }

    /** Finds out anew when it must be asked again. */
    Instant lookAhead(Instant now) {
        next = judge.nextChange(now);
        return next;
    }

    /** Whether it is time for a heartbeat; true once for each. */
    boolean beats(long now) {
        if (now - nextBeat < 0) {
            return false;
        }
        long beats = Math.floorDiv(now - firstBeat, HEARTBEAT_NANOS);
        nextBeat = firstBeat + (beats + 1) * HEARTBEAT_NANOS;
        return true;
    }

    Future<Void> unregister() {
        return events == null
                ? readings.unregister()
                : Future.join(readings.unregister(), events.unregister()).mapEmpty();
    }
}
