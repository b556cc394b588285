package io.quorumwatch.face.metrics;

import java.time.Instant;
import java.util.List;

/**
 * A page while it is being written, in slices, so that the thread can do other work between them. The format asks for all series of a
 * family in a row, so the order is by family and then by cluster.
 */
final class PageRendering {

    private static final MetricNames[] FAMILIES = MetricNames.values();

    private final MetricsLedger ledger;
    private final List<ClusterLedger> clusters;
    private final PageWriter page;
    private final Instant now;
    private int family;
    private int nextCluster = -1;

    PageRendering(MetricsLedger ledger, List<ClusterLedger> clusters, PageWriter page, Instant now) {
        this.ledger = ledger;
        this.clusters = clusters;
        this.page = page;
        this.now = now;
    }

    /** Writes on until about that many more lines stand on the page; false when the page is complete. */
    boolean writeSome(int lines) {
        int enough = page.lines() + lines;
        while (family < FAMILIES.length && page.lines() < enough) {
            MetricNames name = FAMILIES[family];
            if (nextCluster < 0) {
                page.begin(name);
                ledger.writeAgent(name, page);
            } else {
                ledger.writeCluster(name, page, clusters.get(nextCluster), now);
            }
            if (++nextCluster == clusters.size()) {
                nextCluster = -1;
                family++;
            }
        }
        return family < FAMILIES.length;
    }

    /** What has been written since the last call. The end mark of OpenMetrics is not among it. */
    byte[] takeBytes() {
        return page.takeBytes();
    }
}
