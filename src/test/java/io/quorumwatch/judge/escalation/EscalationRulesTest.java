package io.quorumwatch.judge.escalation;

import static io.quorumwatch.catalogue.Condition.ESCALATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Audience;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Limit;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ClusterConfig;
import io.quorumwatch.config.ConfigLoader;
import io.quorumwatch.judge.ConcernJudge;
import io.quorumwatch.judge.Scene;
import io.quorumwatch.profile.ProfileVocabulary;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.profile.logs.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The runbook's "When to escalate". */
class EscalationRulesTest {

    private static final Profiles PROFILES = Profiles.load();
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings/mosaik");

    private final Scene scene = Scene.committee(3);

    static List<Path> recordings() throws IOException {
        try (Stream<Path> folders = Files.list(RECORDINGS)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_COMMIT", "DUPLICATE_CLIENT", "WRONG_UNIVERSE"})
    void eachOfTheListPagesTheSecurityAudienceAtOnce(EventKind kind) {
        scene.run(5);
        scene.logs(2, kind, Map.of());
        scene.expectFiring(ESCALATION, "server-2", Severity.PAGE);
        assertThat(ESCALATION.audience()).isEqualTo(Audience.SECURITY);
        assertThat(scene.verdict(ESCALATION, "server-2").evidence()).containsEntry("kind", kind.word());
    }

    @Test
    void aRecordWithTheWrongNumberOfServersIsOfTheList() {
        scene.logs(1, EventKind.ROUND_FINALIZED, Map.of("round", "7", "participants", "2", "servers", "3"));
        scene.expect(ESCALATION, "server-1", VerdictState.OK);
        scene.logs(1, EventKind.ROUND_FINALIZED, Map.of("round", "8", "participants", "2", "servers", "2"));
        scene.expectFiring(ESCALATION, "server-1", Severity.PAGE);
        assertThat(scene.verdict(ESCALATION, "server-1").evidence())
                .containsEntry("servers", 2L)
                .containsEntry("committee_size", 3);
    }

    @Test
    void aRecordThatDoesNotSayItsServersProvesNothing() {
        scene.logs(1, EventKind.ROUND_FINALIZED, Map.of("round", "7"));
        scene.expect(ESCALATION, "server-1", VerdictState.OK);
    }

    @Test
    void itStandsForHalfAnHourAfterTheLastFact() {
        scene.logs(3, EventKind.DUPLICATE_CLIENT, Map.of());
        scene.run(1000);
        scene.logs(3, EventKind.WRONG_UNIVERSE, Map.of());
        scene.run(1790);
        scene.expectFiring(ESCALATION, "server-3", Severity.PAGE);
        scene.run(20);
        scene.expect(ESCALATION, "server-3", VerdictState.OK);
    }

    @Test
    void aFloodOfLinesIsCountedAndNotKept() {
        for (int i = 0; i < 10_000; i++) {
            scene.logs(3, EventKind.UNKNOWN_COMMIT, Map.of());
        }
        scene.run(1);
        scene.agentRestarts();
        scene.logs(3, EventKind.UNKNOWN_COMMIT, Map.of());
        scene.logs(3, EventKind.DUPLICATE_CLIENT, Map.of());
        Verdict verdict = scene.verdict(ESCALATION, "server-3");
        assertThat(verdict.evidence()).containsEntry("count", 1L);
        scene.heartbeat();
        assertThat(scene.verdict(ESCALATION, "server-3").evidence())
                .containsEntry("count", 2L)
                .containsEntry("kinds", List.of("duplicate-client", "unknown-commit"));
    }

    @Test
    void withoutLogsItIsUnknown() {
        scene.run(60);
        scene.expectUnknown(ESCALATION, "server-1", "no-signal");
        scene.logs(1, EventKind.LOG_FOLLOWED, Map.of());
        scene.expect(ESCALATION, "server-1", VerdictState.OK);
        scene.expectUnknown(ESCALATION, "server-2", "no-signal");
        scene.logs(1, EventKind.LOG_LOST, Map.of());
        scene.expectUnknown(ESCALATION, "server-1", "no-signal");
    }

    @Test
    void afterARestartOfTheAgentWhatWasWrittenMeanwhileIsToldHoweverLongAgoItWas() {
        scene.logs(2, EventKind.LOG_FOLLOWED, Map.of());
        Instant written = scene.now().plusSeconds(60);
        scene.run(2400);
        scene.agentRestarts();
        scene.logs(2, written, EventKind.WRONG_UNIVERSE, Map.of());
        scene.expectFiring(ESCALATION, "server-2", Severity.PAGE);
        assertThat(scene.verdict(ESCALATION, "server-2").since()).isEqualTo(written);
        scene.run(1790);
        scene.expectFiring(ESCALATION, "server-2", Severity.PAGE);
        scene.run(20);
        scene.expect(ESCALATION, "server-2", VerdictState.OK);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void noLogOfARealCommitteeEscalates(Path recording) throws Exception {
        int events = 0;
        for (ClusterConfig cluster : ConfigLoader.load(
                        recording.resolve("quorumwatch.yaml"),
                        new ProfileVocabulary(PROFILES, Condition.keys(), Limit.ranges()))
                .clusters()) {
            WatchPlan plan = WatchPlan.of(
                    cluster, Set.of("committee"), PROFILES.profile("zipnet").thresholds());
            ConcernJudge judge = new ConcernJudge(plan, new EscalationRules(plan));
            LogReader reader = new LogReader(PROFILES.profile("zipnet").logs(), cluster);
            for (LogEvent event : events(recording, cluster, reader)) {
                events++;
                judge.hear(event);
                assertThat(judge.judge(event.at())).noneMatch(Verdict::firing);
            }
        }
        assertThat(events).isGreaterThan(30);
    }

    private static List<LogEvent> events(Path recording, ClusterConfig cluster, LogReader reader) throws IOException {
        List<LogEvent> events = new ArrayList<>();
        for (var member : cluster.members()) {
            Path log = recording.resolve(member.name() + ".log");
            for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
                LogEvent event = reader.read(member.name(), line, Instant.parse("2027-01-01T00:00:00Z"));
                if (event != null) {
                    events.add(event);
                }
            }
        }
        return events;
    }
}
