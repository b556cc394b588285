package io.quorumwatch.face.metrics;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.desk.health.MemberState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one cluster: the last reading of each member, the last verdict of each condition and subject, and what has been
 * counted. Whether that is still true is asked with the present time, when the page is written.
 */
final class ClusterLedger {

    private static final Signal[] SIGNALS = Signal.values();

    private final LabelText labels;
    private final SortedMap<String, LabelText> members = new TreeMap<>();
    private final Map<String, MemberReading> readings = new HashMap<>();
    private final Map<String, MemberReading> pagesBefore = new HashMap<>();
    private final SortedMap<String, ConditionLedger> conditions = new TreeMap<>();
    private final Instant[] saidAt = new Instant[SIGNALS.length];
    private final long[] failures = new long[ScrapeFailure.values().length];
    private final LeaderTally leaders = new LeaderTally();
    private final RoundTally rounds = new RoundTally();
    private final Histogram scrapeDuration =
            new Histogram(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10);

    private WatchedCluster cluster;
    private long succeeded;
    private long bytes = -1;
    private Map<Severity, Integer> incidents = Map.of();

    ClusterLedger(WatchedCluster cluster) {
        this.cluster = cluster;
        this.labels = LabelText.of("watched", cluster.name());
        expect(cluster);
    }

    /** Takes over a changed configuration: what has left is forgotten, what has come begins at 0. */
    void expect(WatchedCluster changed) {
        cluster = changed;
        members.keySet().retainAll(changed.members());
        changed.members().forEach(member -> members.computeIfAbsent(member, name -> labels.and("member", name)));
        readings.keySet().retainAll(changed.members());
        pagesBefore.keySet().retainAll(changed.members());
        leaders.keepMembers(changed.members());
        conditions.keySet().retainAll(changed.conditions());
        changed.conditions()
                .forEach(key ->
                        conditions.computeIfAbsent(key, name -> new ConditionLedger(labels.and("condition", name))));
    }

    void reading(MemberReading reading) {
        if (!members.containsKey(reading.member())) {
            return;
        }
        MemberReading last = readings.put(reading.member(), reading);
        if (last != null && last.seen()) {
            pagesBefore.put(reading.member(), last);
        }
        leaders.take(reading, readings(reading.answeredAt()));
        scrapeDuration.observe(Math.max(0, seconds(reading.askedAt(), reading.answeredAt())));
        if (reading.failure() != null) {
            failures[reading.failure().ordinal()]++;
            return;
        }
        succeeded++;
        for (Signal signal : SIGNALS) {
            if (reading.signals().has(signal)) {
                saidAt[signal.ordinal()] = reading.answeredAt();
            }
        }
    }

    void verdict(Verdict verdict) {
        ConditionLedger condition = conditions.get(verdict.condition());
        if (condition == null) {
            return;
        }
        condition.verdict(verdict);
        rounds.take(verdict.evidence());
    }

    void bytesRead(long more) {
        bytes = Math.max(bytes, 0) + more;
    }

    void incidentsOpen(Map<Severity, Integer> open) {
        incidents = Map.copyOf(open);
    }

    LabelText labels() {
        return labels;
    }

    String name() {
        return cluster.name();
    }

    /** The label pairs of each member by its name. */
    SortedMap<String, LabelText> members() {
        return members;
    }

    /** The member's last reading; null when there is none or it is too old to stand for the member. */
    @Nullable
    MemberReading reading(String member, Instant now) {
        MemberReading reading = readings.get(member);
        return reading != null
                        && reading.answeredAt().plus(cluster.readingsLast()).isAfter(now)
                ? reading
                : null;
    }

    List<MemberReading> readings(Instant now) {
        List<MemberReading> present = new ArrayList<>(members.size());
        for (String member : members.keySet()) {
            MemberReading reading = reading(member, now);
            if (reading != null) {
                present.add(reading);
            }
        }
        return present;
    }

    SortedMap<String, ConditionLedger> conditions() {
        return conditions;
    }

    boolean judges(String condition) {
        return conditions.containsKey(condition);
    }

    /** The last verdict; null when there is none or its judge has fallen silent. */
    @Nullable
    Verdict verdict(String condition, @Nullable String subject, Instant now) {
        ConditionLedger ledger = conditions.get(condition);
        return ledger == null ? null : ledger.of(subject, now);
    }

    /** What the member is in its committee, by its last look. */
    MemberState state(MemberReading last, Instant now) {
        return MemberState.of(pagesBefore.get(last.member()), last, key -> {
            Verdict verdict = verdict(key, last.member(), now);
            return verdict == null ? null : verdict.state();
        });
    }

    @Nullable
    Instant saidAt(Signal signal) {
        return saidAt[signal.ordinal()];
    }

    long looks(ScrapeFailure failure) {
        return failures[failure.ordinal()];
    }

    long successfulLooks() {
        return succeeded;
    }

    /** Bytes read; negative when nobody counts them. */
    long bytes() {
        return bytes;
    }

    double leaderChanges() {
        return leaders.changes();
    }

    RoundTally rounds() {
        return rounds;
    }

    Histogram scrapeDuration() {
        return scrapeDuration;
    }

    /** Open incidents by severity; empty when nobody counts them. */
    Map<Severity, Integer> incidents() {
        return incidents;
    }

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
