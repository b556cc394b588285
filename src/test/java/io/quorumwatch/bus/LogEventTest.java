package io.quorumwatch.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogEventTest {

    private static LogEvent event(String line, Map<String, String> fields) {
        return new LogEvent("acme", "a", "committee", Instant.EPOCH, Instant.EPOCH, EventKind.NODE_UP, fields, line);
    }

    @Test
    void neverCutsACharacterInTwo() {
        String line = "x".repeat(LogEvent.LONGEST_LINE - 1);
        assertThat(event(line + "😀", Map.of()).line()).isEqualTo(line + "\ufffd");
        assertThat(event(line.substring(1) + "😀", Map.of()).line()).isEqualTo(line.substring(1) + "😀");
        assertThat(event(line + "yz", Map.of()).line()).isEqualTo(line + "y");
    }

    @Test
    void canBeWrittenWhateverTheLineWas() {
        LogEvent event = event("a\ud800b\udc00c", Map.of("peer", "\ud800", "round", "9".repeat(2000)));
        Buffer written = new JsonObject(JsonForm.of(event)).toBuffer();

        assertThat(JsonForm.read(LogEvent.class, new JsonObject(written).getMap()))
                .isEqualTo(event);
        assertThat(event.line()).isEqualTo("a\ufffdb\ufffdc");
        assertThat(event.field("round")).hasSize(LogEvent.LONGEST_LINE);
    }

    @Test
    void whatIsNoNumberIsNone() {
        LogEvent event = event("", Map.of("round", "7", "servers", "three"));
        assertThat(event.number("round")).isEqualTo(7);
        assertThat(event.number("servers")).isNaN();
        assertThat(event.number("participants")).isNaN();
    }
}
