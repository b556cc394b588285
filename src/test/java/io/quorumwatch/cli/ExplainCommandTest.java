package io.quorumwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.cli.CliHarness.Ended;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExplainCommandTest {

    private final CliHarness cli = new CliHarness().with("explain", ExplainCommand::new);

    @RegisterExtension
    private final FakeAgent agent = new FakeAgent();

    @Test
    void tellsTimelineCausesEvidenceAndTheNextStep() {
        Ended ended = cli.run("explain", "--url", agent.url());
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualToNormalizingNewlines("""
                incident acme-20260501T120035.000Z
                  cluster   acme
                  severity  PAGE
                  opened    2026-05-01T12:00:35.000Z, still open

                what is wrong, in the order of time
                  2026-05-01T12:00:32.000Z  WARNING  member-down of m2 (over)
                  2026-05-01T12:00:55.000Z  PAGE  round-stall

                1. member-stopped of m2, m3  very likely
                   for      m2 refuses
                            m2 was running before
                   against  m1 has bonds
                   unknown  why
                   next     start m2
                2. link-cut  possible
                   next     ping
                """);
    }

    @Test
    void anIncidentIsFoundByItsIdOpenOrOver() {
        Ended ended = cli.run("explain", "lab-20260430T080000.000Z", "--url", agent.url());
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("resolved 2026-04-30T08:05:00.000Z").doesNotContain("acme");
    }

    @Test
    void anOpenIncidentIsFoundByItsCluster() {
        assertThat(cli.run("explain", "acme", "--url", agent.url()).out()).startsWith("incident acme-");
    }

    @Test
    void whatNobodyKnowsIsAFailureThatNamesWhatIsKnown() {
        for (String wanted : new String[] {"lab", "acme-1", "../x y"}) {
            Ended ended = cli.run("explain", wanted, "--url", agent.url());
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.errLines())
                    .singleElement()
                    .asString()
                    .contains("'" + wanted + "'", "acme-20260501T120035.000Z", "lab-20260430T080000.000Z");
        }
    }

    @Test
    void programsGetTheIncidentAsOneLine() {
        Ended ended = cli.run("explain", "acme", "--format", "json", "--url", agent.url());
        assertThat(ended.outLines())
                .singleElement()
                .satisfies(line -> assertThat(new JsonObject(line)).isEqualTo(new JsonObject(AgentAnswers.OPEN)));
    }

    @Test
    void whereNothingIsOpenItSaysSoToPeopleAndNothingToPrograms() {
        agent.says("/api/v1/incidents", 200, "{\"incidents\":[" + AgentAnswers.OVER + "]}");
        assertThat(cli.run("explain", "--url", agent.url()).outLines()).containsExactly("No incident is open.");
        Ended json = cli.run("explain", "--format=json", "--url", agent.url());
        assertThat(json.out()).isEmpty();
        assertThat(json.code()).isZero();
    }

    @Test
    void whoeverKnowsNothingOfIncidentsIsNoAgent() {
        agent.says("/api/v1/incidents", 404, "{\"error\":\"not found\"}");
        Ended ended = cli.run("explain", "--url", agent.url());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.errLines()).singleElement().asString().contains("no agent (status 404");
    }

    @Test
    void whereNobodyListensOneLineTellsTheRemedy() {
        agent.close();
        Ended ended = cli.run("explain", "--url", agent.url());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.errLines()).singleElement().asString().contains("no agent answers there");
    }
}
