package io.quorumwatch.face.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** Events that were logged at 10:00 on the 21st of November, and how the encoders write them. */
final class LogLines {

    private static final LoggerContext CONTEXT = context();

    private LogLines() {}

    /** A context of its own, complete enough for events that another thread writes. */
    static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    static LoggingEvent event(Level level, String msg, KeyValuePair... fields) {
        return event(level, msg, null, fields);
    }

    static LoggingEvent event(Level level, String msg, @Nullable Throwable thrown, KeyValuePair... fields) {
        LoggingEvent event = new LoggingEvent("x", CONTEXT.getLogger("io.example.Library"), level, msg, thrown, null);
        event.setInstant(Instant.parse("2026-11-21T10:00:00.123Z"));
        for (KeyValuePair field : fields) {
            event.addKeyValuePair(field);
        }
        return event;
    }

    static KeyValuePair field(String name, @Nullable Object value) {
        return new KeyValuePair(name, value);
    }

    static String json(ILoggingEvent event) {
        return line(new JsonLogEncoder("watcher-1"), event);
    }

    static String text(ILoggingEvent event) {
        return line(new TextLogEncoder(() -> ZoneOffset.UTC), event);
    }

    private static String line(Encoder<ILoggingEvent> encoder, ILoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
