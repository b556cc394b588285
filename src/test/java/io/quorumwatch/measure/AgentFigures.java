package io.quorumwatch.measure;

import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.MetricsPage;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the agent itself and the kernel say about it at one moment. The page is asked for as Prometheus asks, and read only when figures are
 * wanted: a page of a thousand members is megabytes, and whoever reads it while something is measured takes the processor.
 */
record AgentFigures(String page, ProcessUse use) {

    static AgentFigures of(AgentProcess agent) {
        String page = agent.http().get("/metrics", "Accept-Encoding", "gzip").body();
        return new AgentFigures(page, ProcessUse.of(agent.process().pid()));
    }

    /** The sum of all series of that name that carry these labels. */
    double sum(String name, Map<String, String> labels) {
        return MetricsPage.parse(page, name).series(name, labels).stream()
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
        String name = histogram + "_bucket";
        for (MetricsPage.Series series : MetricsPage.parse(page, name).series(name, Map.of())) {
            String bound = series.labels().getOrDefault("le", "NaN");
            buckets.merge(
                    bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                    series.value(),
                    Double::sum);
        }
        return buckets;
    }
}
