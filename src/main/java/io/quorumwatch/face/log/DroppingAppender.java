package io.quorumwatch.face.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AsyncAppenderBase;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.event.KeyValuePair;

/**
 * Hands events to a thread of its own and never makes the caller wait. When its queue is almost full it drops debug lines, when it is full
 * any line; with the next line that finds room again, and at the end, one line says how many are missing.
 */
final class DroppingAppender extends AsyncAppenderBase<ILoggingEvent> {

    static final int QUEUE = 4096;
    /** So little room is kept for lines above debug. */
    static final int ALMOST_FULL = QUEUE / 4;

    private final LongAdder dropped = new LongAdder();
    private final Logger logger;

    DroppingAppender(LoggerContext context) {
        setContext(context);
        setName("standard-output");
        setQueueSize(QUEUE);
        setDiscardingThreshold(ALMOST_FULL);
        setNeverBlock(true);
        this.logger = context.getLogger(DroppingAppender.class);
    }

    @Override
    protected boolean isDiscardable(ILoggingEvent event) {
        return event.getLevel().toInt() <= Level.DEBUG_INT;
    }

    /** What the writing thread will need of the event must be fixed now. */
    @Override
    protected void preprocess(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
    }

    @Override
    protected void append(ILoggingEvent event) {
        boolean almostFull = getRemainingCapacity() < ALMOST_FULL;
        if (getRemainingCapacity() == 0 || (almostFull && isDiscardable(event))) {
            dropped.increment();
            return;
        }
        super.append(event);
        if (!almostFull) {
            sayWhatIsMissing();
        }
    }

    @Override
    public void stop() {
        sayWhatIsMissing();
        super.stop();
    }

    private void sayWhatIsMissing() {
        long count = dropped.sumThenReset();
        if (count > 0) {
            super.append(missing(count));
        }
    }

    private ILoggingEvent missing(long count) {
        LoggingEvent event =
                new LoggingEvent(DroppingAppender.class.getName(), logger, Level.WARN, "log_lines_dropped", null, null);
        event.addKeyValuePair(new KeyValuePair("count", count));
        event.addKeyValuePair(new KeyValuePair("reason", "queue_full"));
        return event;
    }
}
