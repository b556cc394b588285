package io.quorumwatch.face.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Prometheus' own linter reads the page. */
class MetricsPageIT {

    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @Test
    void satisfiesPromtool() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROMTOOL), "promtool is not installed (package prometheus)");
        PageSink sink = new PageSink(new VertxFamilies(VertxMetrics.newRegistry()), MetricsFormat.TEXT, false);
        sink.add(FullFeed.create().page(MetricsFormat.TEXT).getBytes(StandardCharsets.UTF_8));
        Buffer page = sink.finish();
        Process promtool = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        promtool.getOutputStream().write(page.getBytes());
        promtool.getOutputStream().close();
        String complaints = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(complaints).isEmpty();
        assertThat(promtool.exitValue()).isZero();
    }
}
