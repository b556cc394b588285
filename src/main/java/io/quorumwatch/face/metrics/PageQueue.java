package io.quorumwatch.face.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quorumwatch.time.AgentClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Writes one page at a time. Who asks while one is being written waits for the next, which all who ask for the same share: the present
 * one may have been begun before the news. To be used on the ledger's context only.
 */
final class PageQueue {

    /** So long is written, and so much at most; then other work gets its turn. The first pages, not compiled yet, take ten times as long. */
    private static final long SLICE_NANOS = 1_000_000;

    private static final int LINES_IN_A_SLICE = 2000;
    private static final int LINES_AT_ONCE = 100;

    private record Variant(MetricsFormat format, boolean gzip) {}

    private final Context context;
    private final MetricsLedger ledger;
    private final VertxFamilies families;
    private final AgentClock clock;
    private final Map<Variant, Promise<Buffer>> waiting = new LinkedHashMap<>();
    private boolean writing;

    PageQueue(Context context, MetricsLedger ledger, PrometheusMeterRegistry registry, AgentClock clock) {
        this.context = context;
        this.ledger = ledger;
        this.families = new VertxFamilies(registry);
        this.clock = clock;
    }

    Future<Buffer> ask(MetricsFormat format, boolean gzip) {
        Future<Buffer> page = waiting.computeIfAbsent(new Variant(format, gzip), variant -> Promise.promise())
                .future();
        writeNext();
        return page;
    }

    /** Fails those who still wait. */
    void close() {
        waiting.values().forEach(promise -> promise.fail(new MetricsPages.Unavailable()));
        waiting.clear();
    }

    private void writeNext() {
        if (writing || waiting.isEmpty()) {
            return;
        }
        writing = true;
        Iterator<Map.Entry<Variant, Promise<Buffer>>> queue = waiting.entrySet().iterator();
        Map.Entry<Variant, Promise<Buffer>> next = queue.next();
        queue.remove();
        write(next.getKey()).onComplete(result -> {
            writing = false;
            next.getValue().handle(result);
            writeNext();
        });
    }

    private Future<Buffer> write(Variant variant) {
        try {
            PageSink sink = new PageSink(families, variant.format(), variant.gzip());
            return write(ledger.page(variant.format(), clock.wall()), sink);
        } catch (IOException | RuntimeException fault) {
            return Future.failedFuture(fault);
        }
    }

    /** One slice after the other: while a worker compresses one, the event loop is free, and only one is held in memory. */
    private Future<Buffer> write(PageRendering rendering, PageSink sink) {
        boolean more = writeSlice(rendering);
        byte[] slice = rendering.takeBytes();
        Callable<@Nullable Buffer> work = () -> {
            sink.add(slice);
            return more ? null : sink.finish();
        };
        Future<@Nullable Buffer> written = !more && sink.isQuick() ? here(work) : context.executeBlocking(work, false);
        return written.compose(page -> page == null ? write(rendering, sink) : Future.succeededFuture(page));
    }

    private boolean writeSlice(PageRendering rendering) {
        long began = clock.nanos();
        int lines = 0;
        boolean more;
        do {
            more = rendering.writeSome(LINES_AT_ONCE);
            lines += LINES_AT_ONCE;
        } while (more && lines < LINES_IN_A_SLICE && clock.nanos() - began < SLICE_NANOS);
        return more;
    }

    private static Future<@Nullable Buffer> here(Callable<@Nullable Buffer> work) {
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception fault) {
            return Future.failedFuture(fault);
        }
    }
}
