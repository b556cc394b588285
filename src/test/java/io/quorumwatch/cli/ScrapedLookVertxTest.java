package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.cli.CliHarness.Ended;
import io.quorumwatch.testing.FakeAnswer;
import io.quorumwatch.testing.FakeMember;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ScrapedLookVertxTest {

    @TempDir
    private Path directory;

    private final CliHarness cli = CliHarness.ofProgram();

    private static String page() throws IOException {
        try (var in = ScrapedLookVertxTest.class.getResourceAsStream("/pages/etcd-member.prom")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Ended check(String cluster, String... options) throws IOException {
        Path file = Files.writeString(
                directory.resolve("q.yaml"),
                "agent: {id: w}\nclusters:\n  - {name: kv, profile: etcd, poll-every: 1s, scrape-timeout: 400ms, "
                        + cluster + "}\n");
        List<String> arguments = new ArrayList<>(List.of("check", "--config", file.toString(), "--live"));
        arguments.addAll(List.of(options));
        return cli.run(arguments.toArray(String[]::new));
    }

    private static String member(String name, FakeMember member) {
        return "{name: " + name + ", metrics: \"" + member.metrics() + "\"}";
    }

    @Test
    void aMemberThatSaysEverythingIsFine(Vertx vertx) throws Exception {
        FakeMember good = FakeMember.start(vertx, FakeAnswer.page(page()));

        Ended ended = check("members: [" + member("m0", good) + "]");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("kv/m0: answers after ");
        assertThat(good.requests()).hasSize(1);
        assertThat(good.isLeftAlone()).isTrue();
    }

    @Test
    void eachMemberHasItsOwnAnswer(Vertx vertx) throws Exception {
        FakeMember poor = FakeMember.start(vertx, FakeAnswer.page("# TYPE up gauge\nup 1\n"));
        FakeMember mute = FakeMember.start(vertx, FakeAnswer.silence());
        FakeMember dead = FakeMember.start(vertx, FakeAnswer.silence());
        dead.die();

        Ended ended = check(
                "members: [" + member("poor", poor) + ", " + member("mute", mute) + ", " + member("dead", dead) + "]",
                "--format",
                "json");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        List<JsonObject> looks = ended.outLines().stream()
                .map(JsonObject::new)
                .filter(line -> line.getString("kind").equals("look"))
                .toList();
        assertThat(looks).hasSize(3);
        assertThat(looks)
                .extracting(look -> look.getString("member") + " " + look.getString("failure"))
                .containsExactlyInAnyOrder("poor null", "mute timeout", "dead refused");
        JsonObject leads = looks.stream()
                .filter(look -> look.getString("member").equals("poor"))
                .flatMap(look -> look.getJsonArray("missing").stream())
                .map(JsonObject.class::cast)
                .filter(missing -> missing.getString("signal").equals("leads"))
                .findFirst()
                .orElseThrow();
        assertThat(leads.getJsonArray("families").getList()).contains("etcd_server_is_leader");
        assertThat(leads.getJsonArray("blinds").getList()).contains("leader-absent");
    }

    @Test
    void allMembersAreAskedAtTheSameTime(Vertx vertx) throws Exception {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            FakeMember mute = FakeMember.start(vertx, FakeAnswer.silence());
            members.append(i == 0 ? "" : ", ").append(member("m" + i, mute));
        }
        long before = System.nanoTime();

        Ended ended = check("members: [" + members + "]");

        assertThat(ended.out().lines().filter(line -> line.contains(": timeout after")))
                .hasSize(20);
        // One after the other they would take 8 s.
        assertThat(System.nanoTime() - before).isLessThan(6_000_000_000L);
    }

    @Test
    void discoveredMembersAreLookedAtToo(Vertx vertx) throws Exception {
        FakeMember found = FakeMember.start(vertx, FakeAnswer.page(page()));
        assertThat(Files.writeString(
                        directory.resolve("targets.json"),
                        "[{\"targets\": [\"127.0.0.1:" + found.port() + "\", \"no port:x\"]}]"))
                .exists();

        Ended ended = check("discover: {file-sd: [\"*.json\"]}");

        assertThat(ended.out())
                .contains("kv: 1 member discovered", "bad_address", "kv/127.0.0.1:" + found.port() + ": answers");
        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void theHelpNamesTheExitCodes() {
        assertThat(cli.run("check", "--help").out()).contains("--live", "1   With --live: a target gives no page");
    }
}
