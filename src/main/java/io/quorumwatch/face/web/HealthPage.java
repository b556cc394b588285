package io.quorumwatch.face.web;

import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.desk.health.HealthSnapshot;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of {@code /health}, rendered once for each report. Used from one event loop only.
 *
 * <p>While the agent shuts down, the report says so whatever its components say, unless they say worse.
 */
final class HealthPage {

    private final HealthSnapshot snapshot;
    private volatile boolean shuttingDown;
    private Rendered rendered = new Rendered(null, false, 503, Buffer.buffer());

    HealthPage(HealthSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** A body, and the report it was rendered of. */
    record Rendered(
            @org.jspecify.annotations.Nullable HealthReport report, boolean shuttingDown, int status, Buffer body) {}

    /** From now on the agent says that it shuts down. */
    void shutDown() {
        shuttingDown = true;
    }

    boolean shuttingDown() {
        return shuttingDown;
    }

    /** The present body with its status code. */
    Rendered present() {
        HealthReport report = snapshot.report();
        boolean leaving = shuttingDown;
        if (rendered.report() != report || rendered.shuttingDown() != leaving) {
            HealthStatus status = status(report.status());
            Map<String, Object> json = new TreeMap<>(JsonForm.of(report));
            json.put("status", status.word());
            if (status != report.status()) {
                json.put("causes", List.of("agent/shutdown"));
            }
            rendered = new Rendered(report, leaving, code(status), new JsonObject(json).toBuffer());
        }
        return rendered;
    }

    HealthReport report() {
        return snapshot.report();
    }

    /** The status as it is shown: at least {@code shutting_down} while that is so. */
    HealthStatus status(HealthStatus judged) {
        return shuttingDown ? judged.worse(HealthStatus.SHUTTING_DOWN) : judged;
    }

    static int code(HealthStatus status) {
        return status.healthy() ? 200 : 503;
    }
}
