package io.quorumwatch.face.log;

import static io.quorumwatch.face.log.LogLines.event;
import static io.quorumwatch.face.log.LogLines.field;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.quorumwatch.bus.ScrapeFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogEncoderTest {

    @Test
    void writesAnEventAsOneJsonLine() {
        assertThat(LogLines.json(event(
                        Level.WARN,
                        "scrape_failed",
                        field("cluster_id", "acme.mainnet"),
                        field("target_member", "server-1"),
                        field("reason", ScrapeFailure.BAD_STATUS),
                        field("duration_ms", 12L))))
                .isEqualTo("{\"timestamp\":\"2026-11-21T10:00:00.123Z\",\"level\":\"WARN\",\"msg\":\"scrape_failed\","
                        + "\"cluster_id\":\"acme.mainnet\",\"node_id\":\"watcher-1\",\"target_member\":\"server-1\","
                        + "\"reason\":\"bad_status\",\"duration_ms\":12}\n");
    }

    @Test
    void writesAnEventAsAReadableLine() {
        assertThat(LogLines.text(event(
                        Level.WARN,
                        "condition_changed",
                        field("cluster_id", "acme.mainnet"),
                        field("subject", "a->b"),
                        field("error", "no route \u001b[31mto host"),
                        field("evidence", Map.of("leaders", List.of("a"))))))
                .isEqualTo("10:00:00.123 WARN  condition_changed cluster_id=acme.mainnet subject=a->b "
                        + "error=\"no route \\u001b[31mto host\" evidence={\"leaders\":[\"a\"]}\n");
    }

    @Test
    void saysThatALibraryHasSpokenAndWhatItSaid() {
        assertThat(LogLines.json(event(Level.ERROR, "Something is {} off")))
                .endsWith("\"msg\":\"library_message\",\"cluster_id\":\"agent\",\"node_id\":\"watcher-1\","
                        + "\"logger\":\"io.example.Library\",\"text\":\"Something is {} off\"}\n");
        assertThat(LogLines.text(event(Level.INFO, "agent_started"))).isEqualTo("10:00:00.123 INFO  agent_started\n");
    }

    @Test
    void writesValuesOfEachType() {
        assertThat(LogLines.json(event(
                        Level.INFO,
                        "x",
                        field("none", null),
                        field("yes", true),
                        field("half", 0.5),
                        field("nan", Double.NaN),
                        field("at", Instant.EPOCH),
                        field("took", Duration.ofMillis(1500)),
                        field("items", Arrays.asList("a", null, 3)))))
                .endsWith("\"none\":null,\"yes\":true,\"half\":0.5,\"nan\":\"NaN\",\"at\":\"1970-01-01T00:00:00.000Z\","
                        + "\"took\":1.5,\"items\":[\"a\",null,3]}\n");
    }

    @Test
    void namesAThrowableInErrorAndListsItsFramesApart() {
        JsonObject line = new JsonObject(LogLines.json(event(Level.ERROR, "x", new IllegalStateException("no\nway"))));
        assertThat(line.getString("error")).isEqualTo("java.lang.IllegalStateException: no\nway");
        assertThat(line.getJsonArray("stack").getString(0)).contains("LogEncoderTest");
        assertThat(line.getJsonArray("stack")).hasSizeLessThanOrEqualTo(24);
    }

    @Test
    void letsNoFieldTakeTheNameOfAFixedOne() {
        assertThat(LogLines.json(event(Level.INFO, "x", field("node_id", "me"), field("timestamp", 1))))
                .isEqualTo("{\"timestamp\":\"2026-11-21T10:00:00.123Z\",\"level\":\"INFO\",\"msg\":\"x\","
                        + "\"cluster_id\":\"agent\",\"node_id\":\"watcher-1\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\"}\r\n{\"msg\":\"forged\"}", "\u001b[2J", "\u2028\u2029", "\u202e", "\0"})
    void keepsHostileTextWithinItsLineAndItsField(String hostile) {
        String json = LogLines.json(event(Level.INFO, "x", field("name", hostile), field(hostile, 1)));
        assertThat(new JsonObject(json).getString("name")).isEqualTo(hostile);
        String text = LogLines.text(event(Level.INFO, "x", field("name", hostile), field(hostile, 1)));
        for (String line : List.of(json, text)) {
            assertThat(line.codePoints().limit(line.length() - 1))
                    .allMatch(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00x"})
    void replacesHalfACharacter(String half) {
        String json = LogLines.json(event(Level.INFO, "x", field("name", half), field(half, 1)));
        assertThat(new JsonObject(json).getString("name")).isEqualTo(half.replaceAll("\\p{Cs}", "\ufffd"));
    }

    @Test
    void escapesExactly() {
        assertThat(LogLines.json(event(Level.INFO, "x", field("v", "q\" b\\ n\n t\t r\r é € 😀 \u0007 \u2028"))))
                .endsWith("\"v\":\"q\\\" b\\\\ n\\n t\\t r\\u000d é € 😀 \\u0007 \\u2028\"}\n");
    }

    @Test
    void cutsHugeValuesWithoutBreakingACharacter() {
        String line = LogLines.json(event(
                Level.INFO, "x", field("v", "x".repeat(LogText.LONGEST - 1) + "😀".repeat(100_000))));
        assertThat(new JsonObject(line).getString("v")).isEqualTo("x".repeat(LogText.LONGEST - 1) + "…");
        assertThat(line.length()).isLessThan(LogText.LONGEST + 200);
    }

    @Test
    void boundsListsDepthAndTheNumberOfFields() {
        Object deep = "end";
        for (int i = 0; i < 1000; i++) {
            deep = List.of(deep);
        }
        List<Object> wide = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            wide.add(i);
        }
        String line = LogLines.json(event(Level.INFO, "x", field("deep", deep), field("wide", wide)));
        assertThat(new JsonObject(line).getJsonArray("wide")).hasSize(64);
        assertThat(line.length()).isLessThan(4000);
    }

    @Test
    void writesValidJsonForWhateverText() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append((char) random.nextInt(0x10000));
            }
            String line = LogLines.json(event(Level.INFO, "x", field("v", text.toString())));
            assertThat(new JsonObject(line).getString("v"))
                    .isEqualTo(text.toString().replaceAll("\\p{Cs}", "\ufffd"));
            assertThat(line.lines().count()).isEqualTo(1);
        }
    }
}
