package io.quorumwatch.source.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a member writes: a line comes out, its parts come from the text, and the work is bounded. */
class HostileLinesTest {

    private static final int LONG = 100_000;
    private static final String HEAD = "2026-04-18T21:33:01Z  INFO ";
    private static final String CRI = "2026-04-18T21:33:01.1Z stdout ";
    private static final String JSON = "{\"timestamp\":\"2026-04-18T21:33:01Z\",\"level\":\"INFO\",";
    private static final List<String> NAMES =
            List.of("peer", "group", "instance", "round", "message", "time", "a", "k63", "");

    static Stream<String> hostile() {
        return Stream.of(
                "x".repeat(LONG),
                " ".repeat(LONG),
                "=".repeat(LONG),
                "a=".repeat(LONG / 2),
                " a=".repeat(LONG / 3),
                "\"".repeat(LONG),
                "\u001b".repeat(LONG),
                "\u001b[".repeat(LONG / 2),
                "\u001b[" + "9".repeat(LONG),
                "{".repeat(LONG),
                "{\"a\":".repeat(LONG / 5),
                "[".repeat(LONG),
                "\0".repeat(LONG),
                "\ud800".repeat(LONG),
                HEAD + "{".repeat(LONG),
                HEAD + "a{}:".repeat(LONG / 4),
                HEAD + "a{x=1}: ".repeat(LONG / 8),
                HEAD + "a{" + "}".repeat(LONG),
                HEAD + ":".repeat(LONG),
                HEAD + ": ".repeat(LONG / 2),
                HEAD + "t: m a=\"" + "\\".repeat(LONG),
                HEAD + "t: m " + "a=\"".repeat(LONG / 3),
                HEAD + "t: m peer=\0\ud800 group=\udc00",
                HEAD,
                HEAD + "t:",
                HEAD + "t: ",
                CRI + "F ".repeat(LONG / 2),
                CRI + "F " + JSON + "\"message\":\"open",
                CRI,
                "{\"log\":\"" + "{".repeat(LONG),
                "{\"log\":" + "[".repeat(LONG),
                "{\"log\":\"\\ud800\",\"time\":7}",
                "{\"log\":\"" + "\\n".repeat(LONG / 2) + "\"}",
                inEnvelopes(12),
                "Apr 18 21:33:01 " + "host ".repeat(LONG / 5),
                "Apr 18 21:33:01 " + "h: ".repeat(LONG / 3),
                "Apr 18 21:33:01 h ",
                "time=\"" + "x".repeat(LONG),
                "time=" + " msg=".repeat(LONG / 5),
                "ts= msg=",
                JSON + "\"message\":\"\\q\"}",
                JSON + "\"message\":\"\\ud800\"}",
                JSON + "\"message\":\"\\u12\"}",
                JSON + "\"message\":\"a\0b\"}",
                JSON + "\"message\":\"open",
                JSON + "\"message\":",
                JSON + "\"message\"",
                JSON + "\"fields\":",
                JSON + "\"fields\":{\"message\":\"m\"",
                JSON + "\"fields\":{".repeat(10_000),
                JSON + "\"fields\":{\"message\":\"m\"}}}}}}",
                JSON + "\"message\":" + "9".repeat(LONG) + "}",
                JSON + "\"" + "k".repeat(LONG) + "\":1,\"message\":\"m\"}",
                JSON + "\"message\":\"" + "m".repeat(LONG) + "\"}",
                JSON + "\"a\":1,".repeat(LONG / 6) + "\"message\":\"m\"}");
    }

    /** A line of Docker's in a line of Docker's, and so on: each one doubles what has to be escaped. */
    private static String inEnvelopes(int depth) {
        String line = HEAD + "t: said";
        for (int i = 0; i < depth; i++) {
            String escaped = line.replace("\\", "\\\\").replace("\"", "\\\"");
            line = "{\"log\":\"" + escaped + "\\n\",\"time\":\"2026-04-18T21:33:01.1Z\"}";
        }
        return line;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void everyTextGivesALine(String text) {
        assertThat(examine(text).whole()).isNotNull();
    }

    @Test
    void aHundredThousandRandomChangesOfRealLinesGiveLines() {
        List<String> seeds = List.of(
                HEAD
                        + "mosaik::groups::raft::role: rival group leader detected term=4 other_leader=4c210e8340 log=(t:4,i:17)",
                HEAD + "a{k=\"v w\"}:b{}: t::u: bond terminated reason=Timeout (code 30408) votes=\"[2+/0-]\"",
                "\u001b[2m2026-04-18T21:33:01Z\u001b[0m \u001b[32m INFO\u001b[0m t\u001b[2m:\u001b[0m said \u001b[3mk\u001b[0m=1",
                "time=2026-04-18T21:33:01Z level=INFO msg=\"a \\\"b\\\"\" k=v",
                CRI + "F " + HEAD + "t::u: bond terminated reason=Timeout",
                "Apr 18 21:33:01 host zipnet[7]: " + HEAD + "t::u: bond terminated reason=Timeout",
                "{\"log\":\"" + HEAD
                        + "t::u: bond terminated\\n\",\"stream\":\"stdout\",\"time\":\"2026-04-18T21:33:01.1Z\"}",
                JSON + "\"fields\":{\"message\":\"m\",\"term\":\"4\",\"deep\":{\"x\":[1,2]}},\"target\":\"t\"}",
                "{\"ts\":1776547981.5,\"level\":\"info\",\"msg\":\"m\",\"peer\":null}");
        char[] signs = "\"\\{}[]:=, \u001b\0\ud800\udc00\u00e9aT0-.Zm\t".toCharArray();
        Random random = new Random(20260418);
        List<String> structured = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int change = random.nextInt(6); change >= 0 && text.length() > 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, signs[random.nextInt(signs.length)]);
                    case 1 -> text.insert(at, signs[random.nextInt(signs.length)]);
                    case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                }
            }
            if (examine(text.toString()).structured() && structured.size() < 1000) {
                structured.add(text.toString());
            }
        }
        assertThat(structured).as("changed lines that are still lines").hasSize(1000);
    }

    private static LogLine examine(String text) {
        LogLine line = LineParser.parse(text);
        assertThat(line.whole().length()).isLessThanOrEqualTo(text.length());
        assertThat(line.text().length()).isLessThanOrEqualTo(text.length());
        assertThat(line.target().length()).isLessThanOrEqualTo(text.length());
        if (line.at() != null) {
            assertThat(line.structured() || line.whole().length() < text.length())
                    .as("a time of its own, or of whoever wrote it down")
                    .isTrue();
            assertThat(line.at().getEpochSecond()).isNotNegative();
        }
        for (String name : NAMES) {
            String value = line.field(name);
            assertThat(value == null ? 0 : value.length()).isLessThanOrEqualTo(text.length());
        }
        return line;
    }
}
