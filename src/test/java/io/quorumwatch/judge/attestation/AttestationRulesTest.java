package io.quorumwatch.judge.attestation;

import static io.quorumwatch.catalogue.Condition.ATTESTATION_EXPIRING;
import static io.quorumwatch.catalogue.Condition.ATTESTATION_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.Audience;
import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the runbook calls "TDX attestation expiry". */
class AttestationRulesTest {

    private final Scene scene = Scene.committee(3);

    @BeforeEach
    void everybodyIsWell() {
        scene.run(10);
    }

    private void followed() {
        for (int member = 1; member <= 3; member++) {
            scene.logs(member, EventKind.LOG_FOLLOWED, Map.of());
        }
    }

    /** Server-2 tries to bond and is refused by both others. */
    private void refuse() {
        scene.logs(2, EventKind.REFUSED_BY_PEER, Map.of("peer", "server-1"));
        scene.logs(2, EventKind.REFUSED_BY_PEER, Map.of("peer", "server-3"));
    }

    private void refuseAgainAndAgain(int times) {
        scene.actor(2).has(0);
        for (int i = 0; i < times; i++) {
            refuse();
            scene.run(20);
        }
    }

    private @Nullable Object cause() {
        return scene.verdict(ATTESTATION_REFUSED, "server-2").evidence().get("cause");
    }

    @Test
    void bothConditionsAreForTheTeeOperator() {
        assertThat(ATTESTATION_EXPIRING.audience()).isEqualTo(Audience.TEE_OPERATOR);
        assertThat(ATTESTATION_REFUSED.audience()).isEqualTo(Audience.TEE_OPERATOR);
    }

    @Test
    void aSecondRefusalWarnsAndAMinuteOfThemPages() {
        followed();
        scene.actor(2).has(0);
        refuse();
        scene.run(20);
        scene.expect(ATTESTATION_REFUSED, "server-2", VerdictState.OK);
        refuse();
        scene.expectFiring(ATTESTATION_REFUSED, "server-2", Severity.WARNING);
        scene.run(41);
        scene.expectFiring(ATTESTATION_REFUSED, "server-2", Severity.PAGE);
        scene.expect(ATTESTATION_REFUSED, "server-1", VerdictState.OK);
        assertThat(scene.verdict(ATTESTATION_REFUSED, "server-2").evidence())
                .containsEntry("attempts", 2L)
                .containsEntry("lines", 4L)
                .containsEntry("by", java.util.List.of("server-1", "server-3"))
                .containsEntry("cause", "unknown");
    }

    @Test
    void theLinesOfItsJudgesTellOfTheRefusedMemberToo() {
        scene.actor(2).has(0);
        scene.logs(1, EventKind.TICKET_EXPIRED, Map.of("peer", "server-2"));
        scene.logs(3, EventKind.TICKET_EXPIRED, Map.of("peer", "server-2"));
        scene.run(6);
        scene.logs(1, EventKind.PEER_REFUSED, Map.of("peer", "server-2"));
        scene.expectFiring(ATTESTATION_REFUSED, "server-2", Severity.WARNING);
        assertThat(cause()).isEqualTo("expired");
    }

    @Test
    void refusalsEverySecondAreManyAttemptsAndNotOneLongBurst() {
        followed();
        scene.actor(2).has(0);
        for (int second = 0; second < 5; second++) {
            refuse();
            scene.run(1);
        }
        scene.expectFiring(ATTESTATION_REFUSED, "server-2", Severity.WARNING);
    }

