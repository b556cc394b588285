package io.quorumwatch.source.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of lines when the log is a link, as runtimes of containers leave them: what it stands for is rotated elsewhere. */
class LinkedFileTailTest extends TailedLog {

    private Path target;

    @BeforeEach
    void isALinkToALink() throws IOException {
        Path pod = Files.createDirectory(directory.resolve("pod"));
        target = Files.createDirectory(directory.resolve("container")).resolve("0.log");
        link(pod.resolve("c.log"), target);
        link(log, Path.of("pod/c.log"));
        write(target, "old\n");
        assertThat(read()).isEmpty();
    }

    private static void link(Path link, Path to) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, to);
    }

    private Path besideTarget(String name) {
        return target.resolveSibling(name);
    }

    @Test
    void findsTheRenamedTargetAfterARestart() throws IOException {
        write(target, "one\n");
        assertThat(read()).containsExactly("one");
        write(target, "two\n");
        Files.move(target, besideTarget("0.log.20260131-040506"));
        write(target, "three\n");
        restart();
        assertThat(read()).containsExactly("two", "three");
        assertThat(gap).isNull();
    }

    @Test
    void findsTheRenamedTargetWhenNoneHasTakenItsPlaceYet() throws IOException {
        write(target, "one\n");
        Files.move(target, besideTarget("0.log.1"));
        restart();
        assertThat(read()).containsExactly("one");
        write(target, "two\n");
        assertThat(read()).containsExactly("two");
        assertThat(gap).isNull();
    }

    @Test
    void missesNothingWhenTheTargetIsRotatedSeveralTimesBetweenTwoReads() throws IOException {
        write(target, "one\n");
        Files.move(target, besideTarget("0.log.2"));
        write(target, "two\n");
        Files.move(target, besideTarget("0.log.1"));
        write(target, "three\n");
        assertThat(read()).containsExactly("one", "two", "three");
    }

    @Test
    void readsFromTheTargetsCopyWhatWasWrittenBeforeTheTruncation() throws IOException {
        write(target, "one\n");
        Files.copy(target, besideTarget("0.log.1"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(target, "");
        write(target, "two\n");
        assertThat(read()).containsExactly("one", "two");
    }

    @Test
    void goesOnInTheNewFileThatTheLinkIsSwitchedTo() throws IOException {
        write(target, "one\n");
        write(besideTarget("1.log"), "two\n");
        Files.move(besideTarget("1.log"), besideTarget("1.log.1"));
        write(besideTarget("1.log"), "three\n");
        link(log, besideTarget("1.log"));
        assertThat(read()).containsExactly("one", "two", "three");
        assertThat(gap).isNull();
        restart();
        assertThat(read()).isEmpty();
        assertThat(gap).isNull();
    }

    @Test
    void leavesAloneWhatWasRotatedBesideTheNewFileBeforeTheSwitch() throws IOException {
        write(besideTarget("1.log.1"), "not ours\n");
        write(target, "one\n");
        assertThat(read()).containsExactly("one");
        write(besideTarget("1.log"), "two\n");
        link(log, besideTarget("1.log"));
        assertThat(read()).containsExactly("two");
    }

    @Test
    void readsAFileOnceThatBearsTheNamesOfBothTheLinkAndItsTarget() throws IOException {
        link(log, Path.of("m.log.2"));
        write(directory.resolve("m.log.2.1"), "one\n");
        write(rotated(2), "two\n");
        assertThat(read()).containsExactly("one", "two");
    }

    @Test
    void waitsForALinkThatLeadsInACircle() throws IOException {
        restart();
        link(log, log);
        assertThatThrownBy(tail::read).isInstanceOf(IOException.class);
        link(log, Path.of("none"));
        assertThatThrownBy(tail::read).isInstanceOf(NoSuchFileException.class);
        link(log, target);
        write(target, "one\n");
        assertThat(read()).containsExactly("one");
    }
}
