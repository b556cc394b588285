package io.quorumwatch.desk.health;

import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the present report stands, for any number of readers on any thread. Reading it costs nothing and asks nobody.
 *
 * <p>The report is exchanged as a whole, at most half a second after the last, also when nothing has changed but ages.
 */
public final class HealthSnapshot {

    private volatile HealthReport present;

    /** A snapshot of an agent that has not looked at anything: {@code not_ready}. */
    public HealthSnapshot(Instant now) {
        Map<String, Object> details = Map.of("reason", Standing.NOT_LOOKED_YET);
        present = new HealthReport(HealthStatus.NOT_READY, now, List.of(), details, new TreeMap<>());
    }

    /** The present report; the same object until the next one is there. */
    public HealthReport report() {
        return present;
    }

    /** Exchanges the report. Only the one who makes reports calls it. */
    public void show(HealthReport next) {
        present = next;
    }
}
