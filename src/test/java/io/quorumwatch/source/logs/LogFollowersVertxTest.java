package io.quorumwatch.source.logs;

import static io.quorumwatch.source.logs.Following.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, a real event loop: what is written is said once, also across restarts and reloads. */
class LogFollowersVertxTest {

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private Path log;
    private Path other;
    private LogSettings settings;

    @BeforeEach
    void files() throws IOException {
        log = Files.writeString(directory.resolve("s1.log"), "old\n");
        other = Files.writeString(directory.resolve("s2.log"), "old\n");
        settings = LogSettings.in(directory.resolve("journal"));
    }

    @AfterEach
    void close() throws Exception {
        assertThat(vertx.close().await(20, TimeUnit.SECONDS)).isNull();
    }

    private static void write(Path file, String text) throws IOException {
        assertThat(Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND))
                .isEqualTo(file);
    }

    @Test
    void saysWhatIsWrittenOnceTheLogIsFollowed() throws Exception {
        try (Following following = Following.of(vertx, settings, file("s1", log))) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
            write(log, "one\ntw");
            assertThat(following.next(1)).containsExactly("s1 one");
            write(log, "o\n");
            assertThat(following.next(1)).containsExactly("s1 two");
            assertThat(following.followers.sum().lines()).isEqualTo(2);
        }
    }

    @Test
    void losesAndDoublesNothingAcrossARestart() throws Exception {
        try (Following following = Following.of(vertx, settings, file("s1", log))) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
            write(log, "one\n");
            assertThat(following.next(1)).containsExactly("s1 one");
        }
        write(log, "two\n");
        Files.move(log, directory.resolve("s1.log.1"));
        write(log, "three\n");
        try (Following following = Following.of(vertx, settings, file("s1", log))) {
            assertThat(following.next(3)).containsExactly("s1 log-followed", "s1 two", "s1 three");
            write(log, "four\n");
            assertThat(following.next(1)).containsExactly("s1 four");
            assertThat(following.waiting()).isZero();
        }
    }

    @Test
    void beginsAtTheEndWhenTheCursorsCannotBeRead() throws Exception {
        write(Files.createDirectories(directory.resolve("journal")).resolve("cursors.json"), "{\"acme/s1");
        try (Following following = Following.of(vertx, settings, file("s1", log))) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
            write(log, "one\n");
            assertThat(following.next(1)).containsExactly("s1 one");
        }
        assertThat(directory.resolve("journal/cursors.json")).content().contains("acme/s1 file");
    }

    @Test
    void writesNoCursorsWhenTheJournalIsSwitchedOff() throws Exception {
        try (Following following = Following.of(vertx, LogSettings.in(null), file("s1", log))) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
        }
        assertThat(directory.resolve("journal")).doesNotExist();
    }

    @Test
    void saysThatALogIsMissingAndWaitsForIt() throws Exception {
        Path missing = directory.resolve("s3.log");
        try (Following following = Following.of(vertx, settings, file("s3", missing))) {
            assertThat(following.next(1)).containsExactly("s3 log-lost missing");
            assertThat(following.followers.sum().lost()).containsEntry("acme/s3", "missing");
            write(missing, "one\n");
            assertThat(following.next(2)).containsExactly("s3 log-followed", "s3 one");
            assertThat(following.followers.sum().lost()).isEmpty();
        }
    }

    @Test
    void saysThatALogWasDeletedOnlyWhenNoneTakesItsPlace() throws Exception {
        try (Following following = Following.of(vertx, settings, file("s1", log))) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
            Files.delete(log);
            assertThat(following.next(1)).containsExactly("s1 log-lost missing");
            write(log, "new\n");
            assertThat(following.next(2)).containsExactlyInAnyOrder("s1 log-followed", "s1 new");
        }
    }

    @Test
    void leavesLogsAloneThatAReloadDoesNotChange() throws Exception {
        try (Following following = Following.of(vertx, settings, file("s1", log))) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
            following.apply(file("s1", log), file("s2", other));
            assertThat(following.next(1)).containsExactly("s2 log-followed");
            write(log, "one\n");
            assertThat(following.next(1)).containsExactly("s1 one");
            following.apply(file("s2", other));
            write(log, "unheard\n");
            write(other, "two\n");
            assertThat(following.next(1)).containsExactly("s2 two");
            following.apply(file("s2", log));
            assertThat(following.next(1)).containsExactly("s2 log-followed");
            assertThat(following.waiting()).isZero();
            assertThat(following.readersMade())
                    .as("who reads goes on with what was learnt")
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsAllLinesInOrderWhileTheFileIsRotatedUnderItsWriter() throws Exception {
        int lines = 2_000;
        try (Following following = Following.of(vertx, settings, file("s1", log))) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
            for (int i = 0; i < lines; i++) {
                if (i % 500 == 250) {
                    Files.move(log, directory.resolve("s1.log." + (9000 - i)));
                }
                write(log, "line " + i + "\n");
            }
            var heard = following.next(lines);
            for (int i = 0; i < lines; i++) {
                assertThat(heard.get(i)).isEqualTo("s1 line " + i);
            }
        }
    }
}
