package io.quorumwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.BusMessage;
import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.JsonForm;
import io.quorumwatch.bus.Likelihood;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings of real committees and etcd clusters with faults, judged from their pages alone and with the logs beside them. */
class RecordedClustersTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final Profiles PROFILES = Profiles.load();

    private static final Map<String, List<BusMessage>> PLAYED = new ConcurrentHashMap<>();

    private static final Set<String> ONLY_LOGGED = Set.of("attestation-refused", "participants-zero", "escalation");
    private static final Set<String> ONLY_LOGGED_CAUSES = Set.of("clock-skew", "image-mismatch", "attestation-refused");
    private static final Set<Concern> ABOUT_THE_GROUP =
            EnumSet.of(Concern.LEADER, Concern.BOND, Concern.RAFT, Concern.ROUND);

    static List<Path> recordingsOfCommittees() throws IOException {
        return recordings().stream()
                .filter(path -> !path.toString().contains("etcd"))
                .toList();
    }

    static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(RECORDINGS, 2)) {
            return files.filter(path -> Files.exists(path.resolve("expect.json")))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> recordingsOfDocumentedCommittees() throws IOException {
        return recordings().stream().filter(path -> !plain(path)).toList();
    }

    /** Members of these export only what the library itself does. */
    private static boolean plain(Path recording) {
        return recording.toString().contains("plain") || recording.toString().contains("etcd");
    }

    private static AgentConfig config(Path recording) throws InvalidConfigException {
        return ConfigLoader.load(
                recording.resolve("quorumwatch.yaml"),
                new ProfileVocabulary(PROFILES, Condition.keys(), Limit.ranges()));
    }

    /** What was said of a recording; played once for all tests that see the same of it. */
    private static List<BusMessage> replay(Path recording, Replay.Sight sight)
            throws IOException, InvalidConfigException {
        String key = recording + " " + sight;
        List<BusMessage> known = PLAYED.get(key);
        if (known == null) {
            known = List.copyOf(play(recording, sight));
            PLAYED.put(key, known);
        }
        return known;
    }

    private static List<BusMessage> play(Path recording, Replay.Sight sight)
            throws IOException, InvalidConfigException {
        List<BusMessage> said = new ArrayList<>();
        new Replay(config(recording).clusters(), PROFILES, sight).play(recording, said::add);
        return said;
    }

    private static List<String> problems(Path recording, Replay.Sight sight, String... evidence)
            throws IOException, InvalidConfigException {
        List<Verdict> verdicts = new ArrayList<>();
        for (BusMessage message : replay(recording, sight)) {
            if (message instanceof Verdict verdict) {
                verdicts.add(verdict);
            }
        }
        List<String> problems = new ArrayList<>();
        for (ClusterConfig cluster : config(recording).clusters()) {
            problems.addAll(new RecordingScore(recording, cluster.name(), verdicts, Set.of(evidence)).problems());
        }
        return problems;
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void saysWhatMustBeSaidInTimeAndNothingElse(Path recording) throws Exception {
        String evidence = plain(recording) ? "plain" : "documented";
        assertThat(problems(recording, Replay.Sight.PAGES, evidence)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void saysWhatOnlyLogsShowWhenTheyAreReadBesideThePages(Path recording) throws Exception {
        assertThat(problems(recording, Replay.Sight.ALL, plain(recording) ? "plain" : "documented", "logs"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordingsOfDocumentedCommittees")
    void saysWhatTheLibrarysOwnMetricsShowWhenTheDocumentedNamesAreMissing(Path recording) throws Exception {
        String documented = String.join("|", PROFILES.profile("zipnet").documentedFamilies());
        Replay.Sight sight = new Replay.Sight(false, Pattern.compile("^(" + documented + ")$"), false);
        assertThat(problems(recording, sight, "plain")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void namesTheRightCauseFirst(Path recording) throws Exception {
        List<Incident> incidents = new ArrayList<>();
        for (BusMessage message : replay(recording, Replay.Sight.ALL)) {
            if (message instanceof Incident incident) {
                incidents.add(incident);
            }
        }
        List<String> problems = new ArrayList<>();
        for (ClusterConfig cluster : config(recording).clusters()) {
            problems.addAll(RecordingScore.causeProblems(recording, cluster.name(), incidents));
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void givesTheSameOnEveryRun() throws Exception {
        Path recording = RECORDINGS.resolve("mosaik/partition-5");
        assertThat(play(recording, Replay.Sight.ALL).stream().map(JsonForm::of))
                .isEqualTo(play(recording, Replay.Sight.ALL).stream()
                        .map(JsonForm::of)
                        .toList());
    }

    /** What only logs tell of real committees is unknown without them, whatever happens there; a cause is never read out of silence. */
    @ParameterizedTest
    @MethodSource("recordingsOfCommittees")
    void whatOnlyLogsTellIsUnknownWithoutThem(Path recording) throws Exception {
        for (BusMessage message : replay(recording, Replay.Sight.PAGES)) {
            if (message instanceof Verdict verdict && ONLY_LOGGED.contains(verdict.condition())) {
                assertThat(verdict.state()).as("%s", verdict).isEqualTo(VerdictState.UNKNOWN);
            } else if (message instanceof Incident incident) {
                assertThat(incident.causes())
                        .filteredOn(cause -> ONLY_LOGGED_CAUSES.contains(cause.cause()))
                        .as("%s", incident)
                        .allMatch(cause -> cause.likelihood() == Likelihood.POSSIBLE)
                        .allMatch(cause -> !cause.unknown().isEmpty());
            }
        }
    }

    /** With everything hidden there is no verdict but "unknown", and of what was never seen no incident but our own blindness. */
    @ParameterizedTest
    @MethodSource("recordings")
    void blindnessIsNeverOk(Path recording) throws Exception {
        Replay.Sight blind = new Replay.Sight(false, Pattern.compile("."), false);
        for (BusMessage message : replay(recording, blind)) {
            // Who refuses is known to be gone, so it is known when there is no majority to lose any more.
            if (message instanceof Verdict verdict
                    && ABOUT_THE_GROUP.contains(verdict.concern())
                    && !verdict.condition().equals("quorum-margin")) {
                assertThat(verdict.state()).as("%s", verdict).isNotEqualTo(VerdictState.OK);
            }
        }
    }
}
