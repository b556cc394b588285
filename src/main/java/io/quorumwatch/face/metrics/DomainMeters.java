package io.quorumwatch.face.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.micrometer.MetricsDomain;
import java.util.concurrent.atomic.LongAdder;

/**
 * Meters in a registry that are named as those of {@code vertx-micrometer-metrics} are. To ask for one again gives the same one, but for
 * gauges, and takes as long as it does for the library.
 *
 * @param domain whose prefix the names carry
 */
record DomainMeters(MeterRegistry registry, MetricsDomain domain) {

    /** A gauge that shows what the adder sums up to, for as long as there is the registry. */
    LongAdder gauge(String name, String help, Tags labels) {
        LongAdder value = new LongAdder();
        Gauge.builder(full(name), value, LongAdder::doubleValue)
                .description(help)
                .tags(labels)
                .strongReference(true)
                .register(registry);
        return value;
    }

    Counter counter(String name, String help, Tags labels) {
        return Counter.builder(full(name)).description(help).tags(labels).register(registry);
    }

    Timer timer(String name, String help, Tags labels) {
        return Timer.builder(full(name)).description(help).tags(labels).register(registry);
    }

    DistributionSummary sizes(String name, String help, Tags labels) {
        return DistributionSummary.builder(full(name))
                .description(help)
                .tags(labels)
                .register(registry);
    }

    long nanos() {
        return registry.config().clock().monotonicTime();
    }

    private String full(String name) {
        return domain.getPrefix() + name;
    }
}
