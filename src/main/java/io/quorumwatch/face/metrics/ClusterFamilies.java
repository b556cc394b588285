package io.quorumwatch.face.metrics;

import static io.quorumwatch.face.metrics.ClusterLedger.seconds;

import io.quorumwatch.bus.Figures;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.bus.Word;
import io.quorumwatch.desk.health.MemberState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How each family of a cluster is read off its ledger. */
final class ClusterFamilies {

    /** Writes one family of one cluster. */
    private interface Family {
        void write(PageWriter page, ClusterLedger cluster, Instant now);
    }

    private static final Map<MetricNames, Family> FAMILIES = new EnumMap<>(MetricNames.class);
    /** Configured roles of members that take no part in elections. */
    private static final Set<String> OUTSIDE_THE_COMMITTEE = Set.of("aggregator", "client", "observer");

    private static final LabelText RESULT_OK = LabelText.of("result", "ok");
    private static final Map<ScrapeFailure, LabelText> RESULT = texts("result", ScrapeFailure.class);
    private static final Map<VerdictState, LabelText> TO = texts("to", VerdictState.class);
    private static final Map<Severity, LabelText> SEVERITY = texts("severity", Severity.class);
    private static final Map<MemberState, LabelText> ROLE = texts("role", MemberState.class);
    private static final Map<Signal, LabelText> SIGNAL = texts("signal", Signal.class);

    static {
        FAMILIES.put(MetricNames.CONDITION_FIRING, ClusterFamilies::conditionFiring);
        FAMILIES.put(MetricNames.CONDITION_TRANSITIONS, ClusterFamilies::conditionTransitions);
        FAMILIES.put(MetricNames.MEMBER_UP, ClusterFamilies::memberUp);
        FAMILIES.put(MetricNames.MEMBER_ROLE, ClusterFamilies::memberRole);
        FAMILIES.put(MetricNames.LEADERS, ClusterFamilies::leaders);
        FAMILIES.put(MetricNames.LEADER_CHANGES, ClusterFamilies::leaderChanges);
        FAMILIES.put(MetricNames.BONDS, signal(Signal.BONDS));
        FAMILIES.put(MetricNames.LINK_UP, ClusterFamilies::linkUp);
        FAMILIES.put(MetricNames.FAILURE_TOLERANCE, ClusterFamilies::failureTolerance);
        FAMILIES.put(MetricNames.RAFT_COMMIT_INDEX, signal(Signal.COMMIT_INDEX));
        FAMILIES.put(MetricNames.RAFT_LAG_ENTRIES, memberFigure("member-lagging", Figures.LAG_ENTRIES));
        FAMILIES.put(MetricNames.RAFT_LAG, memberFigure("member-lagging", Figures.LAG_SECONDS));
        FAMILIES.put(MetricNames.ROUNDS_FINALIZED, ClusterFamilies::roundsFinalized);
        FAMILIES.put(MetricNames.ROUND_AGE, ClusterFamilies::roundAge);
        FAMILIES.put(MetricNames.ROUND_INTERVAL, ClusterFamilies::roundInterval);
        FAMILIES.put(MetricNames.ROUND_PARTICIPANTS, figure("round-stall", Figures.PARTICIPANTS));
        FAMILIES.put(MetricNames.ATTESTATION_EXPIRY, signal(Signal.ATTESTATION_EXPIRY));
        FAMILIES.put(MetricNames.INCIDENTS_OPEN, ClusterFamilies::incidentsOpen);
        FAMILIES.put(MetricNames.SCRAPES, ClusterFamilies::scrapes);
        FAMILIES.put(MetricNames.SCRAPE_DURATION, ClusterFamilies::scrapeDuration);
        FAMILIES.put(MetricNames.SCRAPE_BYTES, ClusterFamilies::scrapeBytes);
        FAMILIES.put(MetricNames.SIGNAL_AGE, ClusterFamilies::signalAge);
    }

    private ClusterFamilies() {}

    static void write(MetricNames name, PageWriter page, ClusterLedger cluster, Instant now) {
        Family family = FAMILIES.get(name);
        if (family != null) {
            family.write(page, cluster, now);
        }
    }

    private static void conditionFiring(PageWriter page, ClusterLedger cluster, Instant now) {
        for (ConditionLedger condition : cluster.conditions().values()) {
            Optional<Severity> firing = condition.firing(now);
            firing.or(() -> condition.calm(now))
                    .ifPresent(severity ->
                            page.sample(condition.labels(), text(SEVERITY, severity), firing.isPresent() ? 1 : 0));
        }
    }

    private static void conditionTransitions(PageWriter page, ClusterLedger cluster, Instant now) {
        for (ConditionLedger condition : cluster.conditions().values()) {
            TO.forEach((state, to) -> page.sample(condition.labels(), to, condition.transitions(state)));
        }
    }

    private static void memberUp(PageWriter page, ClusterLedger cluster, Instant now) {
        for (MemberReading reading : cluster.readings(now)) {
            page.sample(labels(cluster, reading), reading.seen() ? 1 : 0);
        }
    }

    private static void memberRole(PageWriter page, ClusterLedger cluster, Instant now) {
        for (MemberReading reading : cluster.readings(now)) {
            if (!OUTSIDE_THE_COMMITTEE.contains(reading.role())) {
                MemberState present = cluster.state(reading, now);
                ROLE.forEach((role, text) -> page.sample(labels(cluster, reading), text, role == present ? 1 : 0));
            }
        }
    }

