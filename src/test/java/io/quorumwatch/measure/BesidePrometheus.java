package io.quorumwatch.measure;

import io.quorumwatch.testing.process.Programs;
import io.quorumwatch.testing.process.PrometheusServer;
import java.time.Duration;
import java.util.List;

/** A Prometheus server on the same targets at the same rate; it stores what it scrapes, which the agent does not. */
final class BesidePrometheus {

    private BesidePrometheus() {}

    static List<Row> rows(ManyTargets targets, Duration warmUp, Duration time) {
        if (Programs.find("prometheus").isEmpty()) {
            return List.of(Row.forComparison("beside Prometheus", "not measured", "prometheus is not installed"));
        }
        try (PrometheusServer prometheus = PrometheusServer.startOn(targets.addresses())) {
            Passage.of(warmUp);
            ProcessUse before = ProcessUse.of(prometheus.pid());
            Passage.of(time);
            ProcessUse after = ProcessUse.of(prometheus.pid());
            return List.of(Row.forComparison(
                    "Prometheus on the same targets",
                    "%s MB resident, %s cores"
                            .formatted(
                                    Figures.say(after.residentMegabytes(), 0),
                                    Figures.say(after.coresSince(before), 2)),
                    "%d targets up; it also stores all samples; %d s"
                            .formatted(prometheus.query("up == 1").size(), time.toSeconds())));
        }
    }
}
