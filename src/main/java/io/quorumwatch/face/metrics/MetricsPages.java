package io.quorumwatch.face.metrics;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Whoever can give the metrics page. */
@FunctionalInterface
public interface MetricsPages {

    /** Nobody writes pages: the agent is starting or stopping. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unavailable() {
            super("the metrics are not running", null, false, false);
        }
    }

    /**
     * The page as it is now: it tells everything that had happened before the call. The future fails with {@link Unavailable} when
     * nobody writes pages; it is completed on the caller's context. The buffer is shared and must not be changed.
     */
    Future<Buffer> page(MetricsFormat format, boolean gzip);
}
