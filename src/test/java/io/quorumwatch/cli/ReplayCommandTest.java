package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.cli.CliHarness.Ended;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    @TempDir
    private Path recording;

    @Test
    void aRecordingThatFitsItsConfigurationIsReplayedWithoutARemark() throws IOException {
        Ended ended = replay(look(1_000, "a"), look(2_000, "a"));
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.outLines()).isNotEmpty();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void looksAtMembersThatNobodyConfiguredAreSaidInOneLine() throws IOException {
        Ended ended = replay(look(1_000, "a"), look(1_000, "server-9"), look(2_000, "x\\ny"), look(3_000, "server-9"));
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains("3 looks")
                .endsWith("no member server-9, x?y");
    }

    @Test
    void anEmptyRecordingIsSaid() throws IOException {
        Ended ended = replay();
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.errLines()).singleElement().asString().contains("nothing was judged");
    }

    @Test
    void looksOutOfOrderAreSaid() throws IOException {
        Ended ended = replay(look(60_000, "a"), look(61_000, "a"), look(1_000, "a"));
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.errLines()).singleElement().asString().contains("1 looks were left out");
    }

    @Test
    void aBadLineEndsItWithOneLineThatNamesThePlace() throws IOException {
        Ended ended = replay(look(1_000, "a").replace("\"took\":5", "\"took\":9223372036854775807"));
        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines()).singleElement().asString().contains("pages.jsonl.gz:1: ");
    }

    @Test
    void aFileOfNoBytesEndsItWithOneLineThatNamesIt() throws IOException {
        Ended ended = replay(look(1_000, "a"));
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        Files.write(recording.resolve("pages.jsonl.gz"), new byte[0]);
        ended = CliHarness.ofProgram().run("replay", recording.toString());
        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains("pages.jsonl.gz:1: ")
                .contains("empty");
    }

    private Ended replay(String... lines) throws IOException {
        Files.writeString(recording.resolve("quorumwatch.yaml"), """
                clusters:
                  - name: acme
                    profile: etcd
                    members:
                      - {name: a, metrics: "http://127.0.0.1:19100/metrics"}
                """);
        Path file = recording.resolve("pages.jsonl.gz");
        try (Writer writer =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            for (String line : lines) {
                writer.write(line + "\n");
            }
        }
        return CliHarness.ofProgram().run("replay", "--format", "json", recording.toString());
    }

    private static String look(long at, String member) {
        return "{\"at\":" + at + ",\"took\":5,\"member\":\"" + member
                + "\",\"status\":200,\"body\":\"etcd_server_is_leader 1\\n\"}";
    }
}
