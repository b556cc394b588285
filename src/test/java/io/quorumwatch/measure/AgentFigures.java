package io.quorumwatch.measure;

import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.MetricsPage;
import java.util.Map;
import java.util.TreeMap;

/** What the agent itself and the kernel say about it at one moment. */
record AgentFigures(MetricsPage page, ProcessUse use) {

    static AgentFigures of(AgentProcess agent) {
        MetricsPage page = agent.http().get("/metrics").metrics();
        return new AgentFigures(page, ProcessUse.of(agent.process().pid()));
    }

    /** The sum of all series of that name that carry these labels. */
    double sum(String name, Map<String, String> labels) {
        return page.series(name, labels).stream()
                .mapToDouble(MetricsPage.Series::value)
                .sum();
    }

    /** The upper end of the histogram bucket that holds the percentile of what was observed since the earlier figures. */
    double percentileSince(AgentFigures earlier, String histogram, double percent) {
        Map<Double, Double> since = new TreeMap<>(buckets(histogram));
        earlier.buckets(histogram).forEach((bound, count) -> since.merge(bound, -count, Double::sum));
        double all = since.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        return since.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= all * percent / 100)
                .mapToDouble(Map.Entry::getKey)
                .findFirst()
                .orElse(Double.NaN);
    }

    private Map<Double, Double> buckets(String histogram) {
        Map<Double, Double> buckets = new TreeMap<>();
        for (MetricsPage.Series series : page.series(histogram + "_bucket", Map.of())) {
            String bound = series.labels().getOrDefault("le", "NaN");
            buckets.merge(
                    bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                    series.value(),
                    Double::sum);
        }
        return buckets;
    }
}
