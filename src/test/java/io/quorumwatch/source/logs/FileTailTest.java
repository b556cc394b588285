package io.quorumwatch.source.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/** What becomes of lines when their file is rotated, with real files. */
class FileTailTest extends TailedLog {

    @Test
    void beginsAtTheEndAndReadsWhatIsAppended() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        write("one\ntwo\n");
        assertThat(read()).containsExactly("one", "two");
        assertThat(read()).isEmpty();
    }

    @Test
    void readsAnUnfinishedLineWholeWhenItIsFinished() throws IOException {
        write("old\nhal");
        assertThat(read()).isEmpty();
        write("f\n");
        assertThat(read()).containsExactly("half");
    }

    @Test
    void readsAFileThatAppearsFromItsBeginning() throws IOException {
        assertThatThrownBy(tail::read).isInstanceOf(NoSuchFileException.class);
        write("one\n");
        assertThat(read()).containsExactly("one");
    }

    @Test
    void readsARenamedFileToItsEndBeforeTheNewOne() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        write("one\n");
        rename(0, 1);
        write("three\n");
        write(rotated(1), "two\n");
        assertThat(read()).containsExactly("one", "two", "three");
    }

    @Test
    void staysWithARenamedFileUntilItsWriterHasMovedOn() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        rename(0, 1);
        assertThat(read()).isEmpty();
        write(rotated(1), "still here\n");
        assertThat(read()).containsExactly("still here");
        write("");
        write(rotated(1), "and here\n");
        assertThat(read()).containsExactly("and here");
        write("moved\n");
        assertThat(read()).containsExactly("moved");
    }

    @Test
    void missesNothingWhenRotatedSeveralTimesBetweenTwoReads() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        write("one\n");
        rename(0, 1);
        write("two\n");
        rename(1, 2);
        rename(0, 1);
        write("three\n");
        assertThat(read()).containsExactly("one", "two", "three");
    }

    @Test
    void goesOnAtTheBeginningOfATruncatedFile() throws IOException {
        write("a long first line\n");
        assertThat(read()).isEmpty();
        Files.writeString(log, "");
        write("new\n");
        assertThat(read()).containsExactly("new");
        assertThat(dropped).isZero();
    }

    @Test
    void noticesATruncationThoughTheFileHasGrownBeyondItsOldSize() throws IOException {
        write("2026-01-01 old\n");
        assertThat(read()).isEmpty();
        Files.writeString(log, "");
        write("2026-01-02 new, and longer than before\n");
        assertThat(read()).containsExactly("2026-01-02 new, and longer than before");
    }

    @Test
    void noticesATruncationThoughTheFileHasTheSameSizeAgain() throws IOException {
        write("a1\n");
        assertThat(read()).isEmpty();
        write("a2\n");
        Files.copy(log, rotated(1));
        Files.writeString(log, "");
        write("a3\na4\n");
        assertThat(read()).containsExactly("a2", "a3", "a4");
        Files.writeString(log, "");
        write("a5\na6\n");
        assertThat(read()).containsExactly("a5", "a6");
    }

    @Test
    void readsFromTheCopyWhatWasWrittenBeforeTheTruncation() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        write("one\n");
        assertThat(read()).containsExactly("one");
        write("two\n");
        Files.copy(log, rotated(1), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(log, "");
        write("three\n");
        assertThat(read()).containsExactly("two", "three");
    }

    @Test
    void goesOnBehindTheCursorAfterARestart() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        write("one\nhal");
        assertThat(read()).containsExactly("one");
        restart();
        write("f\ntwo\n");
        assertThat(read()).containsExactly("half", "two");
        restart();
        assertThat(read()).isEmpty();
    }

    @Test
    void findsARenamedFileAfterARestartAndAllThatWereWrittenSince() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        write("one\n");
        assertThat(read()).containsExactly("one");
        tail.close();
        write("two\n");
        rename(0, 1);
        write("three\n");
        rename(1, 2);
        rename(0, 1);
        write("four\n");
        restart();
        assertThat(read()).containsExactly("two", "three", "four");
        assertThat(gap).isNull();
        restart();
        assertThat(read()).isEmpty();
    }

    @Test
    void findsTheCopyAfterARestart() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        tail.close();
        write("one\n");
        Files.copy(log, rotated(1), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(log, "");
        write("two\n");
        restart();
        assertThat(read()).containsExactly("one", "two");
    }

    @Test
    void saysThatLinesAreLostWhenWhatItReadIsGone() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        Files.delete(log);
        write("other\n");
        restart();
        assertThat(read()).containsExactly("other");
        assertThat(gap).contains("is gone");
    }

    @Test
    void doesNotReadOtherFilesOrCompressedOnes() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        write(directory.resolve("m.log.bak"), "no\n");
        write(directory.resolve("m.log.2.gz"), "no\n");
        write(directory.resolve("m.log2"), "no\n");
        rename(0, 1);
        write("new\n");
        assertThat(read()).containsExactly("new");
    }

    @Test
    void doesNotOpenAPipe() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", log.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(tail::read).isInstanceOf(OpenLog.NotAFileException.class);
    }

    @Test
    void readsALargeBacklogInBoundedPieces() throws IOException {
        write("");
        assertThat(read()).isEmpty();
        String line = "x".repeat(199) + "\n";
        write(line.repeat(50_000));
        long bytes = 0;
        FileTail.Piece piece;
        do {
            piece = tail.read();
            long size = piece.batch().lines().stream()
                    .mapToLong(each -> each.length() + 1)
                    .sum();
            assertThat(size).isLessThanOrEqualTo(FileTail.PIECE_BYTES + LineSplitter.LONGEST_LINE);
            bytes += size;
        } while (piece.more());
        assertThat(bytes).isEqualTo(200L * 50_000);
    }
}
