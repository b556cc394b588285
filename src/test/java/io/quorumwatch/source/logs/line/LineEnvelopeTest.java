package io.quorumwatch.source.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A member's line is the same, whoever wrote it down. */
class LineEnvelopeTest {

    private static final String LINE =
            "2026-04-18T21:33:01.123456Z  WARN mosaik::groups::raft::role: rival group leader detected term=4 group=5d0c";
    private static final String PANIC = "thread 'main' panicked at src/main.rs:7:5:";

    /** The same moment in each, a millisecond after the line says that it was written. */
    static Stream<String> envelopes() {
        return Stream.of(
                "2026-04-18T21:33:01.124456789Z stdout F %s",
                "2026-04-18T23:33:01.124456789+02:00 stderr P %s",
                "2026-04-18T21:33:01.124456Z stdout F:name=x %s",
                "2026-04-18T21:33:01.124Z %s",
                "2026-04-18T21:33:01.124456+00:00 host-1 zipnet-server[812]: %s",
                "2026-04-18T21:33:01.124Z 10.0.0.7 zipnet-server: %s",
                "Apr 18 21:33:01 host-1 zipnet-server[812]: %s",
                "Apr  8 21:33:01 host-1 zipnet-server: %s",
                "{\"log\":\"%s\\n\",\"stream\":\"stderr\",\"time\":\"2026-04-18T21:33:01.124456789Z\"}",
                "{\"log\":\"%s\\r\\n\",\"attrs\":{\"tag\":\"x\"},\"time\":\"2026-04-18T21:33:01.124456789Z\"}");
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void theLineInsideIsTakenApartAsIfItStoodAlone(String envelope) {
        LogLine line = LineParser.parse(envelope.formatted(LINE));

        assertThat(line.whole()).isEqualTo(LINE);
        assertThat(line.structured()).isTrue();
        assertThat(line.at()).as("when the member wrote it").isEqualTo(Instant.parse("2026-04-18T21:33:01.123456Z"));
        assertThat(line.level()).isEqualTo("WARN");
        assertThat(line.target()).isEqualTo("mosaik::groups::raft::role");
        assertThat(line.text()).startsWith("rival group leader detected");
        assertThat(line.field("group")).isEqualTo("5d0c");
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void whatIsNoLineOfALogHasTheTimeOfWhoeverWroteItDown(String envelope) {
        LogLine line = LineParser.parse(envelope.formatted(PANIC));

        assertThat(line.whole()).isEqualTo(PANIC);
        assertThat(line.text()).isEqualTo(PANIC);
        assertThat(line.structured()).isFalse();
        if (envelope.startsWith("Apr")) {
            assertThat(line.at()).as("a time without a year").isNull();
        } else {
            assertThat(line.at())
                    .isBetween(Instant.parse("2026-04-18T21:33:01.124Z"), Instant.parse("2026-04-18T21:33:01.125Z"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-04-18T21:33:01Z stdout F %s", "2026-04-18T21:33:01Z %s", "Apr 18 21:33:01 host x[1]: %s"})
    void theOtherFormatsStandInEnvelopesToo(String envelope) {
        assertThat(LineParser.parse(envelope.formatted(
                                "{\"ts\":\"2026-04-18T21:33:00Z\",\"level\":\"info\",\"msg\":\"said\"}"))
                        .text())
                .isEqualTo("said");
        assertThat(LineParser.parse(envelope.formatted("time=2026-04-18T21:33:00Z level=INFO msg=said"))
                        .text())
                .isEqualTo("said");
    }

    @Test
    void coloursInsideJsonAreSeenThrough() {
        LogLine line = LineParser.parse(
                "{\"log\":\"\\u001b[2m2026-04-18T21:33:01Z\\u001b[0m \\u001b[33m WARN\\u001b[0m "
                        + "a\\u001b[2m:\\u001b[0m said\\n\",\"stream\":\"stdout\",\"time\":\"2026-04-18T21:33:01.1Z\"}");

        assertThat(line.whole()).isEqualTo("2026-04-18T21:33:01Z  WARN a: said");
        assertThat(line.level()).isEqualTo("WARN");
    }

    @Test
    void anEnvelopeMayStandInAnother() {
        String docker = "{\"log\":\"%s\\n\",\"stream\":\"stderr\",\"time\":\"2026-04-18T21:33:01.2Z\"}";

        LogLine line = LineParser.parse("2026-04-18T21:33:01.3Z stdout F " + docker.formatted(LINE));
        assertThat(line.whole()).isEqualTo(LINE);
        LogLine panic = LineParser.parse("2026-04-18T21:33:01.3Z stdout F " + docker.formatted(PANIC));
        assertThat(panic.at()).as("of the one nearest to it").isEqualTo(Instant.parse("2026-04-18T21:33:01.2Z"));
    }

    @Test
    void anEmptyLineInsideIsEmpty() {
        assertThat(LineParser.parse("2026-04-18T21:33:01Z stdout F ").whole()).isEmpty();
        assertThat(LineParser.parse("2026-04-18T21:33:01Z stdout F").whole()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   at some::function (src/lib.rs:3)",
                "Apr 18 21:33:01",
                "Foo 18 21:33:01 host x[1]: said",
                "{\"log\":\"open",
                "{\"log\":7}",
                "2026-04-18 21:33:01 said"
            })
    void whatHasNoEnvelopeStaysWhole(String text) {
        LogLine line = LineParser.parse(text);

        assertThat(line.whole()).isEqualTo(text);
        assertThat(line.structured()).isFalse();
        assertThat(line.at()).isNull();
    }
}
