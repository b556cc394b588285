package io.quorumwatch.source.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {

    private static final String RIVAL =
            "2026-04-18T21:33:01.123456Z  WARN mosaik::groups::raft::role: rival group leader detected term=4 "
                    + "other_leader=4c210e8340 other_leader_log=(t:4,i:17) local_log=(t:4,i:16) group=5d0c91e7a2";

    @Test
    void takesATracingLineApart() {
        LogLine line = LineParser.parse(RIVAL);

        assertThat(line.structured()).isTrue();
        assertThat(line.at()).isEqualTo(Instant.parse("2026-04-18T21:33:01.123456Z"));
        assertThat(line.level()).isEqualTo("WARN");
        assertThat(line.target()).isEqualTo("mosaik::groups::raft::role");
        assertThat(line.text()).startsWith("rival group leader detected term=4");
        assertThat(line.field("other_leader_log")).isEqualTo("(t:4,i:17)");
        assertThat(line.field("group")).isEqualTo("5d0c91e7a2");
        assertThat(line.field("leader")).isNull();
        assertThat(line.whole()).isEqualTo(RIVAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "DEBUG", " INFO", " WARN", "ERROR"})
    void knowsEveryLevelWithItsLeadingBlank(String padded) {
        LogLine line = LineParser.parse("2026-04-18T21:33:01Z " + padded + " a::b: said");

        assertThat(line.level()).isEqualTo(padded.trim());
        assertThat(line.target()).isEqualTo("a::b");
        assertThat(line.text()).isEqualTo("said");
    }

    @Test
    void readsThroughColoursAsThePlainLine() {
        String coloured =
                "\u001b[2m2026-04-18T21:33:01.123456Z\u001b[0m \u001b[33m WARN\u001b[0m \u001b[2mmosaik::groups::raft::role\u001b[0m"
                        + "\u001b[2m:\u001b[0m rival group leader detected \u001b[3mterm\u001b[0m\u001b[2m=\u001b[0m4 "
                        + "\u001b[3mother_leader\u001b[0m\u001b[2m=\u001b[0m4c210e8340 "
                        + "\u001b[3mother_leader_log\u001b[0m\u001b[2m=\u001b[0m(t:4,i:17) "
                        + "\u001b[3mlocal_log\u001b[0m\u001b[2m=\u001b[0m(t:4,i:16) "
                        + "\u001b[3mgroup\u001b[0m\u001b[2m=\u001b[0m5d0c91e7a2";

        LogLine line = LineParser.parse(coloured);

        assertThat(line.whole()).isEqualTo(RIVAL);
        assertThat(line.level()).isEqualTo("WARN");
        assertThat(line.target()).isEqualTo("mosaik::groups::raft::role");
        assertThat(line.field("term")).isEqualTo("4");
    }

    @Test
    void passesOverBlanksBeforeTheLine() {
        LogLine line = LineParser.parse("   2026-04-18T21:33:01Z  INFO a: joining group=g");

        assertThat(line.level()).isEqualTo("INFO");
        assertThat(line.field("group")).isEqualTo("g");
    }

    @Test
    void readsTimesOfOtherZones() {
        assertThat(LineParser.parse("2026-04-18T23:33:01+02:00  INFO a: x").at())
                .isEqualTo(Instant.parse("2026-04-18T21:33:01Z"));
    }

    @Test
    void leavesSpansOut() {
        LogLine line = LineParser.parse(
                "2026-04-18T21:33:01Z  INFO round{id=7 of=\"two words\"}:fold{}: zipnet::fold: folded k=v");

        assertThat(line.target()).isEqualTo("zipnet::fold");
        assertThat(line.text()).isEqualTo("folded k=v");
        assertThat(line.field("id")).isNull();
    }

    @Test
    void bracesInAMessageAreNoSpan() {
        LogLine line = LineParser.parse("2026-04-18T21:33:01Z  INFO a::b: got Command{id=7}: done");

        assertThat(line.target()).isEqualTo("a::b");
        assertThat(line.text()).isEqualTo("got Command{id=7}: done");
    }

    @Test
    void aColonInAMessageIsNotItsTarget() {
        LogLine line = LineParser.parse("2026-04-18T21:33:01Z  INFO zipnet up: network=n peer=4c210e8340... role=x");

        assertThat(line.target()).isEmpty();
        assertThat(line.text()).startsWith("zipnet up: ");
        assertThat(line.field("peer")).isEqualTo("4c210e8340...");
    }

    @Test
    void findsFieldsInsideAMessageThatEndsInAColon() {
        LogLine line = LineParser.parse("2026-04-18T21:33:01Z  INFO zipnet_node::roles::common: zipnet up: network=u "
                + "instance=acme.mainnet peer=4c210e8340... role=5ef6c4ada2...");

        assertThat(line.target()).isEqualTo("zipnet_node::roles::common");
        assertThat(line.field("instance")).isEqualTo("acme.mainnet");
        assertThat(line.field("role")).isEqualTo("5ef6c4ada2...");
    }

    @Test
    void readsKeyValueLinesOfGo() {
        LogLine line = LineParser.parse("time=2026-04-18T21:33:01.1Z level=WARNING source=/src/a.go:12 "
                + "msg=\"lost the \\\"lease\\\"\" node_id=n1 err=\"a=b c=d\"");

        assertThat(line.at()).isEqualTo(Instant.parse("2026-04-18T21:33:01.100Z"));
        assertThat(line.level()).isEqualTo("WARN");
        assertThat(line.target()).isEqualTo("/src/a.go:12");
        assertThat(line.text()).isEqualTo("lost the \"lease\"");
        assertThat(line.field("node_id")).isEqualTo("n1");
        assertThat(line.field("err")).isEqualTo("a=b c=d");
        assertThat(line.field("a")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "thread 'main' panicked at src/main.rs:5:9:",
                "2026-04-18T21:33:01Z",
                "2026-04-18T21:33:01Z  NOTE a: x",
                "2026-04-18 21:33:01.000000Z INFO a: x",
                "20260418T213301.000000000Z INFO a: x",
                "time=2026-04-18T21:33:01Z level=INFO",
                "level=INFO msg=x",
                "{\"level\":\"INFO\",\"message\":\"x\"}",
                "{\"timestamp\":\"2026-04-18T21:33:01Z\",\"state\":\"x\"}",
                "[{\"timestamp\":\"2026-04-18T21:33:01Z\",\"message\":\"x\"}]"
            })
    void whatIsInNoKnownFormatIsKeptAsItIs(String text) {
        LogLine line = LineParser.parse(text);

        assertThat(line.structured()).isFalse();
        assertThat(line.at()).isNull();
        assertThat(line.level()).isEmpty();
        assertThat(line.target()).isEmpty();
        assertThat(line.text()).isEqualTo(text);
    }

    @Test
    void aStrangeTimeIsNoTimeButStillALine() {
        LogLine line = LineParser.parse("2026-99-99T99:99:99.000000Z  INFO a: joining group=g");

        assertThat(line.structured()).isTrue();
        assertThat(line.at()).isNull();
        assertThat(line.field("group")).isEqualTo("g");
    }
}
