package io.quorumwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedPagesTest {

    private static final String GOOD = look(1_000, 5, "a", "good");

    @TempDir
    private Path recording;

    @Test
    void looksComeInTheOrderOfTheirAnswers() throws IOException {
        assertThat(bodies(look(0, 900, "a", "slow"), look(100, 5, "b", "quick"), look(1_000, 5, "a", "next")))
                .containsExactly("quick", "slow", "next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'at':1000,'took':9223372036854775807,'member':'a','status':200,'body':''}",
                "{'at':1000,'took':1e300,'member':'a','status':200,'body':''}",
                "{'at':1000,'took':'5','member':'a','status':200,'body':''}",
                "{'at':9223372036854775807,'member':'a','status':200,'body':''}",
                "{'at':-5,'member':'a','status':200,'body':''}",
                "{'at':1000,'member':7,'status':200,'body':''}",
                "{'at':1000,'member':'a','status':'200','body':''}",
                "{'at':1000,'member':'a','status':200,'body':7}",
                "{'at':1000,'member':'a','status':200}",
                "{'at':1000,'member':'a','error':7}",
                "[]",
                "",
            })
    void aLineThatSaysSomethingElseThanALookIsNamed(String line) throws IOException {
        write(GOOD, line.replace('\'', '"'));
        assertThatThrownBy(this::readAll)
                .isInstanceOf(BadRecordingException.class)
                .hasMessageStartingWith(recording.resolve("pages.jsonl.gz") + ":2: the line ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'at':1000,'member':'a','status':200,'body':''}",
                "{'at':1000.5,'took':0.5,'member':'a','status':200,'body':''}",
                "{'at':1000,'took':null,'member':'a','status':200,'body':'','error':null}",
                "{'at':1000,'took':3,'member':'a','status':503,'body':null}",
                "{'at':1000,'took':3,'member':'a','error':'some other word'}",
            })
    void whatMayBeLeftOutMayBeLeftOut(String line) throws IOException {
        assertThat(bodies(line.replace('\'', '"'))).containsExactly("");
    }

    @Test
    void aFileThatIsEmptyOrNotCompressedOrCutOffIsNamed() throws IOException {
        Path file = recording.resolve("pages.jsonl.gz");
        for (byte[] bytes : List.of(new byte[0], GOOD.getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, bytes);
            assertThatThrownBy(this::readAll)
                    .isInstanceOf(BadRecordingException.class)
                    .hasMessageStartingWith(file + ":1: ")
                    .hasMessageContaining("gzip");
        }
        write(GOOD, GOOD);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 8));
        assertThatThrownBy(this::readAll)
                .isInstanceOf(BadRecordingException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void aRecordingWithoutLooksHasNone() throws IOException {
        assertThat(bodies()).isEmpty();
    }

    private List<String> bodies(String... lines) throws IOException {
        write(lines);
        return readAll();
    }

    private List<String> readAll() throws IOException {
        List<String> bodies = new ArrayList<>();
        try (RecordedPages pages = new RecordedPages(recording)) {
            for (RecordedLook look = pages.next(); look != null; look = pages.next()) {
                bodies.add(look.body());
            }
        }
        return bodies;
    }

    private void write(String... lines) throws IOException {
        Path file = recording.resolve("pages.jsonl.gz");
        try (Writer writer =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            for (String line : lines) {
                writer.write(line + "\n");
            }
        }
    }

    private static String look(long at, long took, String member, String body) {
        return "{\"at\":" + at + ",\"took\":" + took + ",\"member\":\"" + member + "\",\"status\":200,\"body\":\""
                + body + "\"}";
    }
}
