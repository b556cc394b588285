package io.quorumwatch.simulate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ComponentHealth;
import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.simulate.CommitteeOptions;
import io.quorumwatch.simulate.Fault;
import io.quorumwatch.simulate.SimulatedCommittee;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the console shows and which key means what; no terminal, no thread. */
class DemoConsoleTest {

    private static final Instant START = Instant.parse("2026-11-21T05:46:00Z");
    private static final HealthReport READY = report(HealthStatus.READY, List.of(), null);

    private final SimulatedCommittee committee = new SimulatedCommittee(CommitteeOptions.defaults(), START);

    private static HealthReport report(HealthStatus status, List<String> causes, @Nullable String reason) {
        TreeMap<String, ComponentHealth> components = new TreeMap<>();
        for (String cause : causes) {
            components.put(cause, new ComponentHealth(cause, status, reason, START, START, true, Map.of()));
        }
        return new HealthReport(status, START, causes, Map.of(), components);
    }

    private DemoState at(int seconds) {
        committee.advanceTo(START.plusSeconds(seconds));
        return DemoState.of(committee);
    }

    @Test
    void showsLeaderBondsCommitsRoundsAndHealthInOneLine() {
        assertThat(ConsoleView.line(at(30), READY))
                .isEqualTo("05:46:30  server-1 leads  bonds 2 2 2  commit 32 32 32  rounds 8  health ready");
    }

    @Test
    void namesTheFaultAndTheReasonOfTheHealth() {
        DemoState before = at(30);
        committee.inject(Fault.KILL);
        HealthReport sick = report(HealthStatus.NOT_READY, List.of("acme.mainnet/leader"), "leader-absent");
        assertThat(ConsoleView.line(at(31), sick))
                .startsWith("05:46:31  nobody leads  bonds - 2 2")
                .endsWith("health not_ready (acme.mainnet/leader leader-absent)  [kill server-1]");
        assertThat(ConsoleView.substance(before, READY)).isNotEqualTo(ConsoleView.substance(at(31), READY));
    }

    @Test
    void countsAsNewsOnlyWhatDoesNotAlwaysMove() {
        DemoState before = at(30);
        DemoState after = at(50);
        assertThat(ConsoleView.line(before, READY)).isNotEqualTo(ConsoleView.line(after, READY));
        assertThat(ConsoleView.substance(before, READY)).isEqualTo(ConsoleView.substance(after, READY));
    }

    @Test
    void showsTwoLeadersAsTwo() {
        committee.advanceTo(START.plusSeconds(30));
        committee.inject(Fault.PARTITION);
        assertThat(ConsoleView.line(at(45), READY)).matches("05:46:45  server-. and server-. lead  bonds 0 1 1 .*");
    }

    @Test
    void cutsTheLineToTheTerminalAndColoursItByStatus() {
        assertThat(ConsoleView.coloured("0123456789", HealthStatus.READY, 5)).isEqualTo("\u001b[32m0123…\u001b[0m");
        assertThat(ConsoleView.coloured("0123", HealthStatus.AFFECTED, 5)).isEqualTo("\u001b[33m0123\u001b[0m");
        assertThat(ConsoleView.coloured("0123", HealthStatus.PANICKED, 5)).startsWith("\u001b[31m");
    }

    @Test
    void leavesStandardOutputToTheLogWhereNoTerminalIs() {
        assertThat(DemoConsole.output(false)).isSameAs(System.err);
        assertThat(DemoConsole.output(true)).isSameAs(System.out);
    }

    @Test
    void hasAKeyOfItsOwnForEachFaultAndSaysSo() {
        String help = ConsoleView.help(committee.members());
        assertThat(DemoKey.values())
                .extracting(DemoKey::key)
                .doesNotHaveDuplicates()
                .doesNotContain('h', 'q', '?');
        assertThat(DemoKey.values()).extracting(DemoKey::fault).containsExactlyInAnyOrder(Fault.values());
        for (DemoKey key : DemoKey.values()) {
            assertThat(DemoKey.fault(key.key())).hasValue(key.fault());
            assertThat(DemoKey.fault(Character.toUpperCase(key.key()))).hasValue(key.fault());
            assertThat(help).contains("  " + key.key() + "  " + key.fault().word());
        }
        assertThat(DemoKey.fault('x')).isEmpty();
        assertThat(DemoKey.fault('\n')).isEmpty();
    }
}
