package io.quorumwatch.face.metrics;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes one page at a time. Who asks while one is being written waits for the next, which all who ask for the same share: the present
 * one may have been begun before the news. To be used on the ledger's context only.
 */
final class PageQueue {

    /** About a millisecond of writing; then other work gets its turn. */
    private static final int LINES_IN_A_SLICE = 4000;

    private record Variant(MetricsFormat format, boolean gzip) {}

    private final Context context;
    private final MetricsLedger ledger;
    private final PageFinisher finisher;
    private final InstantSource clock;
    private final Map<Variant, Promise<Buffer>> waiting = new LinkedHashMap<>();
    private boolean writing;
    private int lastLength;

    PageQueue(Context context, MetricsLedger ledger, PageFinisher finisher, InstantSource clock) {
        this.context = context;
        this.ledger = ledger;
        this.finisher = finisher;
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
        PageRendering rendering = ledger.page(next.getKey().format(), clock.instant(), lastLength + lastLength / 16);
        write(rendering, next.getKey()).onComplete(result -> {
            writing = false;
            next.getValue().handle(result);
            writeNext();
        });
    }

    private Future<Buffer> write(PageRendering rendering, Variant variant) {
        try {
            if (rendering.writeSome(LINES_IN_A_SLICE)) {
                Promise<Buffer> rest = Promise.promise();
                context.runOnContext(now -> write(rendering, variant).onComplete(rest));
                return rest.future();
            }
        } catch (RuntimeException fault) {
            return Future.failedFuture(fault);
        }
        byte[] own = rendering.bytes();
        lastLength = own.length;
        return context.executeBlocking(() -> finisher.finish(own, variant.format(), variant.gzip()), false);
    }
}
