package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A ledger to which everything has been told that it can tell. */
final class FullFeed {

    private FullFeed() {}

    static MetricsFeed create() {
        MetricsFeed feed = new MetricsFeed();
        Map<Signal, Double> signals = Map.of(
                Signal.LEADS, 1.0, Signal.BONDS, 2.0, Signal.COMMIT_INDEX, 7.0, Signal.ATTESTATION_EXPIRY, 1.8e9);
        Map<String, Object> figures = Map.of(
                Figures.FAILURE_TOLERANCE,
                1,
                Figures.LAG_ENTRIES,
                4.5,
                Figures.LAG_SECONDS,
                0.2,
                Figures.ROUNDS_FINALIZED,
                3,
                Figures.LAST_FINALIZED_AT,
                MetricsFeed.START.toString(),
                Figures.PARTICIPANTS,
                12);
        feed.sees("acme", "a", "committee", signals, Map.of("b", true));
        for (String condition : MetricsFeed.CONDITIONS) {
            feed.hears(condition, VerdictState.OK, VerdictState.FIRING, figures);
        }
        feed.hears("member-lagging", "a", VerdictState.OK, VerdictState.OK, figures);
        feed.ledger.bytesRead("acme", 4096);
        feed.ledger.incidentsOpen("acme", Map.of(Severity.PAGE, 1));
        feed.ledger.loopLag(0.0004);
        feed.ledger.count(MetricNames.NOTIFICATIONS, 0, "hook", "ok");
        feed.ledger.count(MetricNames.JOURNAL_WRITES, 0, "ok");
        feed.ledger.health(new HealthReport(
                HealthStatus.READY,
                MetricsFeed.START,
                List.of(),
                Map.of(),
                new TreeMap<>(Map.of(
                        "acme/leader",
                        new ComponentHealth(
                                "acme/leader",
                                HealthStatus.READY,
                                null,
                                MetricsFeed.START,
                                MetricsFeed.START,
                                true,
                                Map.of())))));
        return feed;
    }
}
