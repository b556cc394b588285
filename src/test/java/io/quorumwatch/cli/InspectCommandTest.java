package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.cli.CliHarness.Ended;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    private static final String PAGE = """
            # TYPE up gauge
            up{instance="a\\nb",job="é"} 1 1700000000123
            bad line here
            odd NaN
            high +Inf
            low{le="-Inf"} -Inf
            ratio 0.1
            """;

    @TempDir
    private Path directory;

    private final CliHarness cli =
            new CliHarness().with("inspect", console -> new InspectCommand(console, FakeExplainer::new));

    @Test
    void printsEverySampleAsOneJsonLine() throws IOException {
        Ended ended = cli.run("inspect", write(PAGE), "--samples");

        assertThat(ended.code()).isZero();
        assertThat(ended.outLines())
                .containsExactly(
                        "{\"name\":\"up\",\"labels\":{\"instance\":\"a\\nb\",\"job\":\"é\"},\"value\":\"1\",\"timestamp\":1700000000123}",
                        "{\"name\":\"odd\",\"labels\":{},\"value\":\"NaN\",\"timestamp\":null}",
                        "{\"name\":\"high\",\"labels\":{},\"value\":\"+Inf\",\"timestamp\":null}",
                        "{\"name\":\"low\",\"labels\":{\"le\":\"-Inf\"},\"value\":\"-Inf\",\"timestamp\":null}",
                        "{\"name\":\"ratio\",\"labels\":{},\"value\":\"0.1\",\"timestamp\":null}");
    }

    @Test
    void saysWhatTheProfileMakesOfThePage() throws IOException {
        String page = write(PAGE);

        Ended ended = cli.run("inspect", page, "--profile", "fake");

        assertThat(ended.code()).isZero();
        assertThat(ended.outLines())
                .containsExactly(
                        page + ": 5 samples in 7 lines and " + Files.size(Path.of(page)) + " bytes, 1 malformed line",
                        "malformed line 3 (bad_value): bad line here",
                        "found leads: 1, committee, from up",
                        "missing bonds, wanted: bonds_active; blinds bond-missing, partition");
    }

    @Test
    void saysItToProgramsAsJsonLines() throws IOException {
        Ended ended = cli.run("inspect", write(PAGE), "--profile=fake", "--role=aggregator", "--format=json");

        assertThat(ended.outLines())
                .extracting(line -> new JsonObject(line).getString("kind"))
                .containsExactly("page", "malformed", "found", "missing");
        assertThat(new JsonObject(ended.outLines().get(1)).getInteger("line")).isEqualTo(3);
        assertThat(new JsonObject(ended.outLines().get(2)).getString("origin")).isEqualTo("aggregator");
        assertThat(new JsonObject(ended.outLines().get(3)).getJsonArray("blinds"))
                .isEqualTo(new JsonArray().add("bond-missing").add("partition"));
    }

    @Test
    void aPageThatIsNotExpositionTextFailsInOneLine() throws IOException {
        String page = write("<!DOCTYPE html>\n<html><body>It works!</body></html>\n");

        Ended ended = cli.run("inspect", page, "--samples");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.errLines())
                .singleElement()
                .asString()
                .contains(page + " is not exposition text (bad_body)", "line 1", "<!DOCTYPE html>");
    }

    @Test
    void aMissingFileIsOneLine() {
        Ended ended = cli.run("inspect", directory.resolve("nothing.prom").toString(), "--samples");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.errLines()).singleElement().asString().contains("nothing.prom", "give a readable file");
        assertThat(cli.run("inspect", directory.toString(), "--samples").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aMissingOrUnknownProfileNamesTheKnownOnes() throws IOException {
        String page = write(PAGE);

        assertThat(cli.run("inspect", page).errLines())
                .singleElement()
                .asString()
                .contains("--profile fake");
        assertThat(cli.run("inspect", page, "--profile", "fak").errLines())
                .singleElement()
                .asString()
                .contains("no profile 'fak'; choose one of fake");
        assertThat(cli.run("inspect", page, "--profile", "fake", "--role", "x").code())
                .isEqualTo(ExitCode.USAGE);
    }

    private String write(String text) throws IOException {
        return Files.writeString(directory.resolve("page.prom"), text).toString();
    }
}
