package io.quorumwatch.face.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The families in which Vert.x measures itself. To write them takes as long as to write all the agent's own of a small cluster, and nobody
 * needs them by the millisecond: who asks for a page again and again waits for what is watched. Safe for any thread.
 */
final class VertxFamilies {

    static final Duration KEPT = Duration.ofMillis(100);

    private record Written(byte[] text, long atNanos) {}

    private final PrometheusMeterRegistry registry;
    private final Map<MetricsFormat, Written> last = new ConcurrentHashMap<>();

    VertxFamilies(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** Whether {@link #text} costs nothing at present. */
    boolean isWritten(MetricsFormat format) {
        return isFresh(last.get(format));
    }

    /** The families as they were at most {@link #KEPT} ago, with the end mark where the format has one; may take milliseconds. */
    byte[] text(MetricsFormat format) throws IOException {
        Written written = last.get(format);
        if (written == null || !isFresh(written)) {
            long now = nanos();
            ByteArrayOutputStream out = new ByteArrayOutputStream(16384);
            registry.scrape(out, format.contentType());
            written = new Written(out.toByteArray(), now);
            last.put(format, written);
        }
        return written.text;
    }

    private boolean isFresh(@Nullable Written written) {
        return written != null && nanos() - written.atNanos < KEPT.toNanos();
    }

    private long nanos() {
        return registry.config().clock().monotonicTime();
    }
}
