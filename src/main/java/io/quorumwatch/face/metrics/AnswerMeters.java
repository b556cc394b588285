package io.quorumwatch.face.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
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

    AnswerMeters(DomainMeters meters, MetricsNaming names, String route, int code) {
        Tags labels = Tags.of(Label.HTTP_ROUTE.toString(), route, Label.HTTP_CODE.toString(), String.valueOf(code));
        count = meters.counter(names.getHttpRequestsCount(), "Number of processed requests", labels);
        time = meters.timer(names.getHttpResponseTime(), "Request processing time", labels);
        bytes = meters.sizes(names.getHttpResponseBytes(), "Size of responses in bytes", labels);
    }

    void record(long nanos, long size) {
        count.increment();
        time.record(nanos, TimeUnit.NANOSECONDS);
        bytes.record(size);
    }
}
