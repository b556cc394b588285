package io.quorumwatch.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.config.MemberConfig.Access;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSdParserTest {

    private static final MemberTerms TERMS = new MemberTerms(Set.of("committee", "aggregator"), "committee");

    private Found json(String text) throws UnusableException {
        return parse("targets.json", text, Access.PLAIN);
    }

    private Found yaml(String text) throws UnusableException {
        return parse("targets.yml", text, Access.PLAIN);
    }

    private static Found parse(String name, String text, Access access) throws UnusableException {
        return new FileSdParser(new TargetReader(TERMS, access)).parse(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> pages(Found found) {
        return found.members().stream()
                .map(member -> member.name() + " " + member.role() + " " + member.metrics())
                .toList();
    }

    private static List<DiscoveryFailure> reasons(Found found) {
        return found.problems().stream().map(DiscoveryProblem::reason).toList();
    }

    @Test
    void aTargetIsAMemberCalledByItsAddress() throws UnusableException {
        assertThat(pages(json("[{\"targets\": [\"10.0.0.1:9100\", \"db.internal\", \"[fd00::1]:9100\"]}]")))
                .containsExactly(
                        "10.0.0.1:9100 committee http://10.0.0.1:9100/metrics",
                        "db.internal committee http://db.internal/metrics",
                        "fd00::1:9100 committee http://[fd00::1]:9100/metrics");
    }

    @Test
    void labelsSayHowATargetIsAskedAndWhatItIs() throws UnusableException {
        assertThat(pages(json("""
                        [{"targets": ["a:1"], "labels": {"__scheme__": "https", "__metrics_path__": "/probe me",
                          "__param_module": "x&y", "__param_deep": "1", "member": "m0", "role": "aggregator", "rack": "7"}}]
                        """))).containsExactly("m0 aggregator https://a:1/probe%20me?deep=1&module=x%26y");
    }

    @Test
    void theInstanceLabelIsANameUnlessThereIsAMemberLabel() throws UnusableException {
        assertThat(pages(json("""
                        [{"targets": ["a:1"], "labels": {"instance": "one"}},
                         {"targets": ["b:1"], "labels": {"instance": "two", "member": "m1"}}]
                        """)))
                .containsExactly("one committee http://a:1/metrics", "m1 committee http://b:1/metrics");
    }

    @Test
    void yamlSaysTheSameAsJson() throws UnusableException {
        assertThat(pages(yaml("""
                        - targets: [a:1, 'b:2']
                          labels: {role: aggregator, shard: 5}
                        - targets:
                            - c:3
                        """)))
                .containsExactly(
                        "a:1 aggregator http://a:1/metrics",
                        "b:2 aggregator http://b:2/metrics",
                        "c:3 committee http://c:3/metrics");
    }

    @Test
    void membersOfAClusterWithTlsSpeakTlsUnlessTheySayOtherwise() throws UnusableException {
        Access tls = new Access(Path.of("token"), null, null, Path.of("ca.pem"), null, false);
        Found found = parse(
                "t.json",
                "[{\"targets\":[\"a:1\"]},{\"targets\":[\"b:1\"],\"labels\":{\"__scheme__\":\"http\"}}]",
                tls);

        assertThat(pages(found))
                .containsExactly("a:1 committee https://a:1/metrics", "b:1 committee http://b:1/metrics");
        assertThat(found.members()).extracting(MemberConfig::access).containsOnly(tls);
    }

    @Test
    void anEmptyListNamesNobody() throws UnusableException {
        assertThat(json("[]")).isEqualTo(Found.NOTHING);
        assertThat(yaml("[]")).isEqualTo(Found.NOTHING);
    }

    @Test
    void whatIsWrongWithATargetCostsNoOther() throws UnusableException {
        Found found = json("""
                [{"targets": ["http://a:1/metrics", "b:0", "c:70000", "d/metrics", 5, "", "good:1", "my_host:1"]},
                 {"targets": ["e:1"], "labels": {"role": "king"}},
                 {"targets": ["f:1"], "labels": {"member": "no spaces"}},
                 {"targets": ["g:1"], "labels": {"__scheme__": "ftp"}}]
                """);

        assertThat(found.members()).extracting(MemberConfig::name).containsExactly("good:1");
        assertThat(reasons(found))
                .filteredOn(DiscoveryFailure.BAD_ADDRESS::equals)
                .hasSize(8);
        assertThat(reasons(found)).contains(DiscoveryFailure.UNKNOWN_ROLE, DiscoveryFailure.BAD_NAME);
    }

    @Test
    void whatIsWrongWithAGroupCostsNoOther() throws UnusableException {
        Found found = json("""
                ["a:1", {"targets": "a:1"}, {"target": ["a:1"]}, {"targets": ["a:1"], "labels": ["x"]},
                 {"targets": ["a:1"], "labels": {"x": 1}}, {}, {"targets": ["good:1"], "labels": null}]
                """);

        assertThat(found.members()).extracting(MemberConfig::name).containsExactly("good:1");
        assertThat(reasons(found)).hasSize(6).containsOnly(DiscoveryFailure.BAD_GROUP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "null",
                "5",
                "\"a:1\"",
                "[{\"targets\": [\"a:1\"",
                "[]]",
                "[] []",
                "not json",
                "[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void jsonThatIsNoListOfGroupsIsBroken(String text) {
        assertThatThrownBy(() -> json(text))
                .isInstanceOf(UnusableException.class)
                .hasMessageStartingWith("broken_file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "targets: [a:1]",
                "a:1",
                "- targets: [a:1",
                "--- []\n--- []",
                "- !!java.net.URL [x]\n- *a",
                "[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void yamlThatIsNoListOfGroupsIsBroken(String text) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOf(UnusableException.class)
                .hasMessageStartingWith("broken_file");
    }

    @Test
    void bytesThatAreNoTextAreBroken() {
        byte[] bytes = {'-', ' ', (byte) 0xff, (byte) 0xfe};

        assertThatThrownBy(() -> new FileSdParser(new TargetReader(TERMS, Access.PLAIN)).parse("t.yaml", bytes))
                .hasMessageStartingWith("broken_file");
    }

    @Test
    void aliasesOfAliasesAreRefusedBeforeTheyUnfold() {
        StringBuilder bomb = new StringBuilder("- &a0 {targets: [x:1]}\n");
        for (int level = 1; level <= 12; level++) {
            bomb.append("- &a").append(level).append(" [");
            bomb.append(("*a" + (level - 1) + ",").repeat(10)).append("]\n");
        }

        assertThatThrownBy(() -> yaml(bomb.toString())).isInstanceOf(UnusableException.class);
    }

    @Test
    void aFileOfTooManyBracketsIsRefusedBeforeTheyFillTheMemory() {
        assertThatThrownBy(() -> yaml("[" + "[],".repeat(200_000) + "]")).hasMessageStartingWith("too_large: line 1");
    }

    @Test
    void aFileWithTooManyTargetsIsRefusedAsAWhole() {
        String targets = "\"a:1\",".repeat(FileSdParser.MOST_TARGETS) + "\"a:1\"";

        assertThatThrownBy(() -> json("[{\"targets\": [" + targets + "]}]")).hasMessageStartingWith("too_large");
    }

    @Test
    void aThousandBadTargetsAreToldOfInAFewLines() throws UnusableException {
        Found found = json("[{\"targets\": [" + "\"?\",".repeat(999) + "\"?\"]}]");

        assertThat(found.problems()).hasSize(FileSdParser.MOST_PROBLEMS + 1);
        assertThat(found.problems().get(FileSdParser.MOST_PROBLEMS).detail()).contains("980 more");
    }

    @Test
    void whatComesFromOutsideIsShownOnOneShortLine() throws UnusableException {
        Found found = json("[{\"targets\": [\"a\\n" + "x".repeat(5000) + "\"]}]");

        assertThat(found.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.detail()).hasSizeLessThan(200).doesNotContain("\n"));
    }
}
