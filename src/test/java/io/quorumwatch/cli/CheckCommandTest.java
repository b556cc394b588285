package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.cli.CliHarness.Ended;
import io.quorumwatch.cli.LiveLook.TargetLook;
import io.quorumwatch.config.TestVocabulary;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String GOOD = """
            agent: {id: watcher-1}
            clusters:
              - name: acme.mainnet
                profile: zipnet
                parameters: {round-period: 5s}
                thresholds: {leader-absent: off, raft-lag-entries: 10, bond-missing: {warning: 10s, page: 1m}}
                members:
                  - {name: s1, metrics: "http://127.0.0.1:19100", logs: {journal: {unit: zipnet}}}
                discover: {file-sd: [targets/*.json]}
            """;

    @TempDir
    private Path directory;

    private final CliHarness cli =
            new CliHarness().with("check", console -> new CheckCommand(console, TestVocabulary::new));

    @Test
    void warnsOfWhatIsRightAndDoesNotDoWhatIsExpectedOfIt() throws IOException {
        Path file = write("notify: {alertmanagers: [\"http://127.0.0.1:9093\"]}\n" + GOOD);

        Ended text = cli.run("check", "--config", file.toString());
        assertThat(text.code()).isZero();
        assertThat(text.outLines())
                .contains(
                        "  tells     http://127.0.0.1:9093",
                        "warning: notify.alertmanagers: nothing is sent there in this version; alert on /metrics instead");

        Ended json = cli.run("check", "--config", file.toString(), "--format", "json");
        assertThat(json.outLines())
                .filteredOn(line -> line.contains("\"kind\":\"warning\""))
                .singleElement()
                .satisfies(line ->
                        assertThat(new JsonObject(line).getString("key")).isEqualTo("notify.alertmanagers"));
    }

    @Test
    void printsWhatItUnderstood() throws IOException {
        Path file = write(GOOD);

        Ended ended = cli.run("check", "--config", file.toString());

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.outLines())
                .contains(
                        file + " is valid: 1 cluster, 1 member",
                        "agent watcher-1",
                        "  listens   127.0.0.1:9745, plain HTTP, open to everybody",
                        "  tells     nobody",
                        "acme.mainnet, profile zipnet: a look every 1s, of at most 900ms",
                        "  parameter round-period: 5s",
                        "  parameter round-deadline: 15s (default)",
                        "  threshold bond-missing: warning 10s, page 1m",
                        "  threshold leader-absent: off",
                        "  threshold raft-lag-entries: 10",
                        "  member    s1, committee, http://127.0.0.1:19100/metrics, logs: journal zipnet",
                        "  discovers file-sd targets/*.json");
    }

    @Test
    void printsJsonLinesForPrograms() throws IOException {
        Ended ended =
                cli.run("check", "--format", "json", "--config", write(GOOD).toString());

        assertThat(ended.code()).isZero();
        JsonObject agent = new JsonObject(ended.outLines().get(0));
        JsonObject cluster = new JsonObject(ended.outLines().get(1));
        assertThat(ended.outLines()).hasSize(2);
        assertThat(agent.getString("kind")).isEqualTo("agent");
        assertThat(agent.getString("listen")).isEqualTo("127.0.0.1:9745");
        assertThat(cluster.getString("watched")).isEqualTo("acme.mainnet");
        assertThat(cluster.getJsonObject("parameters").getString("round-period"))
                .isEqualTo("5s");
        assertThat(cluster.getJsonArray("defaults").getList())
                .contains("round-deadline")
                .doesNotContain("round-period");
        assertThat(cluster.getJsonArray("members").getJsonObject(0).getString("metrics"))
                .isEqualTo("http://127.0.0.1:19100/metrics");
    }

    @Test
    void aWrongFileGivesOneLinePerProblem() throws IOException {
        Path file = write(GOOD.replace("5s", "5").replace("off", "of"));

        Ended ended = cli.run("check", "--config", file.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.errLines()).hasSize(2).allMatch(line -> line.startsWith(file.toString()));
    }

    @Test
    void aBareHoldIsShownAsItWasWritten() throws IOException {
        Ended ended =
                cli.run("check", "--config", write(GOOD.replace("off", "10m")).toString());

        assertThat(ended.outLines()).contains("  threshold leader-absent: 10m");
    }

    @Test
    void aConditionOfTheAgentItselfCannotBeChangedForACluster() throws IOException {
        Ended ended = CliHarness.ofProgram()
                .run(
                        "check",
                        "--config",
                        write(GOOD.replace("leader-absent", "watcher-paused")).toString());

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains("thresholds.watcher-paused: found an unknown key");
    }

    @Test
    void programsGetProblemsAsJsonLines() throws IOException {
        Ended ended = cli.run(
                "check",
                "--format=json",
                "--config",
                write(GOOD.replace("5s", "5")).toString());

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.outLines()).singleElement().satisfies(line -> {
            JsonObject problem = new JsonObject(line);
            assertThat(problem.getInteger("line")).isEqualTo(5);
            assertThat(problem.getString("key")).isEqualTo("clusters[0].parameters.round-period");
            assertThat(problem.getString("nearest")).isEqualTo("5s");
        });
    }

    @Test
    void theWebConfigurationIsCheckedToo() throws IOException {
        Path web = Files.writeString(directory.resolve("web.yaml"), "basic_auth_users: {alice: secret}\n");

        Ended ended = cli.run(
                "check",
                "--config",
                write("http: {web-config-file: web.yaml}\n" + GOOD).toString());

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.errLines()).singleElement().asString().startsWith(web + ":1: basic_auth_users.alice: ");
    }

    @Test
    void anUnknownFormatIsOneLine() {
        Ended ended = cli.run("check", "--config", "any.yaml", "--format", "xml");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.errLines()).singleElement().asString().contains("expected text or json but was 'xml'");
    }

    @Test
    void withoutAnybodyToLookThereIsNoLiveOption() {
        assertThat(cli.run("check", "--help").out()).doesNotContain("--live");
        assertThat(cli.run("check", "--config", "any.yaml", "--live").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aLiveCheckNamesWhatDoesNotAnswerAndWhatIsMissing() throws IOException {
        MissingSignal missing =
                new MissingSignal("leads", List.of("mosaik_groups_leader_is_local"), List.of("leader-absent"));
        Ended ended = live(
                new TargetLook("acme.mainnet", "s1", Duration.ofMillis(12), null, null, List.of(missing)),
                new TargetLook("acme.mainnet", "s2", Duration.ofMillis(3), "bad_status", "status 503", List.of()));

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.outLines())
                .contains(
                        "acme.mainnet/s1: answers after 12 ms",
                        "  missing leads, wanted: mosaik_groups_leader_is_local; blinds leader-absent",
                        "acme.mainnet/s2: bad_status (status 503) after 3 ms");
    }

    @Test
    void aLiveCheckOfAnsweringTargetsIsFine() throws IOException {
        assertThat(live(new TargetLook("acme.mainnet", "s1", Duration.ZERO, null, null, List.of()))
                        .code())
                .isZero();
    }

    private Ended live(TargetLook... looks) throws IOException {
        LiveLook fake = (config, told) -> List.of(looks).forEach(told::looked);
        return new CliHarness()
                .with("check", console -> new LiveCheckCommand(console, TestVocabulary::new, () -> fake))
                .run("check", "--live", "--config", write(GOOD).toString());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("quorumwatch.yaml"), text);
    }
}
