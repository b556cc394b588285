package io.quorumwatch.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EntryStreamTest {

    private final EntryStream entries = new EntryStream("c0");

    private LineBatch accept(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return entries.accept(bytes, 0, bytes.length);
    }

    @Test
    void givesTheMessagesAndTheCursorBehindThem() {
        LineBatch batch = accept("""
                {"_BOOT_ID":"0123","MESSAGE":"line 0","__CURSOR":"c1","__MONOTONIC_TIMESTAMP":"1000"}
                {"__CURSOR":"c2","MESSAGE":"line \\u20ac","PRIORITY":null,"_X":["a","b"]}
                """);
        assertThat(batch).isEqualTo(new LineBatch(java.util.List.of("line 0", "line €"), "c2", 0));
    }

    @Test
    void readsMessagesThatAreWrittenAsBytes() {
        byte[] bytes = "\u001b[33mWARN\u001b[0m grün".getBytes(StandardCharsets.UTF_8);
        int[] unsigned = new int[bytes.length];
        Arrays.setAll(unsigned, i -> bytes[i] & 0xFF);
        LineBatch batch = accept("{\"MESSAGE\":" + Arrays.toString(unsigned) + ",\"__CURSOR\":\"c1\"}\n");
        assertThat(batch.lines()).containsExactly("\u001b[33mWARN\u001b[0m grün");
    }

    @Test
    void takesTheFirstOfSeveralMessages() {
        assertThat(accept(
                                "{\"MESSAGE\":[\"one\",\"two\"],\"__CURSOR\":\"c1\"}\n{\"MESSAGE\":[[51,52],\"two\"],\"__CURSOR\":\"c2\"}\n")
                        .lines())
                .containsExactly("one", "34");
    }

    @Test
    void leavesOutTheEntryOfTheCursorItself() {
        LineBatch batch =
                accept("{\"MESSAGE\":\"old\",\"__CURSOR\":\"c0\"}\n{\"MESSAGE\":\"new\",\"__CURSOR\":\"c1\"}\n");
        assertThat(batch.lines()).containsExactly("new");
    }

    @Test
    void countsMessagesThatWereLeftOutForTheirLength() {
        LineBatch batch = accept("{\"MESSAGE\":null,\"__CURSOR\":\"c1\"}\n");
        assertThat(batch).isEqualTo(new LineBatch(java.util.List.of(), "c1", 1));
    }

    @Test
    void countsBrokenEntriesAndKeepsItsPlace() {
        LineBatch batch =
                accept("{\"MESSAGE\":\"x\",\"__CUR\n{\"MESSAGE\":\"without cursor\"}\nNo journal files were found.\n");
        assertThat(batch).isEqualTo(new LineBatch(java.util.List.of(), "c0", 2));
        assertThat(entries.complaint()).isEqualTo("No journal files were found.");
    }

    @Test
    void waitsForTheEndOfAnEntryAndForgetsHalfOfOneWithItsStream() {
        assertThat(accept("{\"MESSAGE\":\"ha").lines()).isEmpty();
        entries.restart();
        assertThat(accept("{\"MESSAGE\":\"half\",\"__CURSOR\":\"c1\"}\n").lines())
                .containsExactly("half");
    }
}
