package io.quorumwatch.face.web;

import io.quorumwatch.bus.HealthReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One form of the page of everything, written once for each report and shared by all who ask meanwhile.
 *
 * <p>A page of many components takes milliseconds, and the first one, before its code is compiled, up to a second. Such pages are
 * written on a worker, one at a time; whoever asks for a newer one than the one that is being written waits for the newest, together
 * with all others who do. To be used on the context only.
 */
final class AggregatePage {

    /** A page of so many components is short enough for an event loop. */
    static final int FEW = 50;

    private final Context context;
    private final Supplier<HealthReport> present;
    private final Function<HealthReport, Answer> writer;
    private @Nullable HealthReport shown;
    private Future<Answer> page = Future.failedFuture("not written yet");
    private @Nullable Promise<Answer> next;
    /** Until this context has heard that the page is written, which is later than when it is. */
    private boolean writing;

    /**
     * @param present gives the report that is to be shown; the same object as long as it is the same report
     * @param writer is called by one thread at a time
     */
    AggregatePage(Context context, Supplier<HealthReport> present, Function<HealthReport, Answer> writer) {
        this.context = context;
        this.present = present;
        this.writer = writer;
    }

    /** The page of the present report if it stands written, or can be at once. */
    @Nullable
    Answer atOnce() {
        HealthReport report = present.get();
        if (report != shown && report.components().size() <= FEW && !writing) {
            page = Future.succeededFuture(writer.apply(report));
            shown = report;
        }
        return report == shown && page.succeeded() ? page.result() : null;
    }

    /** The page of the present report, or of a newer one. */
    Future<Answer> whenWritten() {
        Answer ready = atOnce();
        if (ready != null || (writing && present.get() == shown)) {
            return page;
        }
        if (!writing) {
            return write();
        }
        if (next == null) {
            next = Promise.promise();
        }
        return next.future();
    }

    private Future<Answer> write() {
        HealthReport report = present.get();
        shown = report;
        writing = true;
        page = context.executeBlocking(() -> writer.apply(report), false);
        return page.onComplete(written -> {
            writing = false;
            Promise<Answer> waiting = next;
            next = null;
            if (waiting != null) {
                write().onComplete(waiting);
            }
        });
    }
}
