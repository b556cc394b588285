package io.quorumwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.member.MemberRules;
import io.quorumwatch.testing.TestClusters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Members that come and go while a cluster is judged. */
class ChangingMembersTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final ConcernJudge judge = judge(plan("m1", "m2", "m3"));
    private final List<Verdict> said = new ArrayList<>();
    private Instant now = BEGIN;

    private static ConcernJudge judge(WatchPlan plan) {
        return new ConcernJudge(plan, new MemberRules(plan));
    }

    private static WatchPlan plan(String... members) {
        return WatchPlan.of(TestClusters.of("kv", "etcd", Map.of(), members), Set.of("voter"), Map.of());
    }

    private void look(boolean restarted, String... members) {
        now = now.plusSeconds(1);
        Signals.Builder group = new Signals.Builder();
        group.set(Signal.IN_GROUP, 1);
        group.set(Signal.START_TIME, 1);
        Signals signals = group.build();
        for (String member : members) {
            judge.read(new MemberReading(
                    "kv", member, "voter", now, now, null, false, restarted, signals, Map.of(), null, null, null));
        }
        said.addAll(judge.judge(now));
    }

    private void refused(String member, int looks) {
        for (int i = 0; i < looks; i++) {
            now = now.plusSeconds(1);
            judge.read(MemberReading.failed("kv", member, "voter", now, now, ScrapeFailure.REFUSED, false));
            said.addAll(judge.judge(now));
        }
    }

    private List<Verdict> of(List<Verdict> verdicts, Condition condition, String subject) {
        return verdicts.stream()
                .filter(verdict -> verdict.condition().equals(condition.key()) && subject.equals(verdict.subject()))
                .toList();
    }

    private Verdict last(Condition condition, String subject) {
        List<Verdict> all = of(judge.heartbeat(now), condition, subject);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void whatFiresGoesOnFiringWhenAnotherMemberComes() {
        look(false, "m1", "m2", "m3");
        refused("m2", 5);
        Verdict before = last(Condition.MEMBER_DOWN, "m2");
        assertThat(before.state()).isEqualTo(VerdictState.FIRING);

        List<Verdict> changes = judge.change(plan("m1", "m2", "m3", "m4"), now);

        assertThat(of(changes, Condition.MEMBER_DOWN, "m2")).isEmpty();
        Verdict after = last(Condition.MEMBER_DOWN, "m2");
        assertThat(after.state()).isEqualTo(VerdictState.FIRING);
        assertThat(after.since()).isEqualTo(before.since());
        assertThat(last(Condition.MEMBER_DOWN, "m4").state()).isEqualTo(VerdictState.UNKNOWN);
    }

    @Test
    void whatFiresAboutAMemberThatLeavesIsOverWithALastWord() {
        look(false, "m1", "m2", "m3");
        refused("m2", 5);

        List<Verdict> changes = judge.change(plan("m1", "m3"), now);

        assertThat(of(changes, Condition.MEMBER_DOWN, "m2")).singleElement().satisfies(word -> {
            assertThat(word.state()).isEqualTo(VerdictState.OK);
            assertThat(word.previous()).isEqualTo(VerdictState.FIRING);
            assertThat(word.reason()).isEqualTo("left");
        });
        assertThat(judge.heartbeat(now)).noneMatch(verdict -> "m2".equals(verdict.subject()));
    }

    @Test
    void theRulesRememberThoseWhoStay() {
        look(false, "m1", "m2");
        look(true, "m1");
        List<Verdict> changes = judge.change(plan("m1", "m2", "m4"), now);
        assertThat(changes).noneMatch(Verdict::firing);

        look(true, "m1");

        assertThat(last(Condition.CRASH_LOOP, "m1").state()).isEqualTo(VerdictState.FIRING);
    }

    @Test
    void theRulesForgetThoseWhoLeave() {
        look(false, "m1", "m2");
        look(true, "m1");
        List<Verdict> left = judge.change(plan("m2", "m3"), now);
        List<Verdict> back = judge.change(plan("m1", "m2", "m3"), now);
        assertThat(left).noneMatch(Verdict::firing);
        assertThat(back).noneMatch(Verdict::firing);

        look(true, "m1");

        assertThat(last(Condition.CRASH_LOOP, "m1").state()).isEqualTo(VerdictState.OK);
    }
}
