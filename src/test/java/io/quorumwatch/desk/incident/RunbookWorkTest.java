package io.quorumwatch.desk.incident;

import static io.quorumwatch.bus.Likelihood.LIKELY;
import static io.quorumwatch.bus.Likelihood.POSSIBLE;
import static io.quorumwatch.bus.Likelihood.VERY_LIKELY;
import static io.quorumwatch.desk.incident.Cause.CLIENTS_ABSENT;
import static io.quorumwatch.desk.incident.Cause.DISK_SLOW;
import static io.quorumwatch.desk.incident.Cause.MEMBER_STOPPED;
import static io.quorumwatch.desk.incident.Cause.NETWORK_PARTITION;
import static io.quorumwatch.desk.incident.Cause.NETWORK_SLOW;

import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a committee lacks to do its work, and what the runbook has no cause for: seed 001, "Stuck rounds" and "When to escalate". */
class RunbookWorkTest {

    // "Fewer active clients than ZIPNET_MIN_PARTICIPANTS. The leader won't open a round until this threshold is met."
    @Test
    void aRegistryThatHoldsFewerClientsThanARoundNeedsLacksClients() {
        Case.with(3, Map.of("min-participants", 4L))
                .signal(Signal.CLIENTS_REGISTERED, 2, "m1", "m2", "m3")
                .passes(30)
                .fires("round-stall")
                .ranking()
                .begins(CLIENTS_ABSENT, LIKELY)
                .knows(CLIENTS_ABSENT, "the client registry holds 2, a round needs 4")
                // "Check: zipnet_client_registry_size on any committee server."
                .advises(CLIENTS_ABSENT, "zipnet_client_registry_size")
                .advises(CLIENTS_ABSENT, "start clients");
    }

    @Test
    void roundsThatCloseWithNobodyInThemLackClients() {
        Case.of(3)
                .fires("participants-zero", "clients-missing")
                .ranking()
                .begins(CLIENTS_ABSENT, VERY_LIKELY)
                .knows(CLIENTS_ABSENT, "rounds open and close with nobody in them");
    }

    @Test
    void whereEnoughClientsAreRegisteredTheyAreNotAbsent() {
        Case.of(3)
                .signal(Signal.CLIENTS_REGISTERED, 12, "m1", "m2", "m3")
                .passes(5)
                .fires("round-stall")
                .ranking()
                .isUnknown()
                .advises(Cause.UNKNOWN, "'Stuck rounds'");
    }

    @Test
    void aCommitteeThatIsNotWholeIsNotBlamedOnItsClients() {
        Case.of(3)
                .signal(Signal.CLIENTS_REGISTERED, 0, "m1", "m2", "m3")
                .refuses("m3")
                .bonds(1, "m1", "m2")
                .passes(10)
                .fires("round-stall", "participants-zero")
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m3")
                .doesNotName(CLIENTS_ABSENT);
    }

    /** After a restart of everybody the registry fills again within one gossip cycle. */
    @Test
    void aCommitteeThatHasJustBegunWaitsForItsClients() {
        Case back = Case.of(3)
                .signal(Signal.CLIENTS_REGISTERED, 0, "m1", "m2", "m3")
                .restarts("m1", "m2", "m3")
                .passes(5)
                .fires("round-stall");
        back.ranking().goesOnOrBegins(CLIENTS_ABSENT, POSSIBLE);
        back.passes(40).ranking().begins(CLIENTS_ABSENT, LIKELY);
    }

    @Test
    void aCommitteeThatLacksABondIsNotBlamedOnItsClients() {
        Case.of(3).lacks("m1->m2").fires("round-stall").passes(5).ranking().doesNotName(CLIENTS_ABSENT);
    }

    @Test
    void whereNobodyCountsClientsTheirAbsenceIsOnlyPossible() {
        Case.of(3)
                .fires("round-stall")
                .ranking()
                .begins(CLIENTS_ABSENT, POSSIBLE)
                .doesNotKnow(CLIENTS_ABSENT, "how many clients are registered");
    }

