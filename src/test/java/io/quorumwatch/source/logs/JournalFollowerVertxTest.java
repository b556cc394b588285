package io.quorumwatch.source.logs;

import static io.quorumwatch.source.logs.Following.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.config.MemberConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@code journalctl} that we own: what it is asked, and what becomes of what it says. */
class JournalFollowerVertxTest {

    private static final MemberConfig S1 = member("s1", "journal", Map.of("unit", "zip@acme"));

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        assertThat(vertx.close().await(20, TimeUnit.SECONDS)).isNull();
    }

    /** Notes its arguments, and then does this. */
    private LogSettings journalctl(String script) throws IOException {
        Path program = Files.writeString(
                directory.resolve("journalctl"),
                "#!/bin/sh\ncd '" + directory + "'\necho \"$*\" >>asked\nruns=$(wc -l <asked)\n" + script);
        assertThat(Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x")))
                .isEqualTo(program);
        return new LogSettings(directory.resolve("cursors"), program.toString());
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(directory.resolve("asked"));
    }

    private static String entry(String cursor, String message) {
        return "echo '{\"__CURSOR\":\"" + cursor + "\",\"_BOOT_ID\":\"01\",\"MESSAGE\":" + message + "}'\n";
    }

    @Test
    void handsOnMessagesOfTheUnit() throws Exception {
        LogSettings settings =
                journalctl(entry("s=1;i=1", "\"one\"") + entry("s=1;i=2", "[116,119,111]") + "sleep 60\n");
        try (Following following = Following.of(vertx, settings, S1)) {
            assertThat(following.next(3)).containsExactly("s1 log-followed", "s1 one", "s1 two");
        }
        assertThat(asked())
                .singleElement()
                .asString()
                .contains("--follow", "--output=json", "--all", "--unit=zip@acme", "--since=@")
                .doesNotContain("cursor");
    }

    /**
     * Recorded from systemd 252's {@code journalctl} with the options that the follower uses: coloured lines of a real committee, a message of
     * two lines, one that is not UTF-8, and a long one.
     */
    @Test
    void understandsWhatTheRealProgramSays() throws Exception {
        Path recorded = Path.of("src/test/resources/journal/journalctl.json").toAbsolutePath();
        Path log = Path.of("src/test/resources/recordings/mosaik/healthy-ansi-3/server-1.log");
        List<String> expected = new ArrayList<>(List.of("log-followed"));
        expected.addAll(Files.readAllLines(log).subList(0, 6));
        expected.addAll(List.of(
                "two\nlines, café",
                "not UTF-8: \ufffd\ufffd",
                ("long " + "x".repeat(9000)).substring(0, LogEvent.LONGEST_LINE)));
        expected.replaceAll(line -> "s1 " + line);

        try (Following following = Following.of(vertx, journalctl("cat '" + recorded + "'\nsleep 60\n"), S1)) {
            assertThat(following.next(expected.size())).containsExactlyElementsOf(expected);
        }
        try (Following following = Following.of(vertx, journalctl("sleep 60\n"), S1)) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
        }
        assertThat(asked().get(1))
                .containsPattern("--after-cursor=s=[0-9a-f]{32};i=a;b=0123456789abcdef0123456789abcdef;m=a;");
    }

    @Test
    void isFollowedThoughNothingIsLogged() throws Exception {
        try (Following following = Following.of(vertx, journalctl("sleep 60\n"), S1)) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
        }
    }

    @Test
    void startsAProgramThatDiesAgainBehindTheCursor() throws Exception {
        String script = "if [ $runs = 1 ]; then\n" + entry("c1", "\"one\"") + "exit 1\nfi\n" + entry("c1", "\"one\"")
                + entry("c2", "\"two\"") + "sleep 60\n";
        try (Following following = Following.of(vertx, journalctl(script), S1)) {
            assertThat(following.next(5))
                    .containsExactly(
                            "s1 log-followed", "s1 one", "s1 log-lost program-ended", "s1 log-followed", "s1 two");
        }
        assertThat(asked()).hasSize(2);
        assertThat(asked().get(1)).contains("--after-cursor=c1").doesNotContain("--since");
    }

    @Test
    void goesOnBehindTheCursorAfterARestartOfTheAgent() throws Exception {
        LogSettings settings = journalctl("if [ $runs = 1 ]; then\n" + entry("c1", "\"one\"") + "fi\nsleep 60\n");
        try (Following following = Following.of(vertx, settings, S1)) {
            assertThat(following.next(2)).containsExactly("s1 log-followed", "s1 one");
        }
        try (Following following = Following.of(vertx, settings, S1)) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
        }
        assertThat(asked().get(1)).contains("--after-cursor=c1");
    }

    @Test
    void saysWhyTheJournalCannotBeRead() throws Exception {
        LogSettings settings =
                journalctl("echo 'No journal files were opened due to insufficient permissions.' >&2\nexit 1\n");
        try (Following following = Following.of(vertx, settings, S1)) {
            assertThat(following.next(1)).containsExactly("s1 log-lost program-ended");
        }
    }

    @Test
    void saysThatThereIsNoJournalctl() throws Exception {
        LogSettings settings = new LogSettings(null, directory.resolve("none").toString());
        try (Following following = Following.of(vertx, settings, S1)) {
            assertThat(following.next(1)).containsExactly("s1 log-lost no-program");
        }
    }

    @Test
    void killsTheProgramAndItsChildrenWhenItStops() throws Exception {
        LogSettings settings = journalctl("echo $$ >pid\nsleep 60 &\nwait\n");
        long pid;
        try (Following following = Following.of(vertx, settings, S1)) {
            assertThat(following.next(1)).containsExactly("s1 log-followed");
            pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void keepsAProgramWaitingThatSaysMoreThanIsRead() throws Exception {
        LogSettings settings = journalctl(
                "i=0\nwhile [ $i -lt 20000 ]; do i=$((i+1)); echo '{\"__CURSOR\":\"c'$i'\",\"MESSAGE\":\"line '$i'\"}'; done\nsleep 60\n");
        try (Following following = Following.of(vertx, settings, S1)) {
            List<String> heard = following.next(20_001);
            assertThat(heard.get(0)).isEqualTo("s1 log-followed");
            assertThat(heard.get(20_000)).isEqualTo("s1 line 20000");
        }
    }
}
