package io.quorumwatch.face.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** What both encoders take from a logging event: the message, which is a word, and the fields in their order. */
record LogFields(String msg, Map<String, @Nullable Object> fields) {

    static final String CLUSTER = "cluster_id";

    /** What a line is about when it names no cluster. */
    static final String AGENT = "agent";

    private static final int MOST_FIELDS = 64;
    private static final int MOST_FRAMES = 24;
    private static final Pattern EVENT_NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Set<String> RESERVED = Set.of("timestamp", "level", "msg", "node_id");

    /** Libraries write prose: it stands in {@code text}, and the message says only that a library has spoken. */
    static LogFields of(ILoggingEvent event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(CLUSTER, AGENT);
        String msg = event.getFormattedMessage();
        if (msg == null || !EVENT_NAME.matcher(msg).matches()) {
            fields.put("logger", event.getLoggerName());
            fields.put("text", msg);
            msg = "library_message";
        }
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                if (!RESERVED.contains(pair.key) && fields.size() < MOST_FIELDS) {
                    fields.put(pair.key, pair.value);
                }
            }
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            fields.putIfAbsent("error", thrown.getClassName() + ": " + thrown.getMessage());
            fields.put("stack", stack(thrown));
        }
        return new LogFields(msg, fields);
    }

    private static List<String> stack(IThrowableProxy thrown) {
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        return frames == null
                ? List.of()
                : List.of(frames).stream()
                        .limit(MOST_FRAMES)
                        .map(frame -> frame.getStackTraceElement().toString())
                        .toList();
    }
}
