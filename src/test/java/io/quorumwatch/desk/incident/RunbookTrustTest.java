package io.quorumwatch.desk.incident;

import static io.quorumwatch.bus.Likelihood.LIKELY;
import static io.quorumwatch.bus.Likelihood.POSSIBLE;
import static io.quorumwatch.bus.Likelihood.VERY_LIKELY;
import static io.quorumwatch.desk.incident.Cause.ATTESTATION_EXPIRED;
import static io.quorumwatch.desk.incident.Cause.ATTESTATION_REFUSED;
import static io.quorumwatch.desk.incident.Cause.CLOCK_SKEW;
import static io.quorumwatch.desk.incident.Cause.IMAGE_MISMATCH;
import static io.quorumwatch.desk.incident.Cause.NETWORK_PARTITION;
import static io.quorumwatch.desk.incident.Cause.WRONG_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Signal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One member is expelled while it lives: seed 001, "TDX attestation expiry". */
class RunbookTrustTest {

    private static final double FUTURE = Case.START.plusSeconds(86_400).getEpochSecond();
    private static final double PAST = Case.START.plusSeconds(30).getEpochSecond();

    /** m3 lives alone, and leads itself. */
    private static Case expelled() {
        return Case.of(3).splitsOffTheThirdFor(15);
    }

    /** "committee rejects a previously-good peer with unauthorized; the peer re-bonds in a loop with the same outcome". */
    private static Case refused() {
        return expelled()
                .logsAreRead()
                .logs("m3", EventKind.REFUSED_BY_PEER, "m1")
                .logs("m3", EventKind.REFUSED_BY_PEER, "m2")
                .passes(10)
                .logs("m3", EventKind.REFUSED_BY_PEER, "m1")
                .firesFor("m3", "attestation-refused");
    }

    // "Quote exp elapsed."
    @Test
    void aTicketThatPeersSayRanOutHasExpired() {
        refused()
                .logs("m1", EventKind.TICKET_EXPIRED, "m3")
                .ranking()
                .begins(ATTESTATION_EXPIRED, VERY_LIKELY, "m3")
                .knows(ATTESTATION_EXPIRED, "is refused as unauthorized by m1, m2")
                .goesOn(ATTESTATION_REFUSED, VERY_LIKELY, "m3")
                .doesNotName(NETWORK_PARTITION, IMAGE_MISMATCH)
                // "Fix: restart the peer", "check the TDX host's attestation service reachability"
                .advises(ATTESTATION_EXPIRED, "restart m3")
                .advises(ATTESTATION_EXPIRED, "attestation service");
    }

    // "On the peer side, logs mention an expired quote."
    @Test
    void aQuoteThatTheMemberItselfCallsExpiredHasExpired() {
        refused().logs("m3", EventKind.QUOTE_EXPIRED).ranking().begins(ATTESTATION_EXPIRED, VERY_LIKELY, "m3");
    }

    @Test
    void aRefusalThatNobodyExplainsMayBeAnExpiryASkewOrAnImageInTheRunbooksOrder() {
        Ranking ranking = refused()
                .ranking()
                .begins(ATTESTATION_REFUSED, VERY_LIKELY, "m3")
                .goesOn(ATTESTATION_EXPIRED, POSSIBLE, "m3")
                .goesOn(CLOCK_SKEW, POSSIBLE, "m3")
                .goesOn(IMAGE_MISMATCH, POSSIBLE, "m3")
                .doesNotKnow(ATTESTATION_EXPIRED, "when the ticket of m3 ends")
                .doesNotKnow(CLOCK_SKEW, "whether the clocks of m3 and its peers agree")
                .doesNotKnow(IMAGE_MISMATCH, "whether the image of m3 is the committee's");
        assertThat(ranking.causes.stream().map(cause -> cause.cause()))
                .containsSubsequence("attestation-expired", "clock-skew", "image-mismatch");
    }

    @Test
    void aTicketThatIsStillGoodHasNotExpired() {
        refused()
                .signal(Signal.ATTESTATION_EXPIRY, FUTURE, "m3")
                .passes(1)
                .ranking()
                .begins(ATTESTATION_REFUSED, VERY_LIKELY, "m3")
                .doesNotName(ATTESTATION_EXPIRED);
    }

