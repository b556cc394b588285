package io.quorumwatch.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One message of each kind, and of each shape that a kind can have. */
final class SampleMessages {

    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final Instant LATER = START.plusMillis(2500);

    static final Verdict VERDICT =
            verdictWith(Map.of("leaders", List.of("server-1", "server-3"), "committee_size", 3L, "share", 0.5));

    static final MemberReading READING = new MemberReading(
            "acme.mainnet",
            "server-1",
            "committee",
            START,
            START.plusMillis(4),
            null,
            false,
            true,
            signals(),
            Map.of("server-2", true, "server-3", false),
            null,
            "5d0c",
            null);

    static final HealthReport REPORT = new HealthReport(
            HealthStatus.NOT_READY,
            LATER,
            List.of("acme.mainnet/leader"),
            Map.of("agent", "watcher-1"),
            new TreeMap<>(Map.of(
                    "acme.mainnet/leader",
                    new ComponentHealth(
                            "acme.mainnet/leader",
                            HealthStatus.NOT_READY,
                            "leader-multiple",
                            START,
                            LATER.minus(Duration.ofMillis(212)),
                            true,
                            Map.of("leaders", List.of("server-1"))),
                    "agent/scrape",
                    new ComponentHealth("agent/scrape", HealthStatus.READY, null, START, LATER, false, Map.of()))));

    private SampleMessages() {}

    static Stream<BusMessage> all() {
        return Stream.of(
                READING,
                MemberReading.failed(
                        "acme.mainnet",
                        "server-2",
                        "committee",
                        START,
                        LATER,
                        ScrapeFailure.BAD_STATUS,
                        "status 503",
                        true),
                VERDICT,
                new Verdict(
                        "a",
                        Concern.RAFT,
                        "member-lagging",
                        "server-2",
                        VerdictState.OK,
                        VerdictState.OK,
                        Severity.WARNING,
                        LATER,
                        START,
                        "calm",
                        Map.of()),
                REPORT,
                new LogEvent(
                        "acme.mainnet",
                        "server-1",
                        "committee",
                        START,
                        LATER,
                        EventKind.ROUND_FINALIZED,
                        Map.of("round", "7", "participants", "2"),
                        "round finalized round=7 participants=2"),
                new Incident(
                        "acme.mainnet",
                        "acme.mainnet-20260501T120000Z",
                        IncidentState.RESOLVED,
                        LATER,
                        START,
                        LATER,
                        Severity.PAGE,
                        List.of(new IncidentCondition(
                                "member-down", "server-2", Severity.WARNING, START, false, false)),
                        List.of(new RankedCause(
                                "member-stopped",
                                Likelihood.VERY_LIKELY,
                                List.of("server-2"),
                                List.of("its port refuses"),
                                List.of(),
                                List.of("its log"),
                                "start it"))),
                AgentDoubt.NONE,
                new AgentDoubt(START, LATER, LATER, "paused", 2300));
    }

    static Verdict verdictWith(Map<String, Object> evidence) {
        return new Verdict(
                "acme.mainnet",
                Concern.LEADER,
                "leader-multiple",
                null,
                VerdictState.FIRING,
                VerdictState.PENDING,
                Severity.PAGE,
                LATER,
                START,
                "leader-multiple",
                evidence);
    }

    private static Signals signals() {
        Signals.Builder builder = new Signals.Builder();
        builder.set(Signal.LEADS, 1);
        builder.set(Signal.COMMIT_INDEX, 17);
        builder.set(Signal.FSYNC_P99, Double.POSITIVE_INFINITY);
        return builder.build();
    }
}
