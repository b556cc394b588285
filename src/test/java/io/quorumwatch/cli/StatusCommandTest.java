package io.quorumwatch.cli;

import static io.quorumwatch.cli.AgentAnswers.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.cli.CliHarness.Ended;
import io.quorumwatch.config.TestVocabulary;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCommandTest {

    private final CliHarness cli =
            new CliHarness().with("status", console -> new StatusCommand(console, TestVocabulary::new));

    @RegisterExtension
    private final FakeAgent agent = new FakeAgent();

    private Ended ask(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "status";
        arguments[1] = "--url";
        arguments[2] = agent.url();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return cli.run(arguments);
    }

    @Test
    void tellsWhatIsWrongWhyAndWhatToDo() {
        agent.says(
                "/health",
                503,
                health("not_ready", "acme/round not_ready round-stall", "acme/leader ready", "lab/bond ready"));
        Ended ended = ask();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.outLines())
                .containsExactly(
                        "NOT READY  at 2026-05-01T12:01:00.000Z",
                        "PAGE  acme  round-stall, member-down  since 2026-05-01T12:00:35.000Z  [acme-20260501T120035.000Z]",
                        "    cause: member-stopped of m2, m3 (very likely)",
                        "    next:  start m2",
                        "  NOT READY  acme/round  round-stall  since 2026-05-01T12:00:00.000Z");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aHealthyAgentIsOneLine() {
        agent.says("/health", 200, health("ready", "acme/leader ready"))
                .says("/api/v1/incidents", 200, "{\"incidents\":[]}");
        Ended ended = ask();
        assertThat(ended.outLines()).containsExactly("READY  at 2026-05-01T12:01:00.000Z");
        assertThat(ended.code()).isZero();
    }

    @Test
    void programsGetTheReportAsOneLine() {
        agent.says("/health", 503, health("not_ready", "acme/round not_ready round-stall"));
        Ended ended = ask("--format=json");
        assertThat(ended.outLines())
                .singleElement()
                .satisfies(line -> assertThat(new JsonObject(line))
                        .isEqualTo(new JsonObject(health("not_ready", "acme/round not_ready round-stall"))));
        assertThat(ended.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ready,     acme/leader ready,                              0",
        "affected,  acme/member affected member-down,               1",
        "affected,  lab/leader not_ready leader-absent optional,    1",
        "affected,  acme/bond affected majority-unseen,             3",
        "not_ready, acme/leader not_ready leader-absent,            2",
        "not_ready, acme/leader not_ready stale,                    3",
        "not_ready, acme/leader not_ready not-looked-yet,           3",
        "shutting_down, acme/leader ready,                          3"
    })
    void theExitCodeTellsHowBadItIsAndWhetherItCanBeTold(String status, String component, int code) {
        agent.says("/health", 503, health(status, component));
        assertThat(ask().code()).isEqualTo(code);
    }

    @Test
    void aWarningBesideABlindComponentThatMayHideWorseCannotBeTold() {
        agent.says(
                "/health", 503, health("not_ready", "acme/leader not_ready stale", "acme/member affected member-down"));
        assertThat(ask().code()).isEqualTo(3);
        agent.says(
                "/health", 503, health("not_ready", "acme/leader not_ready stale", "acme/round not_ready round-stall"));
        assertThat(ask().code()).isEqualTo(2);
    }

    @Test
    void anAgentThatHasNothingToWatchCannotTell() {
        agent.says("/health", 503, health("not_ready"));
        assertThat(ask().code()).isEqualTo(3);
    }

    @Test
    void whereNobodyListensOneLineTellsTheRemedy() {
        agent.close();
        Ended ended = ask();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .startsWith("quorumwatch: " + agent.url() + ": no agent answers there (")
                .contains("quorumwatch run --config FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "{\"status\":\"success\"}", "[]", "", "{\"error\":\"no\"}"})
    void whoeverIsNoAgentIsNotTakenForOne(String body) {
        agent.says("/health", 200, body);
        Ended ended = ask();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.errLines()).singleElement().asString().contains("what answers there is no agent (status 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9745", "ftp://localhost", "http://", "http://[", "http://h?x=1", "127.0.0.1"})
    void anAddressThatIsNoneIsAMistakeOnTheCommandLine(String url) {
        Ended ended = cli.run("status", "--url", url);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errLines()).singleElement().asString().contains("--url: expected http://HOST:PORT");
    }

    @Test
    void userAndPasswordOfTheAddressAreSentAndShownNowhere() {
        String pair =
                Base64.getEncoder().encodeToString("ada:p@ss+word".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        agent.wants("Basic " + pair).says("/health", 200, health("ready", "acme/leader ready"));
        Ended ended = cli.run("status", "--url", "http://ada:p%40ss+word@" + agent.hostAndPort() + "/");
        assertThat(ended.code()).isZero();
        assertThat(agent.asked()).first().isEqualTo("/health Basic " + pair);
        Ended refused = cli.run("status", "--url", "http://ada:secret@" + agent.hostAndPort());
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("refuses this user or password").doesNotContain("secret");
        assertThat(cli.run("status", "--url", "http://ada:sec ret@h").err()).doesNotContain("ret@");
    }

    @Test
    void whereAUserIsWantedTheMessageTellsHowToNameOne() {
        agent.wants("Basic x");
        Ended ended = ask();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("http://USER:PASSWORD@HOST:PORT");
    }

    @Test
    void anAgentBehindAPathIsAskedThere() {
        agent.says("/watch/health", 200, health("ready", "acme/leader ready"))
                .says("/watch/api/v1/incidents", 200, "{\"incidents\":[]}");
        assertThat(cli.run("status", "--url", agent.url() + "/watch/").code()).isZero();
    }

    @Test
    @Timeout(30)
    void watchingEndsWhenNobodyReadsIt() {
        agent.says("/health", 200, health("ready", "acme/leader ready"));
        CliHarness unread = new CliHarness(new FullWriter())
                .with("status", console -> new StatusCommand(console, TestVocabulary::new));
        Ended ended = unread.run("status", "--watch", "--url", agent.url());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.errLines()).singleElement().asString().contains("standard output is closed or full");
    }

    @Test
    void askingAnAgentAndWatchingByOneselfExcludeOneAnother() {
        assertThat(ask("--config", "any.yaml").code()).isEqualTo(2);
        assertThat(cli.run("status", "--watch", "--config", "any.yaml").code()).isEqualTo(2);
    }
}
