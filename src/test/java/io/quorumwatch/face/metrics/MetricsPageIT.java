package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.testing.process.Promtool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Prometheus' own linter reads the page. */
class MetricsPageIT {

    @Test
    void satisfiesPromtool() throws IOException {
        PageSink sink = new PageSink(new VertxFamilies(VertxMetrics.newRegistry()), MetricsFormat.TEXT, false);
        sink.add(FullFeed.create().page(MetricsFormat.TEXT).getBytes(StandardCharsets.UTF_8));
        assertThat(Promtool.checkMetrics(sink.finish().toString())).isEmpty();
    }
}
