package io.quorumwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.bus.ScrapeFailure;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void anAnswerThatALaterLookOfTheSameMemberHasOvertakenIsLeftOut() throws IOException {
        assertThat(bodies(
                        look(0, 1_300, "a", "overtaken"),
                        look(1_000, 5, "a", "new"),
                        look(1_001, 5, "b", "of another"),
                        look(2_000, 5, "a", "newer")))
                .containsExactly("new", "of another", "newer");
    }

    @Test
    void aFailureOvertakesAndIsOvertakenLikeAPage() throws IOException {
        write(
                look(0, 1_300, "a", "overtaken"),
                failed(1_000, 2, "refused"),
                failed(2_000, 1_500, "timeout"),
                look(3_000, 5, "a", ""));
        List<@Nullable ScrapeFailure> failures = new ArrayList<>();
        try (RecordedPages pages = new RecordedPages(recording)) {
            for (RecordedLook look = pages.next(); look != null; look = pages.next()) {
                failures.add(look.failure());
            }
            assertThat(pages.misplaced()).isZero();
        }
        assertThat(failures).containsExactly(ScrapeFailure.REFUSED, null);
    }

    @ParameterizedTest
    @CsvSource({"401,UNAUTHORIZED", "302,REDIRECT", "503,BAD_STATUS"})
    void anAnswerWithoutAPageFailedAsItWouldHaveForTheAgent(int status, ScrapeFailure failure) throws IOException {
        write("{\"at\":1000,\"member\":\"a\",\"status\":" + status + ",\"body\":\"\"}");
        try (RecordedPages pages = new RecordedPages(recording)) {
            RecordedLook look = Objects.requireNonNull(pages.next());
            assertThat(look.failure()).isEqualTo(failure);
            assertThat(look.error()).isEqualTo("status " + status);
        }
    }

    @Test
    void looksOfOneMemberAtTheSameTimeAreAllTaken() throws IOException {
        assertThat(bodies(look(0, 5, "a", "one"), look(0, 5, "a", "two"))).containsExactly("one", "two");
    }

    @Test
    void looksThatTheFileHasBehindLaterOnesAreCounted() throws IOException {
        write(
                look(60_000, 5, "a", "late"),
                look(61_000, 5, "a", "later"),
                look(0, 5, "a", "early"),
                look(62_000, 5, "a", "end"));
        try (RecordedPages pages = new RecordedPages(recording)) {
            List<String> bodies = new ArrayList<>();
            for (RecordedLook look = pages.next(); look != null; look = pages.next()) {
                bodies.add(look.body());
            }
            assertThat(bodies).containsExactly("late", "later", "end");
            assertThat(pages.misplaced()).isEqualTo(1);
        }
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

    private static String failed(long at, long took, String word) {
        return "{\"at\":" + at + ",\"took\":" + took + ",\"member\":\"a\",\"error\":\"" + word + "\"}";
    }
}
