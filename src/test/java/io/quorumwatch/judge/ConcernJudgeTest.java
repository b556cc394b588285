package io.quorumwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.ThresholdOverride;
import io.quorumwatch.judge.member.MemberRules;
import io.quorumwatch.judge.panel.JudgePanel;
import io.quorumwatch.profile.Profiles;
import io.quorumwatch.testing.TestClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a judge repeats every few seconds. */
class ConcernJudgeTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final WatchPlan plan =
            WatchPlan.of(TestClusters.of("kv", "etcd", Map.of(), "m1"), Set.of("voter"), Map.of());
    private final ConcernJudge judge = new ConcernJudge(plan, new MemberRules(plan));

    private void refusedAt(int second) {
        judge.read(refused(second));
    }

    private Verdict repeatedAt(int second) {
        List<Verdict> down = judge.heartbeat(BEGIN.plusSeconds(second)).stream()
                .filter(verdict -> verdict.condition().equals(Condition.MEMBER_DOWN.key()))
                .toList();
        assertThat(down).hasSize(1);
        return down.get(0);
    }

    @Test
    void repeatsTheVerySameFactsAsLongAsTheyAreTheSame() {
        refusedAt(0);
        Verdict first = repeatedAt(1);
        Verdict second = repeatedAt(2);
        assertThat(second.at()).isEqualTo(BEGIN.plusSeconds(2));
        assertThat(second.evidence()).isNotEmpty().isSameAs(first.evidence());
        refusedAt(3);
        assertThat(repeatedAt(3).evidence()).isNotEqualTo(first.evidence());
    }

    @Test
    void aConditionThatOnlyWarnsPagesAfterTheHoldThatSomebodyHasWritten() {
        ConcernJudge paging = judgeWith(new ThresholdOverride(true, null, Duration.ofSeconds(20), null, null));
        for (int second = 0; second < 4; second++) {
            paging.read(refused(second));
        }
        assertThat(down(paging, 19).severity()).isEqualTo(Severity.WARNING);
        assertThat(down(paging, 20).severity()).isEqualTo(Severity.PAGE);

        ConcernJudge usual = new ConcernJudge(plan, new MemberRules(plan));
        for (int second = 0; second < 4; second++) {
            usual.read(refused(second));
        }
        assertThat(down(usual, 600).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void aHoldThatSomebodyHasWrittenPagesForNothingThatIsNotSeen() {
        ConcernJudge paging = judgeWith(new ThresholdOverride(true, null, Duration.ofSeconds(20), null, null));
        assertThat(down(paging, 600).state()).isEqualTo(VerdictState.UNKNOWN);
    }

    private ConcernJudge judgeWith(ThresholdOverride memberDown) {
        WatchPlan written = WatchPlan.of(
                TestClusters.of("kv", "etcd", Map.of(), "m1"), Set.of("voter"), Map.of("member-down", memberDown));
        return new ConcernJudge(written, new MemberRules(written));
    }

    private static MemberReading refused(int second) {
        Instant at = BEGIN.plusSeconds(second);
        return MemberReading.failed("kv", "m1", "voter", at, at, ScrapeFailure.REFUSED, false);
    }

    private static Verdict down(ConcernJudge asked, int second) {
        return asked.heartbeat(BEGIN.plusSeconds(second)).stream()
                .filter(verdict -> verdict.condition().equals(Condition.MEMBER_DOWN.key()))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void whatNobodyCouldSeeYetIsUnknownSinceItWasFirstAskedFor() {
        assertThat(repeatedAt(1).since()).isEqualTo(BEGIN.plusSeconds(1));
        Verdict later = repeatedAt(6);
        assertThat(later.state()).isEqualTo(VerdictState.UNKNOWN);
        assertThat(later.since()).isEqualTo(BEGIN.plusSeconds(1));
    }

    @Test
    void ofAClusterWithoutMembersEverythingIsUnknown() {
        WatchPlan empty = WatchPlan.of(
                TestClusters.of("kv", "etcd", Map.of()),
                Set.of("voter"),
                Profiles.load().profile("etcd").thresholds());
        JudgePanel panel = new JudgePanel(empty);
        List<Verdict> standing = panel.standing(BEGIN.plusSeconds(30));
        assertThat(standing).extracting(Verdict::condition).contains("quorum-lost", "leader-absent", "watcher-blind");
        assertThat(standing)
                .allMatch(verdict -> verdict.state() == VerdictState.UNKNOWN)
                .allMatch(verdict -> verdict.reason().equals(UnknownReason.NO_MEMBERS.word()));
        assertThat(UnknownReason.NO_MEMBERS.countsAgainstHealth()).isTrue();
    }
}
