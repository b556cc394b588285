package io.quorumwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Signals;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.config.MemberConfig;
import io.quorumwatch.judge.panel.JudgePanel;
import io.quorumwatch.testing.TestClusters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberWithoutPageTest {

    /** A client that has no page, only a log, beside a healthy committee. */
    @Test
    void aMemberWithoutAPageDoesNotBlindTheWatcher() {
        List<MemberConfig> members = List.of(
                TestClusters.member("server-1", "committee"),
                TestClusters.member("server-2", "committee"),
                TestClusters.member("server-3", "committee"),
                new MemberConfig(
                        "client-1",
                        "client",
                        null,
                        MemberConfig.Access.PLAIN,
                        new MemberConfig.LogSource("file", Map.of("path", "/var/log/client.log"))));
        WatchPlan plan = WatchPlan.of(
                TestClusters.of("acme", "zipnet", Map.of(), Duration.ofSeconds(1), members),
                Set.of("committee"),
                Map.of());
        JudgePanel panel = new JudgePanel(plan);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        for (int second = 0; second < 120; second++) {
            now = now.plusSeconds(1);
            for (int i = 1; i <= 3; i++) {
                Signals.Builder signals = new Signals.Builder();
                signals.set(Signal.IN_GROUP, 1);
                signals.set(Signal.LEADS, i == 1 ? 1 : 0);
                signals.set(Signal.HEARS_LEADER, 1);
                signals.set(Signal.BONDS, 2);
                signals.set(Signal.COMMIT_INDEX, 100 + second);
                signals.set(Signal.ROUNDS_FINALIZED, second / 3);
                signals.set(Signal.ELECTIONS, 1);
                signals.set(Signal.GROUP_ACTIVITY, 7 * second);
                List<Verdict> unused = panel.read(new MemberReading(
                        "acme",
                        "server-" + i,
                        "committee",
                        now,
                        now,
                        null,
                        false,
                        false,
                        signals.build(),
                        Map.of(),
                        null,
                        null,
                        null));
            }
        }
        assertThat(panel.standing(now).stream()
                        .filter(verdict -> verdict.state() == VerdictState.UNKNOWN)
                        .filter(verdict -> UnknownReason.countsAgainstHealth(verdict.reason()))
                        .map(verdict -> verdict.condition() + " of " + verdict.subject() + ": " + verdict.reason()))
                .isEmpty();
    }
}
