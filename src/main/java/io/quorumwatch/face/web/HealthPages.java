package io.quorumwatch.face.web;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.desk.health.Aggregate;
import io.quorumwatch.desk.health.HealthSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers of {@code /health}, made once for each snapshot and shared by everybody who asks before the next one. Used from one
 * event loop.
 */
final class HealthPages {

    private static final String EVERYTHING = "";

    private final HealthSnapshot snapshot;
    private final Map<String, Answer> pages = new HashMap<>();
    private @Nullable HealthReport shown;
    private @Nullable Answer aggregate;
    private final ReportBody body = new ReportBody();
    private boolean shuttingDown;

    HealthPages(HealthSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** From now on every aggregate is {@code shutting_down}, however well or ill everything is. */
    void shutDown() {
        shuttingDown = true;
        shown = null;
    }

    /** The aggregate of everything. */
    Answer aggregate() {
        HealthReport report = fresh();
        if (aggregate == null) {
            aggregate = Answer.json(code(report), body.of(said(JsonForm.headOf(report)), report));
        }
        return aggregate;
    }

    /** The aggregate of everything, laid out for people. */
    Answer prettyAggregate() {
        HealthReport report = fresh();
        return Objects.requireNonNull(remembered(EVERYTHING, true, () -> page(report, true)));
    }

    /** The aggregate of one cluster, or of the agent's own parts; null when nothing is known by that name. */
    @Nullable
    Answer cluster(String name, boolean pretty) {
        HealthReport report = fresh();
        return remembered(name, pretty, () -> {
            SortedMap<String, ComponentHealth> part = Aggregate.partOf(report, name);
            return part.isEmpty() ? null : page(Aggregate.of(part, report.generatedAt(), report.details()), pretty);
        });
    }

    /** One component, by its own status even when it is not critical; null when there is none of that name. */
    @Nullable
    Answer component(String cluster, String concern, boolean pretty) {
        HealthReport report = fresh();
        String name = cluster + "/" + concern;
        return remembered(name, pretty, () -> {
            ComponentHealth component = report.components().get(name);
            if (component == null) {
                return null;
            }
            Map<String, Object> json = new TreeMap<>(JsonForm.ofComponent(component, report.generatedAt()));
            json.put("schema_version", JsonForm.SCHEMA_VERSION);
            json.put("name", name);
            json.put("generated_at", Objects.requireNonNull(JsonForm.time(report.generatedAt())));
            return Answer.json(component.status().healthy() ? 200 : 503, json, pretty);
        });
    }

    private HealthReport fresh() {
        HealthReport report = snapshot.report();
        if (report != shown) {
            shown = report;
            aggregate = null;
            pages.clear();
        }
        return report;
    }

    /** Only names that exist are remembered, so that guessing names cannot fill the memory. */
    private @Nullable Answer remembered(String name, boolean pretty, Supplier<@Nullable Answer> maker) {
        String key = pretty ? name + "?" : name;
        Answer known = pages.get(key);
        if (known != null) {
            return known;
        }
        Answer made = maker.get();
        if (made != null) {
            pages.put(key, made);
        }
        return made;
    }

    private Answer page(HealthReport report, boolean pretty) {
        return Answer.json(code(report), said(JsonForm.of(report)), pretty);
    }

    private SortedMap<String, Object> said(SortedMap<String, Object> json) {
        if (shuttingDown) {
            json.put("status", HealthStatus.SHUTTING_DOWN.word());
            json.put("causes", List.of());
        }
        return json;
    }

    private int code(HealthReport report) {
        return !shuttingDown && report.status().healthy() ? 200 : 503;
    }
}
