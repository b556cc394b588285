package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Addresses;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.WatchPlan;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cluster as the desk follows it: its ledger, and what feeds that from the bus. Used on the desk's context. */
final class FollowedCluster {

    private static final Logger logger = LoggerFactory.getLogger(FollowedCluster.class);

    private WatchPlan plan;
    private final int turn;
    private final Runnable urgent;
    private final Runnable logMoved;
    private final IncidentLedger ledger;
    private final MessageConsumer<MemberReading> readings;
    private final MessageConsumer<LogEvent> events;
    private final MessageConsumer<Verdict> verdicts;
    private boolean faulty;

    /**
     * @param turn the turn in which its evidence is reviewed
     * @param urgent told when a judge says what should be reviewed at once
     * @param logMoved told when a log begins or ceases to be followed
     */
    FollowedCluster(EventBus bus, WatchPlan plan, int turn, Runnable urgent, Runnable logMoved) {
        this.plan = plan;
        this.turn = turn;
        this.urgent = urgent;
        this.logMoved = logMoved;
        ledger = new IncidentLedger(plan);
        readings = bus.localConsumer(Addresses.reading(plan.watched()), reading -> ledger.hear(reading.body()));
        events = bus.localConsumer(Addresses.event(plan.watched()), event -> hear(event.body()));
        verdicts = bus.localConsumer(Addresses.verdict(plan.watched()), verdict -> hear(verdict.body()));
    }

    private void hear(LogEvent event) {
        ledger.hear(event);
        if (event.kind() == EventKind.LOG_FOLLOWED || event.kind() == EventKind.LOG_LOST) {
            logMoved.run();
        }
    }

    private void hear(Verdict verdict) {
        ledger.hear(verdict);
        if (ledger.isUrgent()) {
            urgent.run();
        }
    }

    WatchPlan plan() {
        return plan;
    }

    int turn() {
        return turn;
    }

    IncidentLedger ledger() {
        return ledger;
    }

    /** It has other members from now on; what is known of those that stay stays known. */
    void change(WatchPlan changed) {
        plan = changed;
        ledger.change(changed);
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

    /** When everything that is said from then on is heard. */
    Future<?> heard() {
        return Future.join(readings.completion(), events.completion(), verdicts.completion());
    }

    /** Listens no more. */
    Future<?> unregister() {
        return Future.join(readings.unregister(), events.unregister(), verdicts.unregister());
    }
}
