package io.quorumwatch.face.web;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.desk.health.Aggregate;
import io.quorumwatch.desk.health.HealthSnapshot;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers of {@code /health}, made once for each snapshot and shared by everybody who asks before the next one. To be used on one
 * context only.
 */
final class HealthPages {

    private final HealthSnapshot snapshot;
    private final Map<String, Answer> pages = new HashMap<>();
    private final AggregatePage aggregate;
    private final AggregatePage prettyAggregate;
    private HealthReport seen;
    /** What is said of the one that was seen. */
    private HealthReport shown;

    private boolean shuttingDown;

    /**
     * @param context on which all is asked for, and whose workers write long pages
     */
    HealthPages(HealthSnapshot snapshot, Context context) {
        this.snapshot = snapshot;
        seen = snapshot.report();
        shown = seen;
        ReportBody body = new ReportBody();
        aggregate = new AggregatePage(context, this::fresh, report -> Answer.json(code(report), body.of(report)));
        prettyAggregate = new AggregatePage(context, this::fresh, report -> page(report, true));
    }

    /** From now on every aggregate is {@code shutting_down}, however well or ill everything is. */
    void shutDown() {
        shuttingDown = true;
        show(seen);
    }

    /** The aggregate of everything if it need not be waited for; null when it has to be. */
    @Nullable
    Answer aggregateAtOnce() {
        return aggregate.atOnce();
    }

    /** The aggregate of everything. */
    Future<Answer> aggregate(boolean pretty) {
        return (pretty ? prettyAggregate : aggregate).whenWritten();
    }

    /** The aggregate of one cluster, or of the agent's own parts; null when nothing is known by that name. */
    @Nullable
    Answer cluster(String name, boolean pretty) {
        HealthReport report = fresh();
        return remembered(name, pretty, () -> {
            SortedMap<String, ComponentHealth> part = Aggregate.partOf(report, name);
            return part.isEmpty()
                    ? null
                    : page(told(Aggregate.of(part, report.generatedAt(), Aggregate.detailsOf(report, name))), pretty);
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
        if (report != seen) {
            show(report);
        }
        return shown;
    }

    private void show(HealthReport report) {
        seen = report;
        shown = told(report);
        pages.clear();
    }

    /** What is said of a report: itself, until the end. */
    private HealthReport told(HealthReport report) {
        return shuttingDown
                ? new HealthReport(
                        HealthStatus.SHUTTING_DOWN,
                        report.generatedAt(),
                        List.of(),
                        report.details(),
                        report.components())
                : report;
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

    private static Answer page(HealthReport report, boolean pretty) {
        return Answer.json(code(report), JsonForm.of(report), pretty);
    }

    private static int code(HealthReport report) {
        return report.status().healthy() ? 200 : 503;
    }
}