    @Test
    void aTicketThatRanOutByThePageOfALonelyMemberNeedsNoLog() {
        expelled()
                .signal(Signal.ATTESTATION_EXPIRY, PAST, "m3")
                .passes(1)
                .ranking()
                .begins(ATTESTATION_EXPIRED, VERY_LIKELY, "m3")
                .knows(ATTESTATION_EXPIRED, "ran out at 2026-05-01T12:00:30Z")
                .doesNotName(NETWORK_PARTITION, CLOCK_SKEW);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e18, -1, 0, 1e18, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatIsNoDateSaysNothingOfATicket(double nonsense) {
        refused()
                .signal(Signal.ATTESTATION_EXPIRY, nonsense, "m3")
                .passes(1)
                .ranking()
                .begins(ATTESTATION_REFUSED, VERY_LIKELY, "m3")
                .goesOn(ATTESTATION_EXPIRED, POSSIBLE, "m3")
                .goesOn(CLOCK_SKEW, POSSIBLE, "m3")
                .doesNotKnow(ATTESTATION_EXPIRED, "when the ticket of m3 ends");
    }

    @Test
    void aTicketThatRanOutWhileTheBondsStandHasDoneNothingYet() {
        Case.of(3)
                .logsAreRead()
                .signal(Signal.ATTESTATION_EXPIRY, PAST, "m3")
                .passes(20)
                .fires("round-stall")
                .ranking()
                .doesNotName(ATTESTATION_EXPIRED);
    }

    @Test
    void withoutLogsARefusalIsOnlyPossible() {
        expelled()
                .calms("partition", null)
                .fires("leader-multiple")
                .ranking()
                .begins(ATTESTATION_REFUSED, POSSIBLE, "m3")
                .doesNotKnow(ATTESTATION_REFUSED, "whether m3 is refused as unauthorized (no log is read)")
                .doesNotName(ATTESTATION_EXPIRED, CLOCK_SKEW, IMAGE_MISMATCH);
    }

    @Test
    void whereTheLogOfAJudgeTellsOfBondsAndOfNoRefusalNobodyWasExpelled() {
        Case.of(3)
                .logsAreRead()
                .logs("m1", EventKind.BOND_FORMED, "m2")
                .splitsOffTheThirdFor(15)
                .ranking()
                .begins(NETWORK_PARTITION, VERY_LIKELY)
                .doesNotName(ATTESTATION_EXPIRED, ATTESTATION_REFUSED, CLOCK_SKEW, IMAGE_MISMATCH);
    }

    @Test
    void aLogThatWouldNotTellOfARefusalIsNoWitnessAgainstAnExpiry() {
        Case.of(3)
                .logs("m1", EventKind.LOG_FOLLOWED)
                .logs("m2", EventKind.LOG_FOLLOWED)
                .splitsOffTheThirdFor(100)
                .signal(Signal.ATTESTATION_EXPIRY, PAST, "m3")
                .passes(1)
                .ranking()
                .begins(ATTESTATION_EXPIRED, VERY_LIKELY, "m3")
                .goesOn(ATTESTATION_REFUSED, POSSIBLE, "m3")
                .doesNotKnow(ATTESTATION_REFUSED, "no log that is read would tell")
                .doesNotName(NETWORK_PARTITION);
    }

    @Test
    void aLogThatTellsOfBondsOnlySinceTheMemberIsAloneIsNoWitness() {
        expelled()
                .logsAreRead()
                .logs("m1", EventKind.BOND_FORMED, "m2")
                .ranking()
                .goesOn(ATTESTATION_REFUSED, POSSIBLE, "m3");
    }

    @Test
    void aProcessThatBeganAnewMayNotTellOfBondsAnyMore() {
        Case.of(3)
                .logsAreRead()
                .logs("m1", EventKind.BOND_FORMED, "m2")
                .logs("m1", EventKind.NODE_UP)
                .splitsOffTheThirdFor(15)
                .ranking()
                .goesOn(ATTESTATION_REFUSED, POSSIBLE, "m3");
    }

    @Test
    void theLogOfALonelyMemberIsAWitnessOnceItMustHaveTriedAgain() {
        Case lonely = Case.of(3).logs("m3", EventKind.LOG_FOLLOWED).passes(1).splitsOffTheThirdFor(67);
        lonely.ranking().begins(NETWORK_PARTITION, VERY_LIKELY).goesOn(ATTESTATION_REFUSED, POSSIBLE, "m3");
        lonely.passes(5).ranking().begins(NETWORK_PARTITION, VERY_LIKELY).doesNotName(ATTESTATION_REFUSED);
    }

    @Test
    void whereThereAreNoTicketsNobodyIsRefused() {
        Case.without(3, "attestation-refused", "attestation-expiring")
                .passes(30)
                .splitsOffTheThirdFor(15)
                .ranking()
                .begins(NETWORK_PARTITION, VERY_LIKELY)
                .saysNothingOf("unauthorized")
                .doesNotName(ATTESTATION_EXPIRED, ATTESTATION_REFUSED, CLOCK_SKEW, IMAGE_MISMATCH);
    }

    @Test
    void aMemberThatBondsAgainIsNotExpelledAnyMore() {
        refused().bonds(2, "m1", "m2", "m3").passes(2).ranking().doesNotName(ATTESTATION_REFUSED);
    }

    // "Clock skew between the peer and the committee."
    @Test
    void aClockThatALogCallsOffIsSkewedEvenWhereTheTicketLooksExpired() {
        refused()
                .logs("m1", EventKind.TICKET_EXPIRED, "m3")
                .logs("m3", EventKind.CLOCK_OFF)
                .ranking()
                .begins(CLOCK_SKEW, VERY_LIKELY, "m3")
                .goesOn(ATTESTATION_EXPIRED, POSSIBLE, "m3")
                // "Fix: NTP on both sides."
                .advises(CLOCK_SKEW, "on its peers: chronyc");
    }

    // "The committee rejects a quote whose exp has already passed in its local clock."
    @Test
    void aTicketThatPeersCallExpiredBeforeItIsShowsThatClocksDiffer() {
        refused()
                .signal(Signal.ATTESTATION_EXPIRY, FUTURE, "m3")
                .logs("m1", EventKind.TICKET_EXPIRED, "m3")
                .passes(1)
                .ranking()
                .begins(CLOCK_SKEW, VERY_LIKELY, "m3")
                .knows(CLOCK_SKEW, "by our clock it is not")
                .doesNotName(ATTESTATION_EXPIRED);
    }

    // "MR_TD mismatch. The peer is running a different image than the committee expects."
    @Test
    void measurementsThatDifferAreAnotherImage() {
        refused()
                .logs("m3", EventKind.IMAGE_REFUSED)
                .ranking()
                .begins(IMAGE_MISMATCH, VERY_LIKELY, "m3")
                .goesOn(ATTESTATION_EXPIRED, POSSIBLE, "m3")
                // "Fix: re-build the peer image from the current release"
                .advises(IMAGE_MISMATCH, "release");
    }

    @Test
    void aPeerThatTellsOfAnotherImageMeansTheMemberThatItNames() {
        refused().logs("m1", EventKind.IMAGE_REFUSED, "m3").ranking().begins(IMAGE_MISMATCH, VERY_LIKELY, "m3");
    }

    @Test
    void aTicketThatWasRefusedAsExpiredIsNoOtherImage() {
        refused().logs("m2", EventKind.TICKET_EXPIRED, "m3").ranking().doesNotName(IMAGE_MISMATCH);
    }

    @Test
    void aPeerThatIsAuthorizedNoLongerMayHaveAnExpiredTicketOrAnotherImage() {
        refused()
                .logs("m1", EventKind.PEER_REFUSED, "m3")
                .ranking()
                .begins(ATTESTATION_REFUSED, VERY_LIKELY, "m3")
                .goesOn(ATTESTATION_EXPIRED, POSSIBLE, "m3")
                .goesOn(IMAGE_MISMATCH, POSSIBLE, "m3");
    }

    @Test
    void aMemberOfAnotherGroupIsNamed() {
        Case.of(3)
                .group("77aa01bc9e", "m3")
                .bonds(1, "m1", "m2")
                .bonds(0, "m3")
                .passes(20)
                .parts("[2, 1]")
                .ranking()
                .begins(WRONG_GROUP, LIKELY, "m3")
                .knows(WRONG_GROUP, "group 77aa01bc9e, the others are in network b82b6f3b4a group 5d0c91e7a2")
                .advises(WRONG_GROUP, "committee secret");
    }

    @Test
    void aSecretThatPeersRefuseIsAnotherGroupEvenWherePagesDoNotNameIt() {
        expelled()
                .logsAreRead()
                .logs("m1", EventKind.SECRET_REFUSED, "m3")
                .logs("m3", EventKind.REFUSED_BY_PEER, "m1")
                .ranking()
                .begins(WRONG_GROUP, VERY_LIKELY, "m3")
                .knows(WRONG_GROUP, "peers refused its group secret");
    }

    @Test
    void membersOfOneGroupAreNotInTheWrongOne() {
        Case.of(3).passes(5).fires("partition").ranking().doesNotName(WRONG_GROUP);
    }

    @Test
    void ofTwoMembersNobodyKnowsWhoIsInTheWrongGroup() {
        Case.of(2)
                .group("77aa01bc9e", "m2")
                .bonds(0, "m1", "m2")
                .leads("m1", "m2")
                .passes(20)
                .parts("[1, 1]")
                .ranking()
                .doesNotName(WRONG_GROUP);
    }

    @Test
    void attemptsAreCountedAndNotTheLinesAboutThem() {
        Case twice = expelled().logsAreRead();
        for (int attempt = 0; attempt < 2; attempt++) {
            twice.logs("m3", EventKind.REFUSED_BY_PEER, "m1")
                    .logs("m1", EventKind.PEER_REFUSED, "m3")
                    .passes(1)
                    .logs("m3", EventKind.REFUSED_BY_PEER, "m2")
                    .logs("m2", EventKind.PEER_REFUSED, "m3")
                    .passes(9);
        }
        twice.firesFor("m3", "attestation-refused").ranking().knows(ATTESTATION_REFUSED, "was refused 2 times");
    }

    @Test
    void aRefusalByANameThatIsNoMembersIsKeptAsItIs() {
        expelled()
                .logsAreRead()
                .logs("m3", EventKind.REFUSED_BY_PEER, Map.of("peer", "4c210e8340"))
                .firesFor("m3", "attestation-refused")
                .ranking()
                .knows(ATTESTATION_REFUSED, "refused as unauthorized by 4c210e8340");
    }

    @Test
    void refusalsAreCountedAnewAfterAPeace() {
        Case.of(3)
                .logsAreRead()
                .logs("m3", EventKind.REFUSED_BY_PEER, "m1")
                .passes(200)
                .bonds(0, "m3")
                .logs("m3", EventKind.REFUSED_BY_PEER, "m2")
                .passes(5)
                .firesFor("m3", "attestation-refused")
                .ranking()
                .begins(ATTESTATION_REFUSED, LIKELY, "m3")
                .knows(ATTESTATION_REFUSED, "unauthorized by m2")
                .countsAgainst(ATTESTATION_REFUSED, "refused no more than once");
    }

    @Test
    void whoHasAllItsBondsAgainIsNotRefusedAnyMore() {
        Case healed = refused()
                .logs("m1", EventKind.TICKET_EXPIRED, "m3")
                .calms("partition", null)
                .calms("attestation-refused", "m3")
                .leads("m1")
                .bonds(2, "m1", "m2", "m3")
                .passes(8);
        healed.fires("round-stall").ranking().goesOnOrBegins(ATTESTATION_EXPIRED, LIKELY);
        healed.passes(5).ranking().doesNotName(ATTESTATION_EXPIRED, ATTESTATION_REFUSED, CLOCK_SKEW);
        healed.splitsOffTheThirdFor(15)
                .ranking()
                .begins(NETWORK_PARTITION, VERY_LIKELY)
                .doesNotName(ATTESTATION_EXPIRED);
    }

    @Test
    void aRefusalStandsWhereThePagesTellOfNoBonds() {
        refused()
                .logs("m1", EventKind.TICKET_EXPIRED, "m3")
                .hides(Signal.BONDS, "m3")
                .passes(30)
                .ranking()
                .goesOnOrBegins(ATTESTATION_EXPIRED, LIKELY);
    }

    @Test
    void whoIsRefusedAnewAfterItWasTakenBackIsRefused() {
        refused()
                .bonds(2, "m1", "m2", "m3")
                .passes(15)
                .splitsOffTheThirdFor(15)
                .logs("m3", EventKind.REFUSED_BY_PEER, "m2")
                .logs("m2", EventKind.TICKET_EXPIRED, "m3")
                .ranking()
                .begins(ATTESTATION_EXPIRED, VERY_LIKELY, "m3")
                .knows(ATTESTATION_EXPIRED, "is refused as unauthorized by m2");
    }
}
