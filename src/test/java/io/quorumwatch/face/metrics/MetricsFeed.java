package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ledger of one cluster, {@code acme} with the members a, b and c, with words to feed it and to read its page. */
final class MetricsFeed {

    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final Set<String> CONDITIONS =
            Set.of("leader-multiple", "leader-churn", "quorum-margin", "member-lagging", "member-hung", "round-stall");

    final MetricsLedger ledger = new MetricsLedger("0.1.0", "watcher-1", START);
    private Instant now = START;

    MetricsFeed() {
        expect("a", "b", "c");
    }

    static WatchedCluster cluster(String name, String... members) {
        return new WatchedCluster(name, Set.of(members), Duration.ofSeconds(4), CONDITIONS);
    }

    void expect(String... members) {
        ledger.expect(List.of(cluster("acme", members)));
    }

    @CanIgnoreReturnValue
    MetricsFeed after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    static Signals signals(Map<Signal, Double> values) {
        Signals.Builder builder = new Signals.Builder();
        values.forEach(builder::set);
        return builder.build();
    }

    @CanIgnoreReturnValue
    MetricsFeed sees(String member, Map<Signal, Double> values) {
        return sees("acme", member, "committee", values, Map.of());
    }

    @CanIgnoreReturnValue
    MetricsFeed sees(
            String watched, String member, String role, Map<Signal, Double> values, Map<String, Boolean> links) {
        ledger.reading(new MemberReading(
                watched,
                member,
                role,
                now.minusMillis(3),
                now,
                null,
                false,
                false,
                signals(values),
                links,
                null,
                null,
                null));
        return this;
    }

    @CanIgnoreReturnValue
    MetricsFeed misses(String member, ScrapeFailure failure) {
        ledger.reading(MemberReading.failed(
                "acme", member, "committee", now.minus(Duration.ofSeconds(1)), now, failure, false));
        return this;
    }

    @CanIgnoreReturnValue
    MetricsFeed hears(String condition, VerdictState previous, VerdictState state, Map<String, Object> evidence) {
        return hears(condition, null, previous, state, evidence);
    }

    @CanIgnoreReturnValue
    MetricsFeed hears(
            String condition,
            @Nullable String subject,
            VerdictState previous,
            VerdictState state,
            Map<String, Object> evidence) {
        ledger.verdict(verdict("acme", condition, subject, previous, state, now, evidence));
        return this;
    }

    static Verdict verdict(
            String watched,
            String condition,
            @Nullable String subject,
            VerdictState previous,
            VerdictState state,
            Instant at,
            Map<String, Object> evidence) {
        return new Verdict(
                watched,
                condition.startsWith("leader") ? Concern.LEADER : Concern.RAFT,
                condition,
                subject,
                state,
                previous,
                Severity.PAGE,
                at,
                at.minusSeconds(10),
                condition,
                evidence);
    }

    String page(MetricsFormat format) {
        PageRendering rendering = ledger.page(format, now);
        assertThat(rendering.writeSome(Integer.MAX_VALUE / 2)).isFalse();
        return new String(rendering.takeBytes(), StandardCharsets.UTF_8);
    }

    /** The samples of one family, without its head, prefix left out. */
    List<String> samples(String family) {
        String name = MetricNames.PREFIX + family;
        return page(MetricsFormat.TEXT)
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .map(line -> line.substring(MetricNames.PREFIX.length()))
                .toList();
    }

    /** The compiler's check of unused results goes by this name. */
    private @interface CanIgnoreReturnValue {}
}