    @Test
    void oneRefusalWhileATicketIsRenewedIsQuiet() {
        followed();
        refuse();
        scene.run(300);
        scene.expect(ATTESTATION_REFUSED, "server-2", VerdictState.OK);
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void aStrangerThatIsRefusedIsNoneOfOurs() {
        for (int i = 0; i < 5; i++) {
            scene.logs(1, EventKind.SECRET_REFUSED, Map.of("peer", "9f3c11d2ab"));
            scene.run(10);
        }
        assertThat(scene.everFired()).isEmpty();
    }

    @Test
    void itIsOverWhenTheMemberHasAllItsBondsAgain() {
        followed();
        refuseAgainAndAgain(5);
        scene.expectFiring(ATTESTATION_REFUSED, "server-2", Severity.PAGE);
        scene.actor(2).has(2);
        scene.run(10);
        scene.expect(ATTESTATION_REFUSED, "server-2", VerdictState.OK);
    }

    @Test
    void itIsOverWhenNothingWasRefusedForLongerThanAnyRetryTakes() {
        followed();
        refuseAgainAndAgain(5);
        scene.run(120);
        scene.expectFiring(ATTESTATION_REFUSED, "server-2", Severity.PAGE);
        scene.run(20);
        scene.expect(ATTESTATION_REFUSED, "server-2", VerdictState.OK);
    }

    @Test
    void anExpiryInThePastIsTheCause() {
        scene.actor(2).says(Signal.ATTESTATION_EXPIRY, scene.now().getEpochSecond());
        scene.run(1);
        refuseAgainAndAgain(3);
        assertThat(cause()).isEqualTo("expired");
    }

    @Test
    void anExpiryThatHasPassedForTheOthersOnlyIsAClock() {
        scene.actor(2).says(Signal.ATTESTATION_EXPIRY, scene.now().getEpochSecond() + 3600);
        scene.run(1);
        scene.logs(1, EventKind.TICKET_EXPIRED, Map.of("peer", "server-2"));
        refuseAgainAndAgain(3);
        assertThat(cause()).isEqualTo("clock-skew");
    }

    @Test
    void linesAboutClockImageOrSecretTellTheCause() {
        scene.logs(2, EventKind.CLOCK_OFF, Map.of());
        refuseAgainAndAgain(2);
        assertThat(cause()).isEqualTo("clock-skew");
        scene.logs(1, EventKind.IMAGE_REFUSED, Map.of("peer", "server-2"));
        refuseAgainAndAgain(1);
        scene.agentRestarts();
        scene.logs(1, EventKind.IMAGE_REFUSED, Map.of("peer", "server-2"));
        refuseAgainAndAgain(2);
        assertThat(cause()).isEqualTo("other-image");
        scene.agentRestarts();
        scene.logs(1, EventKind.SECRET_REFUSED, Map.of("peer", "server-2"));
        refuseAgainAndAgain(2);
        assertThat(cause()).isEqualTo("wrong-secret");
    }

    @Test
    void refusalsAreUnknownUntilTheMembersLogIsFollowedAndWhenItIsLost() {
        scene.expectUnknown(ATTESTATION_REFUSED, "server-2", "no-signal");
        scene.logs(2, EventKind.LOG_FOLLOWED, Map.of());
        scene.expect(ATTESTATION_REFUSED, "server-2", VerdictState.OK);
        scene.logs(2, EventKind.LOG_LOST, Map.of("reason", "gone"));
        scene.expectUnknown(ATTESTATION_REFUSED, "server-2", "no-signal");
    }

    // facts/mosaik.md 4.2: a judge says it at the level of bonds, which is mostly switched off
    @Test
    void aJudgesLogTellsWhomItRefusesOnlyIfItTellsOfBonds() {
        scene.logs(1, EventKind.LOG_FOLLOWED, Map.of());
        scene.expectUnknown(ATTESTATION_REFUSED, "server-2", "no-signal");
        scene.logs(1, EventKind.BOND_FORMED, Map.of("peer", "server-3"));
        scene.expect(ATTESTATION_REFUSED, "server-2", VerdictState.OK);
        scene.logs(1, EventKind.NODE_UP, Map.of());
        scene.expectUnknown(ATTESTATION_REFUSED, "server-2", "no-signal");
        scene.logs(1, EventKind.BOND_ENDED, Map.of("peer", "server-3"));
        scene.expect(ATTESTATION_REFUSED, "server-2", VerdictState.OK);
        scene.logs(1, EventKind.LOG_LOST, Map.of("reason", "gone"));
        scene.expectUnknown(ATTESTATION_REFUSED, "server-2", "no-signal");
    }

    @Test
    void whereNoLineTellsOfStartsJoiningTheGroupIsOne() {
        scene.logs(1, EventKind.BOND_FORMED, Map.of("peer", "server-3"));
        scene.expect(ATTESTATION_REFUSED, "server-2", VerdictState.OK);
        scene.logs(1, EventKind.GROUP_JOINED, Map.of());
        scene.expectUnknown(ATTESTATION_REFUSED, "server-2", "no-signal");
    }

    @Test
    void refusalsThatGoOnAreFoundAgainAfterARestartOfTheAgent() {
        refuseAgainAndAgain(5);
        scene.agentRestarts();
        refuseAgainAndAgain(2);
        scene.expectFiring(ATTESTATION_REFUSED, "server-2", Severity.WARNING);
        scene.run(25);
        scene.expectFiring(ATTESTATION_REFUSED, "server-2", Severity.PAGE);
    }

    @Test
    void linesReadLateCountWhenTheyWereWritten() {
        scene.logs(2, scene.now().minusSeconds(400), EventKind.REFUSED_BY_PEER, Map.of("peer", "server-1"));
        scene.logs(2, scene.now().minusSeconds(380), EventKind.REFUSED_BY_PEER, Map.of("peer", "server-1"));
        scene.run(1);
        scene.expect(ATTESTATION_REFUSED, "server-2", VerdictState.OK);
    }

    @Test
    void anExpiryClimbsTheLadderAtTheVeryInstantOfEachStep() {
        Duration week = Duration.ofDays(7);
        scene.actor(3).says(Signal.ATTESTATION_EXPIRY, scene.now().plus(week).getEpochSecond() + 10);
        scene.run(9);
        scene.expect(ATTESTATION_EXPIRING, "server-3", VerdictState.OK);
        scene.run(2);
        scene.expectFiring(ATTESTATION_EXPIRING, "server-3", Severity.INFO);
        expiresIn(Duration.ofHours(24), Severity.INFO, Severity.PAGE, "day");
        expiresIn(Duration.ofHours(2), Severity.PAGE, Severity.PAGE, "hours");
        expiresIn(Duration.ofMinutes(15), Severity.PAGE, Severity.CRITICAL, "minutes");
        expiresIn(Duration.ZERO, Severity.CRITICAL, Severity.CRITICAL, "expired");
    }

    private void expiresIn(Duration step, Severity before, Severity after, String name) {
        scene.actor(3).says(Signal.ATTESTATION_EXPIRY, scene.now().plus(step).getEpochSecond() + 3);
        scene.run(2);
        scene.expectFiring(ATTESTATION_EXPIRING, "server-3", before);
        scene.run(2);
        scene.expectFiring(ATTESTATION_EXPIRING, "server-3", after);
        scene.heartbeat();
        assertThat(scene.verdict(ATTESTATION_EXPIRING, "server-3").evidence()).containsEntry("step", name);
    }

    @Test
    void aRenewedTicketEndsItAndAnAgentThatStartsLateFindsItAtOnce() {
        scene.actor(3).says(Signal.ATTESTATION_EXPIRY, scene.now().getEpochSecond() + 600);
        scene.run(1);
        scene.expectFiring(ATTESTATION_EXPIRING, "server-3", Severity.CRITICAL);
        scene.agentRestarts();
        scene.run(1);
        scene.expectFiring(ATTESTATION_EXPIRING, "server-3", Severity.CRITICAL);
        scene.actor(3).says(Signal.ATTESTATION_EXPIRY, scene.now().getEpochSecond() + 30 * 86_400);
        scene.run(7);
        scene.expect(ATTESTATION_EXPIRING, "server-3", VerdictState.OK);
    }

    @Test
    void anExpiryIsUnknownWithoutSignalAndOfAMemberThatIsNotSeen() {
        scene.expectUnknown(ATTESTATION_EXPIRING, "server-1", "no-signal");
        scene.actor(1).says(Signal.ATTESTATION_EXPIRY, scene.now().getEpochSecond() + 600);
        scene.run(1);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.run(10);
        scene.expectUnknown(ATTESTATION_EXPIRING, "server-1", "member-unseen");
    }

    @Test
    void numbersThatAreNoDatesAreNoExpiry() {
        scene.actor(1).says(Signal.ATTESTATION_EXPIRY, 1e300);
        scene.actor(2).says(Signal.ATTESTATION_EXPIRY, -5);
        scene.actor(3).says(Signal.ATTESTATION_EXPIRY, Double.POSITIVE_INFINITY);
        scene.run(3);
        for (String member : new String[] {"server-1", "server-2", "server-3"}) {
            scene.expectUnknown(ATTESTATION_EXPIRING, member, "no-signal");
        }
    }
}
