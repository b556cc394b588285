package io.quorumwatch.source.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    private static final String TIME = "\"timestamp\":\"2026-04-18T21:33:01.123456Z\"";

    @Test
    void readsTracingWithItsFieldsApart() {
        LogLine line = LineParser.parse("{" + TIME
                + ",\"level\":\"WARN\",\"fields\":{\"message\":\"rival group leader detected\",\"term\":\"4\","
                + "\"committee_size\":3,\"ok\":true},\"target\":\"mosaik::groups::raft::role\"}");

        assertThat(line.structured()).isTrue();
        assertThat(line.at()).isEqualTo(Instant.parse("2026-04-18T21:33:01.123456Z"));
        assertThat(line.level()).isEqualTo("WARN");
        assertThat(line.target()).isEqualTo("mosaik::groups::raft::role");
        assertThat(line.text()).isEqualTo("rival group leader detected");
        assertThat(line.field("term")).isEqualTo("4");
        assertThat(line.field("committee_size")).isEqualTo("3");
        assertThat(line.field("ok")).isEqualTo("true");
    }

    @Test
    void readsTracingFlattened() {
        LogLine line = LineParser.parse(
                "  {" + TIME
                        + ",\"level\":\"INFO\",\"message\":\"joining\",\"group\":\"g\",\"target\":\"mosaik::groups::group::worker\"}");

        assertThat(line.text()).isEqualTo("joining");
        assertThat(line.target()).isEqualTo("mosaik::groups::group::worker");
        assertThat(line.field("group")).isEqualTo("g");
    }

    @Test
    void leavesSpansOut() {
        LogLine line = LineParser.parse("{" + TIME
                + ",\"level\":\"INFO\",\"fields\":{\"message\":\"m\"},\"target\":\"t\",\"span\":{\"peer\":\"p\",\"name\":\"s\"},"
                + "\"spans\":[{\"peer\":\"p\",\"fields\":{\"message\":\"not this\"}}]}");

        assertThat(line.text()).isEqualTo("m");
        assertThat(line.field("peer")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"time\":\"2026-04-18T21:33:01Z\",\"level\":\"INFO\",\"msg\":\"said\",\"logger\":\"l\"} | INFO | l",
                "{\"ts\":1776547981.0,\"level\":\"warning\",\"msg\":\"said\"} | WARN | ``",
                "{\"@timestamp\":\"2026-04-18T21:33:01Z\",\"severity\":\"error\",\"message\":\"said\"} | ERROR | ``",
                "{\"time\":\"2026-04-18T21:33:01Z\",\"lvl\":\"dbug\",\"msg\":\"said\",\"source\":{\"file\":\"a.go\"}} | DBUG | ``",
            })
    void readsWhatOtherLoggersCallTheSameThings(String text, String level, String target) {
        LogLine line = LineParser.parse(text);

        assertThat(line.at()).isEqualTo(Instant.parse("2026-04-18T21:33:01Z"));
        assertThat(line.level()).isEqualTo(level);
        assertThat(line.target()).isEqualTo(target);
        assertThat(line.text()).isEqualTo("said");
    }

    @Test
    void aFieldWithTheNameOfSomethingOfTheLineDoesNotReplaceIt() {
        LogLine line = LineParser.parse("{" + TIME + ",\"level\":\"INFO\",\"target\":\"real\","
                + "\"fields\":{\"message\":\"m\",\"level\":\"ERROR\",\"target\":\"other\",\"timestamp\":\"never\"}}");

        assertThat(line.at()).isEqualTo(Instant.parse("2026-04-18T21:33:01.123456Z"));
        assertThat(line.level()).isEqualTo("INFO");
        assertThat(line.target()).isEqualTo("real");
        assertThat(line.field("target")).isEqualTo("other");
    }

    @Test
    void aLineThatOnlyHasFieldsIsALineAllTheSame() {
        LogLine line = LineParser.parse("{" + TIME
                + ",\"level\":\"TRACE\",\"fields\":{\"committed_ix\":7},\"target\":\"mosaik::groups::raft::leader\"}");

        assertThat(line.structured()).isTrue();
        assertThat(line.text()).isEmpty();
        assertThat(line.field("committed_ix")).isEqualTo("7");
    }

    @Test
    void findsFieldsThatStandInsideTheMessage() {
        LogLine line = LineParser.parse("{" + TIME
                + ",\"level\":\"INFO\",\"fields\":{\"message\":\"zipnet up: instance=acme peer=4c210e8340... note=\\\"role=x\\\"\"},"
                + "\"target\":\"zipnet\"}");

        assertThat(line.field("peer")).isEqualTo("4c210e8340...");
        assertThat(line.field("note")).isEqualTo("role=x");
        assertThat(line.field("role")).isNull();
    }

    @Test
    void readsEscapes() {
        LogLine line = LineParser.parse(
                "{" + TIME + ",\"level\":\"INFO\",\"message\":\"a\\tb \\u00e9 \\ud83d\\ude00 \\\"q\\\"\"}");

        assertThat(line.text()).isEqualTo("a\tb é 😀 \"q\"");
    }

    @Test
    void seventyFieldsAreMoreThanALineMayHave() {
        StringBuilder json = new StringBuilder("{" + TIME + ",\"level\":\"INFO\",\"message\":\"m\"");
        for (int i = 0; i < 70; i++) {
            json.append(",\"k").append(i).append("\":").append(i);
        }
        LogLine line = LineParser.parse(json.append('}').toString());

        assertThat(line.field("k0")).isEqualTo("0");
        assertThat(line.field("k69")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-5",
                "0",
                "1e300",
                "NaN",
                "1776547981123",
                "\"soon\"",
                "\"-1000000000-01-01T00:00:00Z\"",
                "\"0000-01-01T00:00:00Z\""
            })
    void aTimeThatCannotBeIsNone(String time) {
        assertThat(LineParser.parse("{\"ts\":" + time + ",\"msg\":\"m\"}").at()).isNull();
    }
}
