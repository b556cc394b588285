package io.quorumwatch.judge.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ConcernJudge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the agent says of itself, which has no members that could answer. */
class SelfRulesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SelfRules rules = new SelfRules();
    private final ConcernJudge judge = new ConcernJudge(WatchPlan.ofAgent(), rules);

    private static Instant after(long seconds) {
        return START.plusSeconds(seconds);
    }

    private VerdictState state(String condition, Instant now) {
        return judge.heartbeat(now).stream()
                .filter(verdict -> verdict.condition().equals(condition))
                .map(Verdict::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsWrongWithAnAgentThatHasJustBegun() {
        assertThat(judge.heartbeat(START)).extracting(Verdict::state).containsOnly(VerdictState.OK);
    }

    @Test
    void aRefusedConfigurationFiresAtOnceAndUntilOneIsAccepted() {
        assertThat(judge.judge(START)).extracting(Verdict::state).containsOnly(VerdictState.OK);
        rules.reloadFailed(after(5), "quorumwatch.yaml:3: clusters");
        List<Verdict> news = judge.judge(after(5));
        assertThat(news).singleElement().satisfies(verdict -> {
            assertThat(verdict.condition()).isEqualTo("config-reload-failed");
            assertThat(verdict.state()).isEqualTo(VerdictState.FIRING);
            assertThat(verdict.watched()).isEqualTo("agent");
            assertThat(verdict.evidence()).containsEntry("error", "quorumwatch.yaml:3: clusters");
        });
        assertThat(state("config-reload-failed", after(3600))).isEqualTo(VerdictState.FIRING);
        rules.reloaded();
        assertThat(judge.judge(after(3700))).as("it has to be calm first").isEmpty();
        assertThat(state("config-reload-failed", after(3760))).isEqualTo(VerdictState.OK);
    }

    @Test
    void aPauseFiresUntilTheCalmAfterItIsOver() {
        assertThat(judge.judge(START)).extracting(Verdict::state).containsOnly(VerdictState.OK);
        Instant woken = after(20);
        rules.doubt(
                new AgentDoubt(woken, woken.plusSeconds(3), woken.plusSeconds(30), UnknownReason.PAUSED.word(), 6000));
        assertThat(judge.judge(woken)).singleElement().satisfies(verdict -> {
            assertThat(verdict.condition()).isEqualTo("watcher-paused");
            assertThat(verdict.state()).isEqualTo(VerdictState.FIRING);
        });
        assertThat(state("watcher-paused", woken.plusSeconds(29))).isEqualTo(VerdictState.FIRING);
        assertThat(judge.judge(woken.plusSeconds(30)))
                .as("it has to be calm first")
                .isEmpty();
        assertThat(state("watcher-paused", woken.plus(Duration.ofMinutes(2)))).isEqualTo(VerdictState.OK);
    }
}
