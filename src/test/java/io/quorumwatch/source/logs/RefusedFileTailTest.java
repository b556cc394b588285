package io.quorumwatch.source.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of lines when the operating system refuses to show where they are. */
class RefusedFileTailTest extends TailedLog {

    private void oneLineIsUnreadInADirectoryThatCannotBeListed() throws IOException {
        disk.refusesToList = true;
        write("old\n");
        assertThat(read()).isEmpty();
        write("one\n");
    }

    @Test
    void goesOnAcrossARotationInADirectoryThatCannotBeListed() throws IOException {
        oneLineIsUnreadInADirectoryThatCannotBeListed();
        rename(0, 1);
        write("two\n");
        assertThat(read()).containsExactly("one", "two");
        assertThat(gap).contains("cannot be listed");
    }

    @Test
    void goesOnAfterARestartInADirectoryThatCannotBeListed() throws IOException {
        oneLineIsUnreadInADirectoryThatCannotBeListed();
        restart();
        assertThat(read()).containsExactly("one");
        assertThat(gap).isNull();
    }

    @Test
    void saysThatLinesAreLostWhenARotatedFileCannotBeFound() throws IOException {
        oneLineIsUnreadInADirectoryThatCannotBeListed();
        rename(0, 1);
        write("two\n");
        restart();
        assertThat(read()).containsExactly("two");
        assertThat(gap).contains("cannot be listed");
    }

    @Test
    void saysThatLinesAreLostWhenTheCopyOfATruncatedFileCannotBeFound() throws IOException {
        oneLineIsUnreadInADirectoryThatCannotBeListed();
        Files.copy(log, rotated(1), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(log, "");
        write("two\n");
        assertThat(read()).containsExactly("two");
        assertThat(gap).contains("cannot be listed");
    }

    @Test
    void holdsNoFileMoreForEachLookThatFails() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        rename(0, 1);
        write("one\n");
        disk.failsToList = true;
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(tail::read).hasMessage("Input/output error");
        }
        assertThat(openFiles()).isEqualTo(1);
        disk.failsToList = false;
        assertThat(read()).containsExactly("one");
        assertThat(openFiles()).isEqualTo(1);
    }

    @Test
    void holdsThePresentFileOnceThoughItHasARotatedNameToo() throws IOException {
        write("old\n");
        assertThat(read()).isEmpty();
        rename(0, 1);
        write("one\n");
        Files.createLink(rotated(5), log);
        assertThat(read()).containsExactly("one");
        assertThat(openFiles()).isEqualTo(1);
    }

    private void isRefused() {
        assertThatThrownBy(tail::read).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void beginsWhereTheFileEndedWhenItWasFirstRefused() throws IOException {
        write("old\nhal");
        disk.refusesToOpen = true;
        isRefused();
        write("f\none\n");
        isRefused();
        write("two\n");
        disk.refusesToOpen = false;
        assertThat(read()).containsExactly("half", "one", "two");
        assertThat(gap).isNull();
    }

    @Test
    void findsARefusedFileThatWasRenamedMeanwhile() throws IOException {
        write("old\n");
        disk.refusesToOpen = true;
        isRefused();
        write("one\n");
        rename(0, 1);
        write("two\n");
        isRefused();
        disk.refusesToOpen = false;
        assertThat(read()).containsExactly("one", "two");
        assertThat(gap).isNull();
    }

    @Test
    void saysThatLinesAreLostWhenARefusedFileIsGoneMeanwhile() throws IOException {
        write("old\n");
        disk.refusesToOpen = true;
        isRefused();
        write(directory.resolve("other"), "other\n");
        Files.move(directory.resolve("other"), log, StandardCopyOption.REPLACE_EXISTING);
        disk.refusesToOpen = false;
        assertThat(read()).containsExactly("other");
        assertThat(gap).contains("is gone");
    }

    @Test
    void saysThatLinesMayBeLostWhenNobodyCouldSeeWhereTheFileEnded() throws IOException {
        write("old\n");
        disk.refusesToLook = true;
        isRefused();
        write("one\n");
        disk.refusesToLook = false;
        assertThat(read()).isEmpty();
        assertThat(gap).contains("could not be seen");
        write("two\n");
        assertThat(read()).containsExactly("two");
    }

    @Test
    void readsAFileThatAppearsFromItsBeginningThoughItIsRefusedAtFirst() throws IOException {
        assertThatThrownBy(tail::read).isInstanceOf(NoSuchFileException.class);
        write("one\n");
        disk.refusesToOpen = true;
        isRefused();
        write("two\n");
        disk.refusesToOpen = false;
        assertThat(read()).containsExactly("one", "two");
        assertThat(gap).isNull();
    }

    private long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(this::isOfTheLog).count();
        }
    }

    private boolean isOfTheLog(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(directory);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
