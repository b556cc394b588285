package io.quorumwatch.desk.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ledger in a story told in seconds, and what one can claim about it. */
@CanIgnoreReturnValue
final class HealthScene {

    static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
    static final Duration MAXIMUM_AGE = Duration.ofSeconds(15);

    final HealthLedger ledger = new HealthLedger(new AgentIdentity("watcher-1", "1.2.3", START), START);
    private Instant now = START;

    static HealthScene watching(Concern... concerns) {
        HealthScene scene = new HealthScene();
        return scene.expects("acme", true, concerns);
    }

    HealthScene expects(String cluster, boolean critical, Concern... concerns) {
        ledger.expect(new WatchedCluster(cluster, Set.of(concerns), critical, MAXIMUM_AGE), now);
        return this;
    }

    static Instant second(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    HealthScene at(double seconds) {
        now = second(seconds);
        return this;
    }

    /** The judge says this, and that it has just become so. */
    HealthScene says(Saying saying) {
        return saysSince(now, saying);
    }

    HealthScene saysSince(Instant since, Saying saying) {
        boolean changed = ledger.hear(saying.verdict(now, since));
        assertThat(changed).isIn(true, false);
        return this;
    }

    /** The agent stands still from then until now, and trusts itself again after some seconds. */
    HealthScene sleepsSince(double from, double settles) {
        ledger.slept(second(from), now);
        AgentDoubt doubt = new AgentDoubt(
                now,
                now.plusMillis(Math.round(settles * 1000)),
                now.plusSeconds(30),
                "paused",
                Duration.between(second(from), now).toMillis());
        assertThat(ledger.doubt(doubt)).isTrue();
        return this;
    }

    HealthReport report() {
        return ledger.report(now);
    }

    ComponentHealth component(String name) {
        return Objects.requireNonNull(report().components().get(name), name);
    }

    HealthScene shows(String component, HealthStatus status, @Nullable String reason) {
        ComponentHealth health = component(component);
        assertThat(health.status()).as(health.toString()).isEqualTo(status);
        assertThat(health.reason()).as(health.toString()).isEqualTo(reason);
        return this;
    }

    HealthScene isReady(String component) {
        return shows(component, HealthStatus.READY, null);
    }

    HealthScene aggregates(HealthStatus status, String... causes) {
        HealthReport report = report();
        assertThat(report.status()).as(report.toString()).isEqualTo(status);
        assertThat(report.causes()).containsExactly(causes);
        return this;
    }
}
