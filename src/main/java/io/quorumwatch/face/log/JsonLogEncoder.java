package io.quorumwatch.face.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.quorumwatch.bus.JsonForm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One JSON object a line: {@code timestamp} (RFC 3339, milliseconds), {@code level}, {@code msg}, {@code cluster_id}, {@code node_id}, then
 * the event's own fields in the order in which they were given.
 */
final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final String nodeId;

    JsonLogEncoder(String nodeId) {
        this.nodeId = nodeId;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        LogFields entry = LogFields.of(event);
        StringBuilder line = new StringBuilder(320);
        line.append("{\"timestamp\":\"").append(JsonForm.time(Instant.ofEpochMilli(event.getTimeStamp())));
        line.append("\",\"level\":\"").append(event.getLevel().levelStr);
        line.append("\",\"msg\":\"").append(entry.msg());
        line.append("\",\"cluster_id\":");
        LogText.value(line, entry.fields().get(LogFields.CLUSTER));
        line.append(",\"node_id\":");
        LogText.value(line, nodeId);
        entry.fields().forEach((name, value) -> {
            if (!name.equals(LogFields.CLUSTER)) {
                line.append(',');
                LogText.string(line, name, LogText.LONGEST);
                line.append(':');
                LogText.value(line, value);
            }
        });
        return line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
