package io.quorumwatch.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.testing.process.AgentProcess;
import io.quorumwatch.testing.process.ChildProcess;
import io.quorumwatch.testing.process.Eventually;
import io.quorumwatch.testing.process.FreePorts;
import io.quorumwatch.testing.process.WorkDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged jar on the command line: help, errors and exit codes. */
class CommandLineIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final WorkDirectory files = WorkDirectory.create("command-line");

    @AfterEach
    void removeFiles() {
        files.close();
    }

    /** How a command ended, and what it said. */
    private record Ended(int code, List<String> said) {}

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        Ended help = run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.said()).anyMatch(line -> line.contains("check")).anyMatch(line -> line.contains("replay"));
        for (String command : List.of("run", "check", "inspect", "replay", "demo")) {
            Ended own = run(command, "--help");
            assertThat(own.code()).as(command).isZero();
            assertThat(String.join("\n", own.said()))
                    .as(command)
                    .containsIgnoringCase("usage")
                    .containsIgnoringCase("exit code");
        }
    }

    @Test
    void versionIsOneLine() {
        Ended version = run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.said()).singleElement().asString().containsPattern("\\d+\\.\\d+");
    }

    @Test
    void aHeapOfAnotherSizeIsHadAsAWhole() {
        String options = "-Xmx96m -Xlog:gc+init:stderr";
        try (ChildProcess process = AgentProcess.command(files.path(), options, List.of("--version"))) {
            assertThat(process.awaitEnd(DEADLINE)).isZero();
            assertThat(process.output())
                    .anyMatch(line -> line.endsWith("Heap Initial Capacity: 96M"))
                    .anyMatch(line -> line.endsWith("Heap Max Capacity: 96M"));
        }
    }

    @Test
    void aHeapThatIsTooSmallForTheMembersIsSaidWithTheOptionsThatHelp() {
        String file =
                files.write("quorumwatch.yaml", OneMember.configuration(9)).toString();
        try (ChildProcess agent = AgentProcess.command(files.path(), "-Xmx65m", List.of("run", "--config", file))) {
            String warning = agent.awaitLine("of its heap", DEADLINE, line -> line.contains("heap_small"));
            assertThat(warning).contains("\"members\":1", "\"room_for\":0", "-Xms69m -Xmx69m");
        }
    }

    @Test
    void numbersHaveTheSameDigitsWhereverTheMachineStands() {
        String page = files.write("page.prom", "up 1\n").toString();
        String options = "-Duser.language=ar -Duser.country=EG";
        try (ChildProcess process =
                AgentProcess.command(files.path(), options, List.of("inspect", page, "--profile", "etcd"))) {
            assertThat(process.awaitEnd(DEADLINE)).isZero();
            assertThat(process.output()).anyMatch(line -> line.contains("1 sample in 1 line and 5 bytes"));
        }
    }

    @Test
    void anUnknownCommandFailsAndPointsToTheHelp() {
        Ended unknown = run("chekc");
        assertThat(unknown.code()).isNotZero();
        assertThat(unknown.said()).anyMatch(line -> line.contains("chekc"));
        assertThat(run("chekc", "--help"))
                .as("there is no help of what is no command")
                .isEqualTo(unknown);
    }

    @Test
    void checkAcceptsAGoodConfiguration() {
        assertThat(run("check", "--config", configuration(OneMember.configuration(9)))
                        .code())
                .isZero();
    }

    @Test
    void checkNamesFileLineKeyAndTheNearestKey() {
        String file = configuration(OneMember.configuration(9).replace("profile", "profil"));
        Ended checked = run("check", "--config", file);
        assertThat(checked.code()).isNotZero();
        assertThat(checked.said())
                .singleElement()
                .asString()
                .contains(file, "profil", "profile")
                .containsPattern("\\b5\\b");
    }

    @Test
    void aMissingConfigurationIsOneLine() {
        Ended checked = run("check", "--config", "nowhere.yaml");
        assertThat(checked.code()).isNotZero();
        assertThat(checked.said()).singleElement().asString().contains("nowhere.yaml");
    }

    @Test
    void aPortInUseIsOneLineAndNotAHang() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            Ended ran = run("run", "--config", configuration(OneMember.configuration(9)), "--listen", listen);
            assertThat(ran.code()).isNotZero();
            assertThat(ran.said())
                    .filteredOn(line -> !line.startsWith("{"))
                    .singleElement()
                    .asString()
                    .contains(listen);
        }
    }

    @Test
    void anAddressThatNobodyKnowsIsOneLine() throws IOException {
        Ended ran =
                run("run", "--config", configuration(OneMember.configuration(9)), "--listen", "nobody.invalid:9745");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.said())
                .filteredOn(line -> !line.startsWith("{"))
                .singleElement()
                .asString()
                .contains("cannot listen on nobody.invalid:9745", "--listen")
                .doesNotContain("Exception");
    }

    @Test
    void stopsGracefullyWhenAsked() {
        try (AgentProcess agent =
                AgentProcess.run(OneMember.configuration(FreePorts.take(1).get(0)))) {
            assertThat(agent.http().get("/livez").status()).isEqualTo(200);
            // 143 is what the Java virtual machine says of every stop by SIGTERM.
            assertThat(agent.stop()).isIn(0, 143);
            assertThat(agent.events("agent_stopping")).hasSize(1);
            assertThat(agent.events("agent_stopped")).hasSize(1);
        }
    }

    @Test
    void aReloadThatIsAskedForWhileItStartsIsDoneWhenItRuns() {
        int port = FreePorts.take(1).get(0);
        String listen = "127.0.0.1:" + port;
        String file = configuration(OneMember.configuration(FreePorts.take(1).get(0)));
        try (ChildProcess agent =
                AgentProcess.command(files.path(), List.of("run", "--config", file, "--listen", listen))) {
            Eventually.passes("that it listens", DEADLINE, () -> {
                try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    agent.signal("HUP");
                }
            });
            assertThat(agent.awaitLine("how the reload went", DEADLINE, line -> line.contains("\"config_reload")))
                    .isNotBlank();
            assertThat(agent.alive()).isTrue();
            assertThat(agent.output())
                    .noneMatch(line -> line.contains("agent_stopping"))
                    .as("the file is the same, and --listen counts again")
                    .noneMatch(line -> line.contains("setting_needs_restart"));
        }
    }

    @Test
    void aBadReloadChangesNothingAndIsVisible() {
        try (AgentProcess agent =
                AgentProcess.run(OneMember.configuration(FreePorts.take(1).get(0)))) {
            assertThat(agent.files().write("quorumwatch.yaml", "clusters: 3\n")).exists();
            agent.process().signal("HUP");
            String reloaded = agent.process()
                    .awaitLine("how the reload went", DEADLINE, line -> line.contains("\"config_reload"));
            assertThat(reloaded).contains("clusters");
            assertThat(agent.http().get("/livez").status()).isEqualTo(200);
            assertThat(agent.http().get("/health/kv").status()).isNotEqualTo(404);
            assertThat(agent.http().get("/metrics").metrics().series("quorumwatch_config_reloads_total", Map.of()))
                    .anyMatch(series -> series.value() == 1);
            Map<String, String> condition = Map.of("watched", "agent", "condition", "config-reload-failed");
            Eventually.passes(
                    "that the agent says it of itself",
                    DEADLINE,
                    () -> assertThat(agent.http()
                                    .get("/metrics")
                                    .metrics()
                                    .series("quorumwatch_condition_firing", condition))
                            .anyMatch(series -> series.value() == 1));
        }
    }

    private Ended run(String... arguments) {
        try (ChildProcess process = AgentProcess.command(files.path(), List.of(arguments))) {
            int code = process.awaitEnd(DEADLINE);
            return new Ended(code, process.output());
        }
    }

    private String configuration(String text) {
        return files.write("quorumwatch.yaml", text).toString();
    }
}