    /** Straight from the looks, because a leader that was killed must be gone here before any judge's hold is over. */
    private static void leaders(PageWriter page, ClusterLedger cluster, Instant now) {
        boolean known = false;
        int leaders = 0;
        for (MemberReading reading : cluster.readings(now)) {
            known |= reading.signals().has(Signal.LEADS) || reading.provesProcessGone();
            leaders += reading.signals().isTrue(Signal.LEADS) ? 1 : 0;
        }
        if (known) {
            page.sample(cluster.labels(), leaders);
        }
    }

    private static void leaderChanges(PageWriter page, ClusterLedger cluster, Instant now) {
        if (cluster.judges("leader-churn")) {
            page.sample(cluster.labels(), cluster.leaderChanges());
        }
    }

    /** Peers by configured name only: any other identity would be a label without bounds. */
    private static void linkUp(PageWriter page, ClusterLedger cluster, Instant now) {
        for (MemberReading reading : cluster.readings(now)) {
            for (String peer : cluster.members().keySet()) {
                Boolean up = reading.links().get(peer);
                if (up != null) {
                    page.sample(labels(cluster, reading).and("peer", peer), up ? 1 : 0);
                }
            }
        }
    }

    private static void roundsFinalized(PageWriter page, ClusterLedger cluster, Instant now) {
        if (cluster.judges("round-stall")) {
            page.sample(cluster.labels(), cluster.rounds().finalized());
        }
    }

    private static void roundAge(PageWriter page, ClusterLedger cluster, Instant now) {
        Instant last = cluster.rounds().lastAt();
        if (last != null && cluster.verdict("round-stall", null, now) != null) {
            page.sample(cluster.labels(), Math.max(0, seconds(last, now)));
        }
    }

    private static void roundInterval(PageWriter page, ClusterLedger cluster, Instant now) {
        if (cluster.judges("round-stall")) {
            page.histogram(cluster.labels(), cluster.rounds().intervals());
        }
    }

    private static void incidentsOpen(PageWriter page, ClusterLedger cluster, Instant now) {
        if (!cluster.incidents().isEmpty()) {
            SEVERITY.forEach((severity, text) ->
                    page.sample(cluster.labels(), text, cluster.incidents().getOrDefault(severity, 0)));
        }
    }

    /** The agent is judged under a name of its own, but has no members to look at. */
    private static boolean looksAtNobody(ClusterLedger cluster) {
        return cluster.members().isEmpty();
    }

    private static void scrapeDuration(PageWriter page, ClusterLedger cluster, Instant now) {
        if (!looksAtNobody(cluster)) {
            page.histogram(cluster.labels(), cluster.scrapeDuration());
        }
    }

    private static void scrapes(PageWriter page, ClusterLedger cluster, Instant now) {
        if (looksAtNobody(cluster)) {
            return;
        }
        page.sample(cluster.labels(), RESULT_OK, cluster.successfulLooks());
        RESULT.forEach((failure, text) -> page.sample(cluster.labels(), text, cluster.looks(failure)));
    }

    private static void scrapeBytes(PageWriter page, ClusterLedger cluster, Instant now) {
        if (cluster.bytes() >= 0) {
            page.sample(cluster.labels(), cluster.bytes());
        }
    }

    private static void signalAge(PageWriter page, ClusterLedger cluster, Instant now) {
        SIGNAL.forEach((signal, text) -> {
            Instant said = cluster.saidAt(signal);
            if (said != null) {
                page.sample(cluster.labels(), text, Math.max(0, seconds(said, now)));
            }
        });
    }

    private static Family signal(Signal signal) {
        return (page, cluster, now) -> {
            for (MemberReading reading : cluster.readings(now)) {
                if (reading.signals().has(signal)) {
                    page.sample(labels(cluster, reading), reading.signals().get(signal));
                }
            }
        };
    }

    /** None while nobody can tell: 0 would be an alarm. */
    private static void failureTolerance(PageWriter page, ClusterLedger cluster, Instant now) {
        Verdict margin = cluster.verdict("quorum-margin", null, now);
        if (margin != null && margin.state() != VerdictState.UNKNOWN) {
            number(margin, Figures.FAILURE_TOLERANCE).ifPresent(value -> page.sample(cluster.labels(), value));
        }
    }

    private static Family figure(String condition, String figure) {
        return (page, cluster, now) ->
                number(cluster.verdict(condition, null, now), figure).ifPresent(v -> page.sample(cluster.labels(), v));
    }

    /** A member that is down has no figures, whatever its judge said last. */
    private static Family memberFigure(String condition, String figure) {
        return (page, cluster, now) -> {
            for (MemberReading reading : cluster.readings(now)) {
                if (reading.seen()) {
                    number(cluster.verdict(condition, reading.member(), now), figure)
                            .ifPresent(value -> page.sample(labels(cluster, reading), value));
                }
            }
        };
    }

    private static Optional<Double> number(@Nullable Verdict verdict, String figure) {
        return verdict != null && verdict.evidence().get(figure) instanceof Number number
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    private static LabelText labels(ClusterLedger cluster, MemberReading reading) {
        return cluster.members().getOrDefault(reading.member(), LabelText.NONE);
    }

    private static <E extends Enum<E>> LabelText text(Map<E, LabelText> texts, E constant) {
        return texts.getOrDefault(constant, LabelText.NONE);
    }

    private static <E extends Enum<E> & Word> Map<E, LabelText> texts(String label, Class<E> type) {
        Map<E, LabelText> texts = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            texts.put(constant, LabelText.of(label, constant.word()));
        }
        return texts;
    }
}
