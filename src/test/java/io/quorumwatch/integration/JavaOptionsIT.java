package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.HeapRoom;
import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.Programs;
import io.quorumwatch.testing.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which options {@code scripts/quorumwatch} gives to Java; the Java here merely says what it was given. */
class JavaOptionsIT {

    private static final String TRIM = "-XX:TrimNativeHeapInterval=10000";
    private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final WorkDirectory files = WorkDirectory.create("java-options");

    @AfterEach
    void removeFiles() {
        files.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "17.0.20.1", "21.0.7", "22", "25.0.1"})
    void aJavaThatCanGivesFreedMemoryBack(String version) throws IOException {
        assertThat(optionsOf("JAVA_VERSION=\"" + version + "\"", "")).contains(TRIM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JAVA_VERSION=\"17\"",
                "JAVA_VERSION=\"17.0.14\"",
                "JAVA_VERSION=\"19.0.2\"",
                "JAVA_VERSION=\"\"",
                ""
            })
    void aJavaThatMayNotKnowTheOptionStartsWithoutIt(String release) throws IOException {
        assertThat(optionsOf(release, "")).contains("-jar", "--version").doesNotContain(TRIM);
    }

    @Test
    void largePagesAreAskedForWhereTheKernelGivesThemToThoseWhoAsk() throws IOException {
        Path kernel = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean toThoseWhoAsk = Files.exists(kernel) && Files.readString(kernel).contains("[madvise]");
        assertThat(optionsOf("JAVA_VERSION=\"17.0.15\"", "").contains(LARGE_PAGES))
                .isEqualTo(toThoseWhoAsk);
    }

    @Test
    void theUsersOwnOptionsComeLastAndAHeapIsAskedForAsAWhole() throws IOException {
        assertThat(optionsOf("JAVA_VERSION=\"25\"", "-XX:TrimNativeHeapInterval=0 -Xmx512m"))
                .containsSubsequence("-Xms512m", TRIM, "-XX:TrimNativeHeapInterval=0", "-Xmx512m", "-jar");
    }

    @Test
    void moreMembersThanTheUsualHeapHasRoomForGetALargerOne() throws IOException {
        String member = "      - {name: m, metrics: \"http://127.0.0.1:9/metrics\"}\n";
        String config = files.write("many.yaml", member.repeat(2004)).toString();
        String few = files.write("few.yaml", member.repeat(3)).toString();
        long heap = heapOf(optionsOf("", "", "run", "--config", config));
        assertThat(heap).isEqualTo(heapOf(optionsOf("", "", "run", "--config=" + config)));
        assertThat(HeapRoom.members((heap - 14) * 1024 * 1024)).isBetween(2004L, 2100L);
        assertThat(optionsOf("", "-Xmx512m", "run", "--config", config)).containsSubsequence("-Xms512m", "-Xmx512m");
        assertThat(optionsOf("", "", "run", "--config", few)).noneMatch(option -> option.startsWith("-Xm"));
    }

    /** In megabytes. */
    private static long heapOf(List<String> options) {
        String last = options.stream()
                .filter(option -> option.startsWith("-Xmx"))
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(options).contains(last.replace("-Xmx", "-Xms"));
        return Long.parseLong(last.substring(4, last.length() - 1));
    }

    private List<String> optionsOf(String release, String own) throws IOException {
        return optionsOf(release, own, "--version");
    }

    private List<String> optionsOf(String release, String own, String... arguments) throws IOException {
        Path java = Files.createDirectories(files.path().resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        var unused = files.write("release", release + "\n");
        Map<String, String> environment = Map.of(
                "JAVA_HOME", files.path().toString(),
                "QUORUMWATCH_JAR", Programs.jar().toString(),
                "QUORUMWATCH_JAVA_OPTIONS", own);
        List<String> command = new ArrayList<>(
                List.of(Programs.scripts().resolve("quorumwatch").toString()));
        command.addAll(List.of(arguments));
        try (ChildProcess process = ChildProcess.start("quorumwatch", files.path(), environment, command)) {
            assertThat(process.awaitEnd(DEADLINE)).isZero();
            return process.output();
        }
    }
}