    // "Client bundles have not replicated to the committee. Clients have connected but their bundles haven't landed in
    // ClientRegistry"
    @Test
    void aRegistryThatLacksSomeClientsMayBeWhyRoundsAreStuck() {
        Case.with(3, Map.of("expected-clients", 12L))
                .signal(Signal.CLIENTS_REGISTERED, 7, "m1", "m2", "m3")
                .passes(100)
                .fires("clients-missing")
                .ranking()
                .begins(CLIENTS_ABSENT, POSSIBLE)
                .doesNotKnow(CLIENTS_ABSENT, "whether the clients are needed that have not registered")
                // "ensure the aggregator is reachable from every client"
                .advises(CLIENTS_ABSENT, "check that they reach the aggregator");
    }

    // "One or more server bundles missing from ServerRegistry. A committee server failed to self-publish."
    @Test
    void aServerBundleThatIsMissingOfAMemberThatRunsHasNoKnownCauseAndTheRunbookSection() {
        Case.of(3)
                .signal(Signal.SERVERS_REGISTERED, 2, "m1", "m2", "m3")
                .passes(60)
                .fires("server-registry-incomplete")
                .ranking()
                .isUnknown()
                .advises(Cause.UNKNOWN, "Stuck rounds: server bundles missing");
    }

    @Test
    void aServerBundleThatIsMissingOfAMemberThatIsGoneIsExplainedByThat() {
        Case.of(3)
                .refuses("m2")
                .bonds(1, "m1", "m3")
                .passes(60)
                .fires("server-registry-incomplete")
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m2");
    }

    // "Committee has no leader. Raft election has not settled (yet, or ever). … If persistent, suspect … a full network
    // partition."
    @Test
    void aCommitteeWithoutALeaderAndWithoutBondsIsFullyParted() {
        Case.of(3)
                .leads()
                .bonds(0, "m1", "m2", "m3")
                .passes(70)
                .parts("[1, 1, 1]")
                .fires("leader-absent")
                .ranking()
                .begins(NETWORK_PARTITION, VERY_LIKELY)
                .knows(NETWORK_PARTITION, "no member leads");
    }

    @Test
    void aCommitteeThatIsWholeAndHasNoLeaderHasNoKnownCause() {
        Case.of(3).leads().passes(70).fires("leader-absent").ranking().isUnknown();
    }

    @Test
    void aSlowDiskIsNamedWithItsMember() {
        Case.of(3)
                .fires("fsync-slow", "m2", Severity.WARNING, Map.of("seconds", 0.4))
                .ranking()
                .begins(DISK_SLOW, LIKELY, "m2")
                .knows(DISK_SLOW, "m2: fsync-slow since 2026-05-01T12:00:30Z, seconds 0.4")
                .advises(DISK_SLOW, "iostat");
    }

    @Test
    void aDiskWithinItsLimitsIsNotSlow() {
        Case.of(3).calms("fsync-slow", "m2").fires("leader-churn").ranking().doesNotName(DISK_SLOW, NETWORK_SLOW);
    }

    @Test
    void aSlowNetworkIsNamedWithItsMember() {
        Case.of(3)
                .firesFor("m1", "peer-round-trip-slow")
                .fires("leader-churn")
                .ranking()
                .begins(NETWORK_SLOW, LIKELY, "m1")
                .doesNotName(DISK_SLOW)
                .advises(NETWORK_SLOW, "mtr");
    }

    // "When to escalate: Unknown log messages containing committed or reverted …"
    @Test
    void whatIsToBeEscalatedHasNoCauseOfItsOwn() {
        Case.of(3).logsAreRead().fires("escalation").ranking().isUnknown().advises(Cause.UNKNOWN, "When to escalate");
    }

    @Test
    void aClusterWithoutACommitteeStillHasAnAnswer() {
        Case.with(0, Map.of()).passes(5).fires("round-stall").ranking().isUnknown();
    }

    @Test
    void whatExplainsSomethingThatFiresStandsBeforeWhatExplainsOnlyWhatIsAboutTo() {
        Case.of(3)
                .firesFor("m1", "fsync-slow")
                .begins("participants-zero")
                .begins("clients-missing")
                .ranking()
                .begins(DISK_SLOW, LIKELY, "m1")
                .goesOn(CLIENTS_ABSENT, VERY_LIKELY);
    }
}
