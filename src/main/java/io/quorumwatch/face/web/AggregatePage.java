package io.quorumwatch.face.web;

import io.quorumwatch.bus.HealthReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One form of the page of everything, written once for each report and shared by all who ask meanwhile.
 *
 * <p>A page of many components takes milliseconds, and the first one, before its code is compiled, up to a second. Such pages are
 * written on a worker, one at a time. Meanwhile the last one is shown if it says the same but for ages and figures, and not much longer
 * ago; else all who ask wait for the newest together. To be used on the context only.
 */
final class AggregatePage {

    /** A page of so many components is short enough for an event loop. */
    static final int FEW = 50;

    /** By so much a page may be older than the one that is being written. A page tells of when it is ({@code generated_at}). */
    static final Duration FRESH = Duration.ofSeconds(1);

    private final Context context;
    private final Supplier<HealthReport> present;
    private final Function<HealthReport, Answer> writer;
    private @Nullable HealthReport shown;
    private Future<Answer> page = Future.failedFuture("not written yet");
    private @Nullable Written last;
    private @Nullable Promise<Answer> next;
    /** Until this context has heard that the page is written, which is later than when it is. */
    private boolean writing;

    private record Written(HealthReport report, Answer answer) {

        /** Whether it may be shown although there is this newer report. */
        private boolean standsFor(HealthReport newer) {
            return report.status() == newer.status()
                    && report.causes().equals(newer.causes())
                    && newer.generatedAt().isBefore(report.generatedAt().plus(FRESH));
        }
    }

    /**
     * @param present gives the report that is to be shown; the same object as long as it is the same report
     * @param writer is called by one thread at a time
     */
    AggregatePage(Context context, Supplier<HealthReport> present, Function<HealthReport, Answer> writer) {
        this.context = context;
        this.present = present;
        this.writer = writer;
    }

    /** A page that need not be waited for, while a newer one is begun if there should be; null when there is none. */
    @Nullable
    Answer atOnce() {
        HealthReport report = present.get();
        boolean few = report.components().size() <= FEW;
        if (report != shown && few && !writing) {
            page = Future.succeededFuture(writer.apply(report));
            shown = report;
        }
        if (report == shown && page.succeeded()) {
            return page.result();
        }
        if (few || last == null || !last.standsFor(report)) {
            return null;
        }
        if (!writing) {
            var unused = write();
        }
        return last.answer();
    }

    /** The page of the present report or of a newer one, or one that need not be waited for. */
    Future<Answer> whenWritten() {
        Answer ready = atOnce();
        if (ready != null) {
            return Future.succeededFuture(ready);
        }
        if (writing && present.get() == shown) {
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
            last = written.succeeded() ? new Written(report, written.result()) : null;
            Promise<Answer> waiting = next;
            next = null;
            if (waiting != null) {
                write().onComplete(waiting);
            }
        });
    }
}
