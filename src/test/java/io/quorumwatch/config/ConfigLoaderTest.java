package io.quorumwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quorumwatch.config.MemberConfig.Access;
import io.quorumwatch.config.MemberConfig.LogSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    private static final String SMALLEST = """
            clusters:
              - name: kv
                profile: etcd
                members:
                  - metrics: http://127.0.0.1:2379
                  - metrics: http://[::1]:2379/own/metrics
            """;

    @TempDir
    private Path directory;

    @Test
    void namesAndAddressesAreEnough() throws Exception {
        AgentConfig config = parse(SMALLEST);

        assertThat(config.agent().id()).isNotBlank();
        assertThat(config.agent().journalDirectory()).isEqualTo(Path.of("var/journal"));
        assertThat(config.http()).isEqualTo(new AgentConfig.HttpSettings("127.0.0.1", 9745, null));
        assertThat(config.notification()).isEqualTo(new AgentConfig.NotifySettings(List.of(), List.of()));
        ClusterConfig cluster = config.clusters().get(0);
        assertThat(cluster.pollEvery()).isEqualTo(Duration.ofSeconds(2));
        assertThat(cluster.scrapeTimeout()).isEqualTo(Duration.ofMillis(1800));
        assertThat(cluster.critical()).isTrue();
        assertThat(cluster.discover()).isNull();
        assertThat(cluster.members())
                .containsExactly(
                        member("127.0.0.1:2379", "http://127.0.0.1:2379/metrics"),
                        member("::1:2379", "http://[::1]:2379/own/metrics"));
    }

    @Test
    void whatIsLeftOutComesFromTheProfile() throws Exception {
        ClusterConfig cluster = parse("""
                        clusters:
                          - name: acme
                            profile: zipnet
                            parameters: {round-period: 5s}
                            members: [{name: s1, metrics: "http://h:1"}]
                        """).clusters().get(0);

        assertThat(cluster.pollEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(cluster.scrapeTimeout()).isEqualTo(Duration.ofMillis(900));
        assertThat(cluster.members().get(0).role()).isEqualTo("committee");
        assertThat(cluster.parameters().values())
                .isEqualTo(Map.of(
                        "round-period", Duration.ofSeconds(5),
                        "round-deadline", Duration.ofSeconds(15),
                        "fold-deadline", Duration.ofSeconds(2),
                        "min-participants", 1L));
    }

    @ParameterizedTest
    @CsvSource({"100ms,90ms", "1s,900ms", "3s,2s700ms", "10s,3s", "5m,3s"})
    void aLookIsOverBeforeTheNextOne(String pollEvery, String timeout) throws Exception {
        String thresholds = """
                    thresholds:
                      leader-absent: off
                      leader-multiple: 20s
                      bond-missing: {warning: 30s, page: 90s, clear-after: 1m}
                      raft-lag-entries: 2.5
                """;

        ClusterConfig cluster = parse(SMALLEST + thresholds).clusters().get(0);

        assertThat(cluster.thresholds())
                .isEqualTo(Map.of(
                        "leader-absent",
                        new ThresholdOverride(false, null, null, null, null),
                        "leader-multiple",
                        new ThresholdOverride(true, Duration.ofSeconds(20), null, null, null, null),
                        "bond-missing",
                        new ThresholdOverride(
                                true, Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofMinutes(1), null),
                        "raft-lag-entries",
                        new ThresholdOverride(true, null, null, null, 2.5)));
    }

    @Test
    void aMembersOwnAccessReplacesTheClusters() throws Exception {
        Path token = write("token");
        Path password = write("password");
        Path authority = Files.copy(Path.of("src/test/resources/tls/authority.pem"), directory.resolve("ca.pem"));

        ClusterConfig cluster = parse("""
                        clusters:
                          - name: kv
                            profile: etcd
                            bearer-token-file: token
                            tls: {ca-file: ca.pem, server-name: kv.internal}
                            members:
                              - {name: a, metrics: "https://a"}
                              - {name: b, metrics: "https://b", basic-auth: {username: w, password-file: password}}
                              - {name: c, metrics: "https://c", tls: {insecure-skip-verify: true}}
                        """).clusters().get(0);

        assertThat(cluster.members())
                .extracting(MemberConfig::access)
                .containsExactly(
                        new Access(token, null, null, authority, "kv.internal", false),
                        new Access(null, "w", password, authority, "kv.internal", false),
                        new Access(token, null, null, null, null, true));
    }

    @Test
    void aCertificateOfOursComesWithItsKey() throws Exception {
        Path certificate = Files.copy(Path.of("src/test/resources/tls/member.pem"), directory.resolve("watcher.pem"));
        Path key = Files.copy(Path.of("src/test/resources/tls/member.key"), directory.resolve("watcher.key"));

        ClusterConfig cluster = parse("""
                        clusters:
                          - name: kv
                            profile: etcd
                            tls: {cert-file: watcher.pem, key-file: watcher.key}
                            members: [{name: a, metrics: "https://a"}]
                        """).clusters().get(0);

        assertThat(cluster.members().get(0).access())
                .isEqualTo(new Access(null, null, null, null, null, false, new Access.Identity(certificate, key)));
    }

    @Test
    void logsComeFromFourPlaces() throws Exception {
        Path token = write("push.token");

        ClusterConfig cluster = parse("""
                        clusters:
                          - name: kv
                            profile: etcd
                            members:
                              - {name: a, logs: {journal: {unit: etcd@a.service}}}
                              - {name: b, logs: {gateway: {url: "http://b:19531", unit: etcd}}}
                              - {name: c, logs: {file: logs/c.log}}
                              - {name: d, logs: {file: {path: /var/log/d.log}}}
                              - {name: e, logs: {push: {token-file: push.token}}}
                        """).clusters().get(0);

        assertThat(cluster.members())
                .extracting(MemberConfig::logs)
                .containsExactly(
                        new LogSource("journal", Map.of("unit", "etcd@a.service")),
                        new LogSource("gateway", Map.of("url", "http://b:19531/entries", "unit", "etcd")),
                        new LogSource(
                                "file",
                                Map.of("path", directory.resolve("logs/c.log").toString())),
                        new LogSource("file", Map.of("path", "/var/log/d.log")),
                        new LogSource("push", Map.of("token-file", token.toString())));
    }

    @Test
    void discoveryMayReplaceMembers() throws Exception {
        ClusterConfig cluster = parse("""
                        clusters:
                          - name: kv
                            profile: etcd
                            discover:
                              file-sd: [targets/*.json, more.yml]
                              dns: {name: members.kv.internal, type: AAAA, port: 2379}
                        """).clusters().get(0);

        assertThat(cluster.members()).isEmpty();
        assertThat(cluster.discover())
                .isEqualTo(new DiscoverConfig(
                        List.of("targets/*.json", "more.yml"),
                        directory,
                        "members.kv.internal",
                        "AAAA",
                        2379,
                        MemberConfig.Access.PLAIN));
    }

    @Test
    void twoClustersMayLiveInTheSameProcesses() throws Exception {
        AgentConfig config = parse("""
                clusters:
                  - &mainnet
                    name: acme.mainnet
                    profile: zipnet
                    poll-every: 500ms
                    parameters: {group: b0a7c7fa1e}
                    members: &servers
                      - {name: s1, metrics: "http://127.0.0.1:19100/metrics"}
                      - {name: s2, metrics: "http://127.0.0.1:19101/metrics"}
                  - <<: *mainnet
                    name: preview.alpha
                    parameters: {group: 50912e7732}
                  - {name: preview.beta, profile: zipnet, members: *servers}
                """);

        assertThat(config.clusters())
                .extracting(ClusterConfig::name)
                .containsExactly("acme.mainnet", "preview.alpha", "preview.beta");
        assertThat(config.clusters().get(1).pollEvery()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.clusters().get(1).parameters().text("group"))
                .as("a text that YAML takes for a number")
                .isEqualTo("50912e7732");
        assertThat(config.clusters().get(2).members())
                .isEqualTo(config.clusters().get(0).members());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "state", "/var/lib/quorumwatch"})
    void theJournalStartsFromTheWorkingDirectoryAndCanBeOff(String written) throws Exception {
        Path expected = written.equals("none") ? null : Path.of(written);

        assertThat(parse("agent: {journal-directory: " + written + "}\n" + SMALLEST)
                        .agent()
                        .journalDirectory())
                .isEqualTo(expected);
    }

    @Test
    void sectionsWhoseKeysAreAllCommentedOutAreEmpty() {
        assertThatCode(() -> assertThat(parse("agent:\nhttp:\nnotify:\n  alertmanagers:\n" + SMALLEST))
                        .isNotNull())
                .doesNotThrowAnyException();
    }

    @Test
    void everyProblemOfAFileIsNamedInTheOrderOfItsLines() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> assertThat(
                                parse("agent: {id: a b}\nhttp: {listen: 1}\n" + SMALLEST + "    poll-every: 1\n"))
                        .isNull())
                .satisfies(invalid -> assertThat(invalid.problems())
                        .extracting(ConfigProblem::key)
                        .containsExactly("agent.id", "http.listen", "clusters[0].poll-every"));
    }

    @Test
    void aFileThatIsWrongEverywhereCostsABoundedNumberOfMessages() {
        StringBuilder text = new StringBuilder("clusters:\n");
        for (int i = 0; i < 500; i++) {
            text.append("  - nonsense\n");
        }

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> assertThat(parse(text.toString())).isNull())
                .satisfies(invalid -> {
                    assertThat(invalid.problems()).hasSize(Problems.LIMIT);
                    assertThat(invalid.omitted()).isEqualTo(500 - Problems.LIMIT);
                    assertThat(invalid).hasMessageEndingWith("and 450 more");
                });
    }

    @Test
    void aMissingFileADirectoryABinaryFileAndAHugeFileAreRefused() throws Exception {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {'a', ':', (byte) 0xC3, '('});
        Path huge = Files.writeString(directory.resolve("huge"), "#".repeat(YamlText.LARGEST + 1));

        assertRefused(directory.resolve("missing"), "no such file");
        assertRefused(directory, "a directory");
        assertRefused(binary, "bytes that are not UTF-8");
        assertRefused(huge, "more than 4 MiB");
    }

    @Test
    void aliasesOfAliasesCostNoMoreThanTheFile() {
        StringBuilder bomb = new StringBuilder("agent: &a0 {x: y}\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a%d: &a%d {<<: [%s]}\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(90)));
        }
        bomb.append("http: {<<: *a9}\n");

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> assertThat(parse(bomb + SMALLEST)).isNull())
                .withMessageContaining("cannot be merged");
    }

    @Test
    void aFileOfManySmallThingsCostsLittle() {
        String many = "x: [" + "[],".repeat(YamlText.LARGEST / 3 - 10) + "]\n" + SMALLEST;

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> assertThat(parse(many)).isNull())
                .satisfies(invalid -> assertThat(invalid.problems())
                        .extracting(ConfigProblem::oneLine)
                        .containsExactly(directory.resolve("quorumwatch.yaml")
                                + ":1: found too much; allowed: at most 200000 keys, values and brackets in a file"));
    }

    @Test
    void aFleetOfTwentyThousandIsNotTooMuch() throws Exception {
        StringBuilder fleet = new StringBuilder("clusters:\n  - name: kv\n    profile: etcd\n    members:\n");
        for (int i = 0; i < 20_000; i++) {
            fleet.append("      - {name: m%d, role: member, metrics: \"http://h%d\"}\n".formatted(i, i));
        }

        assertThat(parse(fleet.toString()).clusters().get(0).members()).hasSize(20_000);
    }

    @Test
    void withDiscoveryACommitteeMayBeOfAnySizeAndTlsIsForWhatIsFound() throws Exception {
        ClusterConfig cluster = parse("""
                        clusters:
                          - name: acme
                            profile: zipnet
                            parameters: {committee-size: 1}
                            tls: {server-name: acme.internal}
                            members: [{name: s1, metrics: "http://h:1"}, {name: s2, metrics: "http://h:2"}]
                            discover: {file-sd: [targets/*.json]}
                        """).clusters().get(0);

        assertThat(cluster.parameters().number("committee-size", 0)).isEqualTo(1);
    }

    @Test
    void noTextEndsInAnythingButAConfigurationOrAListOfProblems() {
        Random random = new Random(7);
        String alphabet = "\t\n :-[]{}&*!|>'\"%@`<#,?0a\\\u0000\u00e9\ud83d";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(SMALLEST);
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(parse(text.toString()).clusters()).isNotEmpty();
            } catch (InvalidConfigException refused) {
                assertThat(refused.problems())
                        .isNotEmpty()
                        .allSatisfy(problem ->
                                assertThat(problem.oneLine()).hasLineCount(1).hasSizeLessThan(1_000));
            }
        }
    }

    private static void assertRefused(Path file, String found) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> assertThat(ConfigLoader.load(file, new TestVocabulary()))
                        .isNull())
                .withMessageStartingWith(file + ": found " + found + "; allowed: ");
    }

    private static MemberConfig member(String name, String metrics) {
        return new MemberConfig(name, "member", URI.create(metrics), Access.PLAIN, null);
    }

    private Path write(String name) throws Exception {
        return Files.writeString(directory.resolve(name), "something");
    }

    private AgentConfig parse(String text) throws InvalidConfigException {
        return ConfigLoader.parse(text, directory.resolve("quorumwatch.yaml"), new TestVocabulary());
    }
}
