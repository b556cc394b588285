package io.quorumwatch.face.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsNaming;
import java.util.concurrent.TimeUnit;

/** The answers of one route with one status code: how many, how soon, how large. Safe for any thread. */
final class AnswerMeters {

    private final Counter count;
    private final Timer time;
    private final DistributionSummary bytes;

    AnswerMeters(MeterRegistry registry, MetricsNaming names, String route, int code) {
        Tags labels = Tags.of(Label.HTTP_ROUTE.toString(), route, Label.HTTP_CODE.toString(), String.valueOf(code));
        count = Counter.builder(HttpServerMeters.full(names.getHttpRequestsCount()))
                .description("Number of processed requests")
                .tags(labels)
                .register(registry);
        time = Timer.builder(HttpServerMeters.full(names.getHttpResponseTime()))
                .description("Request processing time")
                .tags(labels)
                .register(registry);
        bytes = DistributionSummary.builder(HttpServerMeters.full(names.getHttpResponseBytes()))
                .description("Size of responses in bytes")
                .tags(labels)
                .register(registry);
    }

    void record(long nanos, long size) {
        count.increment();
        time.record(nanos, TimeUnit.NANOSECONDS);
        bytes.record(size);
    }
}
