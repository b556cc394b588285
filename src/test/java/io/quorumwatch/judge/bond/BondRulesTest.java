package io.quorumwatch.judge.bond;

import static io.quorumwatch.catalogue.Condition.BOND_FLAPPING;
import static io.quorumwatch.catalogue.Condition.BOND_MISSING;
import static io.quorumwatch.catalogue.Condition.PARTITION;
import static io.quorumwatch.catalogue.Condition.QUORUM_LOST;
import static io.quorumwatch.catalogue.Condition.QUORUM_MARGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BondRulesTest {

    private final Scene scene = Scene.committee(5);

    private void split(int... firstSide) {
        List<Integer> first = java.util.Arrays.stream(firstSide).boxed().toList();
        for (int member = 1; member <= 5; member++) {
            boolean onFirst = first.contains(member);
            scene.actor(member).has(onFirst ? first.size() - 1 : 5 - first.size() - 1);
        }
    }

    @Test
    void aLostBondWarnsAfterThirtySecondsAndPagesAfterNinety() {
        scene.run(10);
        scene.actor(2).has(3);
        scene.actor(3).has(3);
        scene.run(30);
        scene.expect(BOND_MISSING, "server-2", VerdictState.PENDING);
        scene.run(1);
        scene.expectFiring(BOND_MISSING, "server-2", Severity.WARNING);
        scene.expectFiring(BOND_MISSING, "server-3", Severity.WARNING);
        scene.expect(BOND_MISSING, "server-1", VerdictState.OK);
        scene.run(60);
        scene.expectFiring(BOND_MISSING, "server-2", Severity.PAGE);
    }

    @Test
    void aBondToADeadPeerIsNotMissing() {
        scene.run(10);
        scene.actor(5).fails(ScrapeFailure.REFUSED);
        for (int member = 1; member <= 4; member++) {
            scene.actor(member).has(3);
        }
        scene.run(120);
        scene.expect(BOND_MISSING, "server-1", VerdictState.OK);
        scene.expectUnknown(BOND_MISSING, "server-5", "member-unseen");
        scene.expect(PARTITION, VerdictState.OK);
    }

    @Test
    void aMereCountMayHideAMissingBondBehindAMemberThatIsNotSeen() {
        scene.run(10);
        scene.actor(5).fails(ScrapeFailure.TIMEOUT);
        scene.actor(1).has(3);
        scene.run(60);
        scene.expectUnknown(BOND_MISSING, "server-1", "member-hidden");
        scene.expect(BOND_MISSING, "server-2", VerdictState.OK);
        scene.actor(1).has(2);
        scene.run(31);
        scene.expectFiring(BOND_MISSING, "server-1", Severity.WARNING);
    }

    @Test
    void aPartitionIsUnknownWhileAMemberIsNeitherSeenNorGone() {
        scene.run(10);
        scene.actor(1).has(3);
        scene.actor(5).has(3);
        scene.run(20);
        scene.expectFiring(PARTITION, Severity.WARNING);
        scene.actor(5).fails(ScrapeFailure.TIMEOUT);
        scene.run(20);
        scene.expectUnknown(PARTITION, null, "member-hidden");
        scene.actor(5).fails(ScrapeFailure.REFUSED);
        scene.run(12);
        scene.expect(PARTITION, VerdictState.OK);
    }

    private static boolean isTrue(Verdict verdict) {
        return verdict.state() == VerdictState.PENDING || verdict.firing();
    }

    @Test
    void pagesFromBeforeAPeersStartLackNoBondToIt() {
        Scene three = Scene.committee(3);
        three.run(10);
        three.actor(1).fails(ScrapeFailure.REFUSED);
        three.actor(2).has(1);
        three.actor(3).has(1);
        three.run(30);
        three.actor(1).restarts();
        three.all(actor -> actor.has(2));
        three.run(3);
        assertThat(three.said(PARTITION)).noneMatch(BondRulesTest::isTrue);
        assertThat(three.said(BOND_MISSING)).noneMatch(BondRulesTest::isTrue);
    }

    @Test
    void namedLinksFromBeforeAPeersStartLackNoBondToIt() {
        Scene three = namedPeers();
        three.actor(1).fails(ScrapeFailure.REFUSED);
        three.actor(2).sees("server-1", false);
        three.actor(3).sees("server-1", false);
        three.run(30);
        three.actor(1).restarts();
        three.actor(2).sees("server-1", true);
        three.actor(3).sees("server-1", true);
        three.run(3);
        assertThat(three.said(PARTITION)).noneMatch(BondRulesTest::isTrue);
    }

    @Test
    void onePageOfAPeerThatIsBackMakesNoEdgeOfWhatTheOthersCannotTellYet() {
        Scene three = namedPeers();
        three.actor(1).fails(ScrapeFailure.TIMEOUT);
        three.run(30);
        three.actor(1).answers();
        three.actor(1).sees("server-2", false);
        three.run(1);
        assertThat(three.verdict(PARTITION).evidence()).containsEntry("missing_edges", List.of());
        three.heartbeat();
        assertThat(three.verdict(PARTITION).evidence()).containsEntry("missing_edges", List.of("server-1->server-2"));
    }

    @Test
    void countsFromBeforeAndAfterALossNameNoEdge() {
        Scene three = Scene.committee(3);
        three.run(10);
        three.actor(1).fails(ScrapeFailure.TIMEOUT);
        three.actor(2).has(1);
        three.actor(3).has(1);
        three.run(1);
        three.heartbeat();
        three.expect(PARTITION, VerdictState.PENDING);
        assertThat(three.verdict(PARTITION).evidence()).containsEntry("missing_edges", List.of());
        three.actor(1).answers();
        three.run(1);
        three.heartbeat();
        assertThat(three.verdict(PARTITION).evidence()).containsEntry("missing_edges", List.of("server-2->server-3"));
    }

    @Test
    void aMemberThatDoesNotSayItsBondsIsABlindSpot() {
        scene.actor(4).has(0);
        scene.actor(4).says(Signal.BONDS, Double.NaN);
        scene.run(40);
        scene.expectUnknown(BOND_MISSING, "server-4", "no-signal");
    }

    @Test
    void aFiringBondConditionEndsWithItsMember() {
        scene.run(10);
        scene.actor(2).has(3);
        scene.run(40);
        scene.expectFiring(BOND_MISSING, "server-2", Severity.WARNING);
        scene.actor(2).fails(ScrapeFailure.REFUSED);
        scene.run(2);
        scene.expectUnknown(BOND_MISSING, "server-2", "member-unseen");
        scene.actor(2).restarts();
        scene.run(5);
        scene.expect(BOND_MISSING, "server-2", VerdictState.PENDING);
    }

    @Test
    void countsOfACleanSplitShowTheFragments() {
        scene.run(10);
        split(1, 2);
        scene.run(12);
        scene.expectFiring(PARTITION, Severity.WARNING);
        assertThat(scene.verdict(PARTITION).evidence()).containsEntry("fragments", "[3, 2]");
        scene.run(20);
        scene.expectFiring(PARTITION, Severity.PAGE);
        split(1, 2, 3, 4, 5);
        scene.run(12);
        scene.expect(PARTITION, VerdictState.OK);
    }

    @Test
    void twoMembersThatLackOneBondEachLackTheOneBetweenThem() {
        scene.run(10);
        scene.actor(2).has(3);
        scene.actor(4).has(3);
        scene.run(12);
        scene.expectFiring(PARTITION, Severity.WARNING);
        assertThat(scene.verdict(PARTITION).evidence()).containsEntry("missing_edges", List.of("server-2->server-4"));
    }

    // facts/mosaik.md 3.4: "one-way packet loss … both ends drop the bond in ≈ 6 s"
    @Test
    void packetsThatAreLostInOneDirectionAreAMissingEdgeOnceTheOtherEndHasNoticed() {
        scene.run(10);
        scene.actor(2).has(3);
        scene.run(6);
        scene.expect(BOND_MISSING, "server-2", VerdictState.PENDING);
        scene.expect(BOND_MISSING, "server-4", VerdictState.OK);
        scene.actor(4).has(3);
        scene.run(25);
        scene.expectFiring(BOND_MISSING, "server-2", Severity.WARNING);
        scene.expect(BOND_MISSING, "server-4", VerdictState.PENDING);
        scene.run(6);
        scene.expectFiring(BOND_MISSING, "server-4", Severity.WARNING);
        scene.expectFiring(PARTITION, Severity.PAGE);
        assertThat(scene.verdict(PARTITION).evidence()).containsEntry("missing_edges", List.of("server-2->server-4"));
    }

    private static Scene namedPeers() {
        Scene three = Scene.committee(3);
        for (int member = 1; member <= 3; member++) {
            for (int peer = 1; peer <= 3; peer++) {
                if (peer != member) {
                    three.actor(member).sees("server-" + peer, true);
                }
            }
        }
        three.run(10);
        return three;
    }

    @Test
    void aBondIsNotMendedByAPeerWhosePageCannotBeReadAnyMore() {
        Scene three = namedPeers();
        three.actor(2).sees("server-3", false);
        three.actor(3).sees("server-2", false);
        three.run(40);
        three.expectFiring(BOND_MISSING, "server-2", Severity.WARNING);
        three.expectFiring(PARTITION, Severity.PAGE);
        three.actor(3).fails(ScrapeFailure.TIMEOUT);
        three.run(300);
        three.expectUnknown(BOND_MISSING, "server-2", "member-hidden");
        three.expectUnknown(BOND_MISSING, "server-3", "member-hidden");
        three.expectUnknown(PARTITION, null, "member-hidden");
        three.actor(3).answers();
        three.run(1);
        three.expectFiring(BOND_MISSING, "server-2", Severity.WARNING);
        three.expectFiring(BOND_MISSING, "server-3", Severity.WARNING);
        three.expectFiring(PARTITION, Severity.PAGE);
        three.run(50);
        three.expectFiring(BOND_MISSING, "server-2", Severity.PAGE);
    }

    /** So often in turn the member is seen and then not seen for so long, of 20 s in all, and answers at the end. */
    private static void isUnreadNowAndThen(Scene scene, int member, int times, int unreadSeconds) {
        for (int time = 0; time < times; time++) {
            scene.run(20 - unreadSeconds);
            scene.actor(member).fails(ScrapeFailure.TIMEOUT);
            scene.run(unreadSeconds);
            scene.actor(member).answers();
        }
    }

    @Test
    void pagesThatCannotBeReadNowAndThenKeepNoBondFromBeingMissed() {
        Scene three = namedPeers();
        three.actor(2).sees("server-3", false);
        three.actor(3).sees("server-2", false);
        isUnreadNowAndThen(three, 3, 6, 4);
        three.run(2);
        three.expectFiring(PARTITION, Severity.PAGE);
        three.expectFiring(BOND_MISSING, "server-2", Severity.PAGE);
        three.expectFiring(BOND_MISSING, "server-3", Severity.PAGE);
    }

    @Test
    void aHoldGoesOnWhenAPeerIsBackOfWhichTheOthersCannotTellYet() {
        Scene three = namedPeers();
        three.actor(1).sees("server-2", false);
        three.actor(2).sees("server-1", false);
        isUnreadNowAndThen(three, 1, 6, 5);
        three.run(2);
        three.expectFiring(PARTITION, Severity.PAGE);
        three.expectFiring(BOND_MISSING, "server-1", Severity.PAGE);
        three.expectFiring(BOND_MISSING, "server-2", Severity.PAGE);
    }

    @Test
    void aMemberThatIsAloneAndNowAndThenUnreadStaysAlone() {
        Scene three = namedPeers();
        for (int peer = 1; peer <= 2; peer++) {
            three.actor(3).sees("server-" + peer, false);
            three.actor(peer).sees("server-3", false);
        }
        isUnreadNowAndThen(three, 3, 3, 4);
        three.run(2);
        three.expectFiring(PARTITION, Severity.PAGE);
        three.expectFiring(BOND_MISSING, "server-3", Severity.WARNING);
    }

    @Test
    void aBondToAMemberThatNobodyHasOneToAndThatDoesNotAnswerIsNotMissedForEver() {
        Scene three = namedPeers();
        three.actor(2).sees("server-3", false);
        three.actor(3).sees("server-2", false);
        three.run(40);
        three.expectFiring(BOND_MISSING, "server-2", Severity.WARNING);
        three.actor(1).sees("server-3", false);
        three.actor(3).fails(ScrapeFailure.TIMEOUT);
        three.run(5);
        three.expectUnknown(BOND_MISSING, "server-2", "member-hidden");
        three.run(2);
        three.expectUnknown(BOND_MISSING, "server-1", "member-unseen");
        three.expectUnknown(BOND_MISSING, "server-2", "member-unseen");
        three.expectUnknown(PARTITION, null, "member-unseen");
        three.actor(3).answers();
        three.run(2);
        three.expect(BOND_MISSING, "server-2", VerdictState.PENDING);
        three.expect(PARTITION, VerdictState.PENDING);
    }

    @Test
    void anEdgeThatIsSeenMendedIsNotMissedForAnotherMemberThatHides() {
        Scene three = namedPeers();
        three.actor(1).sees("server-2", false);
        three.actor(2).sees("server-1", false);
        three.run(40);
        three.expectFiring(PARTITION, Severity.PAGE);
        three.actor(3).fails(ScrapeFailure.TIMEOUT);
        three.actor(1).sees("server-2", true);
        three.actor(2).sees("server-1", true);
        three.run(5);
        three.expectUnknown(PARTITION, null, "member-unseen");
        three.run(30);
        three.expect(BOND_MISSING, "server-1", VerdictState.OK);
    }

    @Test
    void aLinkToAnIdentityThatHasNoNameYetMayBeToAMemberThatWasNeverSeen() {
        Scene four = Scene.committee(4);
        four.actor(1).fails(ScrapeFailure.REFUSED);
        four.actor(2).fails(ScrapeFailure.TIMEOUT);
        four.actor(3).sees("server-4", true);
        four.actor(4).sees("server-3", true);
        four.run(60);
        four.expectFiring(QUORUM_LOST, Severity.PAGE);
        four.actor(3).sees("3ee9443b15", true);
        four.actor(4).sees("3ee9443b15", true);
        four.run(30);
        four.expect(QUORUM_LOST, VerdictState.OK);
    }

    @Test
    void linksByPeerNameTheEdgeAlsoWhenOnlyOneEndKnows() {
        Scene three = namedPeers();
        three.actor(1).sees("server-2", false);
        three.run(12);
        three.expectFiring(PARTITION, Severity.WARNING);
        assertThat(three.verdict(PARTITION).evidence())
                .containsEntry("missing_edges", List.of("server-1->server-2"))
                .containsEntry("one_sided_edges", List.of("server-1->server-2"));
    }

    @Test
    void aPageFromBeforeTheBondCameBackKeepsNoPartitionWhenItsMemberStopsAnswering() {
        Scene three = namedPeers();
        three.actor(1).sees("server-3", false);
        three.actor(3).sees("server-1", false);
        three.run(9);
        three.actor(3).fails(ScrapeFailure.TIMEOUT);
        three.actor(1).sees("server-3", true);
        three.run(2);
        three.expect(PARTITION, VerdictState.OK);
        three.expect(BOND_MISSING, "server-3", VerdictState.OK);
        three.run(20);
        assertThat(three.everFired()).noneMatch(verdict -> verdict.condition().equals("partition"));
    }

    @Test
    void aCountFromBeforeTheBondCameBackKeepsNoPartitionEither() {
        scene.run(10);
        scene.actor(1).has(3);
        scene.actor(5).has(3);
        scene.run(9);
        scene.actor(5).fails(ScrapeFailure.TIMEOUT);
        scene.actor(1).has(4);
        scene.run(20);
        assertThat(scene.everFired()).noneMatch(verdict -> verdict.condition().equals("partition"));
    }

    @Test
    void aBondMoreOfAPeerThatStillLacksOneIsNotKnownToBeTheOneThatAnOlderPageLacks() {
        scene.run(10);
        scene.actor(1).has(2);
        scene.actor(5).has(3);
        scene.run(9);
        scene.actor(5).fails(ScrapeFailure.TIMEOUT);
        scene.actor(1).has(3);
        scene.run(1);
        scene.expect(BOND_MISSING, "server-5", VerdictState.PENDING);
    }

    @Test
    void aLinkThatOneEndMissesIsNoEvidenceOnceThatEndDoesNotAnswer() {
        Scene three = namedPeers();
        three.actor(3).sees("server-1", false);
        three.run(8);
        three.actor(3).fails(ScrapeFailure.TIMEOUT);
        three.run(1);
        three.expect(PARTITION, VerdictState.PENDING);
        three.run(1);
        three.expectUnknown(PARTITION, null, "member-hidden");
        three.run(60);
        assertThat(three.everFired()).noneMatch(verdict -> verdict.condition().equals("partition"));
    }

    @Test
    void anEdgeThatTheEndThatAnswersMissesIsAPartitionAlthoughTheOtherOneMissesLooks() {
        Scene three = namedPeers();
        three.actor(1).sees("server-3", false);
        three.actor(3).sees("server-1", false);
        three.run(9);
        three.actor(3).fails(ScrapeFailure.TIMEOUT);
        three.run(2);
        three.expectFiring(PARTITION, Severity.WARNING);
    }

    @Test
    void anEdgeThatOneEndGoesOnMissingAfterTheOtherHasItIsAPartition() {
        Scene three = namedPeers();
        three.actor(1).sees("server-3", false);
        three.actor(3).sees("server-1", false);
        three.run(5);
        three.actor(1).sees("server-3", true);
        three.run(12);
        three.expectFiring(PARTITION, Severity.WARNING);
        assertThat(three.verdict(PARTITION).evidence()).containsEntry("one_sided_edges", List.of("server-3->server-1"));
    }

    @Test
    void anEdgeThatBothEndsMissIsNotOneSided() {
        Scene three = namedPeers();
        three.actor(1).sees("server-2", false);
        three.actor(2).sees("server-1", false);
        three.run(12);
        three.expectFiring(PARTITION, Severity.WARNING);
        assertThat(three.verdict(PARTITION).evidence())
                .containsEntry("missing_edges", List.of("server-1->server-2"))
                .doesNotContainKey("one_sided_edges");
    }

    @Test
    void bondsThatWereNeverMadeAfterAStartGetAMinute() {
        scene.all(Scene.Actor::boots);
        scene.run(5);
        scene.all(Scene.Actor::joins);
        scene.actor(2).has(3);
        scene.actor(3).has(3);
        scene.run(60);
        scene.expect(PARTITION, VerdictState.OK);
        scene.run(15);
        scene.expectFiring(PARTITION, Severity.WARNING);
    }

    @Test
    void aRollingRestartIsNoPartitionAndNoFlapping() {
        scene.run(10);
        for (int member = 1; member <= 5; member++) {
            scene.actor(member).fails(ScrapeFailure.REFUSED);
            scene.run(3);
            scene.all(actor -> actor.has(3));
            scene.actor(member).restarts();
            scene.run(15);
            scene.all(actor -> actor.has(4));
            scene.run(20);
        }
        assertThat(scene.firing()).isEmpty();
        scene.expect(BOND_FLAPPING, "server-1", VerdictState.OK);
    }

    @Test
    void moreThanThreeLossesInTenMinutesAreFlapping() {
        scene.run(10);
        for (int loss = 0; loss < 4; loss++) {
            scene.expect(BOND_FLAPPING, "server-2", VerdictState.OK);
            scene.actor(2).has(3);
            scene.run(5);
            scene.actor(2).has(4);
            scene.run(5);
        }
        scene.expectFiring(BOND_FLAPPING, "server-2", Severity.WARNING);
        scene.run(600);
        scene.expect(BOND_FLAPPING, "server-2", VerdictState.OK);
    }

    @Test
    void aPeerThatStopsAfterThePageThatLacksItHasTakenItsBondsAlong() {
        scene.run(10);
        for (int member = 2; member <= 5; member++) {
            scene.all(actor -> actor.has(3));
            scene.actor(member).has(0);
            scene.run(1);
            scene.actor(member).fails(ScrapeFailure.REFUSED);
            scene.run(3);
            scene.actor(member).restarts();
            scene.all(actor -> actor.has(4));
            scene.run(40);
        }
        assertThat(scene.said(BOND_FLAPPING)).isNotEmpty().allSatisfy(BondRulesTest::noneIsLost);
    }

    @Test
    void aNamedPeerThatStopsAfterThePageThatLacksItHasTakenItsBondAlong() {
        Scene three = namedPeers();
        for (int time = 0; time < 4; time++) {
            three.actor(1).sees("server-3", false);
            three.run(1);
            three.actor(3).restarts();
            three.actor(1).sees("server-3", true);
            three.run(40);
        }
        three.heartbeat();
        assertThat(three.said(BOND_FLAPPING)).isNotEmpty().allSatisfy(BondRulesTest::noneIsLost);
    }

    private static void noneIsLost(Verdict verdict) {
        assertThat(verdict.evidence()).containsEntry("losses_in_10_minutes", 0L);
    }

    @Test
    void aBondToAPeerThatGoesOnIsLostAtTheNextLook() {
        Scene three = namedPeers();
        three.actor(1).sees("server-3", false);
        three.run(1);
        three.heartbeat();
        assertThat(three.verdict(BOND_FLAPPING, "server-1").evidence()).containsEntry("losses_in_10_minutes", 0L);
        three.run(1);
        three.heartbeat();
        assertThat(three.verdict(BOND_FLAPPING, "server-1").evidence()).containsEntry("losses_in_10_minutes", 1L);
    }

    @Test
    void aLossIsHeldBackForAsLongAsItsPeerMissesLooks() {
        Scene three = namedPeers();
        three.actor(1).sees("server-3", false);
        three.run(1);
        three.actor(3).fails(ScrapeFailure.TIMEOUT);
        three.run(2);
        three.heartbeat();
        assertThat(three.verdict(BOND_FLAPPING, "server-1").evidence()).containsEntry("losses_in_10_minutes", 0L);
        three.actor(3).answers();
        three.run(1);
        three.heartbeat();
        assertThat(three.verdict(BOND_FLAPPING, "server-1").evidence()).containsEntry("losses_in_10_minutes", 1L);
    }

    @Test
    void aProcessThatStopsSlowlyBetweenManyLooksTakesItsBondsAlong() {
        Scene three = Scene.committee(3, Duration.ofMillis(200));
        three.run(10);
        for (int time = 0; time < 4; time++) {
            three.actor(1).has(1);
            three.run(Duration.ofMillis(800));
            three.actor(3).fails(ScrapeFailure.REFUSED);
            three.run(3);
            three.actor(3).restarts();
            three.actor(1).has(2);
            three.run(40);
        }
        assertThat(three.said(BOND_FLAPPING)).isNotEmpty().allSatisfy(BondRulesTest::noneIsLost);
    }

    @Test
    void allBondsThatOneEventTakesAreLostOnce() {
        Scene seven = Scene.committee(7);
        seven.run(10);
        for (int left = 5; left >= 0; left -= 2) {
            seven.actor(7).has(left);
            seven.run(1);
        }
        seven.run(40);
        seven.expect(BOND_FLAPPING, "server-7", VerdictState.OK);
        assertThat(seven.everFired()).noneMatch(verdict -> verdict.condition().equals("bond-flapping"));
        for (int times = 0; times < 3; times++) {
            seven.actor(7).has(6);
            seven.run(5);
            seven.expect(BOND_FLAPPING, "server-7", VerdictState.OK);
            seven.actor(7).has(0);
            seven.run(5);
        }
        seven.expectFiring(BOND_FLAPPING, "server-7", Severity.WARNING);
    }

    @Test
    void aKilledMajorityIsALostQuorumAfterFifteenSeconds() {
        scene.run(10);
        for (int member = 1; member <= 3; member++) {
            scene.actor(member).fails(ScrapeFailure.REFUSED);
        }
        scene.run(5);
        scene.actor(4).has(1);
        scene.actor(5).has(1);
        scene.run(10);
        scene.expect(QUORUM_LOST, VerdictState.PENDING);
        scene.run(1);
        scene.expectFiring(QUORUM_LOST, Severity.PAGE);
    }

    /** A firewall closes the ports of the pages, not those of the committee. */
    @Test
    void membersOfWhichMerelyThePageIsGoneStillMakeAMajority() {
        everybodyNamesLinks();
        scene.run(10);
        for (int member = 1; member <= 3; member++) {
            scene.actor(member).fails(ScrapeFailure.REFUSED);
        }
        scene.run(60);
        scene.expect(QUORUM_LOST, VerdictState.OK);
        scene.expect(QUORUM_MARGIN, VerdictState.OK);
        assertThat(scene.firing()).doesNotContain("quorum-lost", "quorum-margin");
    }

    /** The same where bonds are merely counted. */
    @Test
    void membersThatAllOthersGoOnCountingStillMakeAMajority() {
        scene.run(10);
        for (int member = 1; member <= 3; member++) {
            scene.actor(member).fails(ScrapeFailure.REFUSED);
        }
        scene.run(60);
        assertThat(scene.firing()).doesNotContain("quorum-lost", "quorum-margin");

        scene.actor(4).has(1);
        scene.actor(5).has(1);
        scene.run(16);
        scene.expectFiring(QUORUM_LOST, Severity.PAGE);
    }

    @Test
    void aKilledMajorityIsALostQuorumAlsoWhereLinksToItLinger() {
        everybodyNamesLinks();
        scene.run(10);
        for (int member = 1; member <= 3; member++) {
            scene.actor(member).fails(ScrapeFailure.REFUSED);
        }
        scene.run(6);
        for (int member = 1; member <= 3; member++) {
            scene.actor(4).sees("server-" + member, false);
            scene.actor(5).sees("server-" + member, false);
        }
        scene.run(9);
        scene.expect(QUORUM_LOST, VerdictState.PENDING);
        scene.run(1);
        scene.expectFiring(QUORUM_LOST, Severity.PAGE);
    }

    private void everybodyNamesLinks() {
        for (int member = 1; member <= 5; member++) {
            for (int peer = 1; peer <= 5; peer++) {
                if (peer != member) {
                    scene.actor(member).sees("server-" + peer, true);
                }
            }
        }
    }

    /** The watch begins with the committee, and its last bond is made 45 s later: that happens to one committee in three. */
    @Test
    void aBondThatIsNotMadeYetPartsNoYoungCommittee() {
        scene.all(actor -> actor.hasStarted(1));
        scene.all(actor -> actor.commitIndex(3));
        linkOneToTwo(false);
        scene.run(45);
        assertThat(scene.said(PARTITION)).noneMatch(Verdict::firing);

        scene.run(60);
        scene.expectFiring(PARTITION, Severity.PAGE);
    }

    @Test
    void aBondThatAnOldCommitteeLacksAtTheFirstLookPartsIt() {
        scene.all(actor -> actor.hasStarted(1));
        scene.all(actor -> actor.commitIndex(5000));
        linkOneToTwo(false);
        scene.run(32);
        scene.expectFiring(PARTITION, Severity.PAGE);
    }

    /** One member starts again every few seconds, and its peers never get their bonds to it. */
    @Test
    void aPeerThatHasJustBegunPartsNobody() {
        linkOneToTwo(true);
        scene.run(10);
        for (int start = 0; start < 12; start++) {
            scene.actor(1).restarts();
            linkOneToTwo(false);
            scene.run(5);
        }
        assertThat(scene.said(PARTITION)).noneMatch(Verdict::firing);
    }

    /** Two members have not found each other yet when the network parts them from all others. */
    @Test
    void aYoungCommitteeThatIsPartedDoesNotWaitForItsLastBond() {
        scene.all(actor -> actor.hasStarted(1));
        scene.all(actor -> actor.commitIndex(3));
        linkOneToTwo(false);
        scene.run(20);
        for (int member = 1; member <= 2; member++) {
            for (int peer = 3; peer <= 5; peer++) {
                scene.actor(member).sees("server-" + peer, false);
                scene.actor(peer).sees("server-" + member, false);
                scene.actor(peer).has(2);
            }
            scene.actor(member).has(0);
        }
        scene.run(12);
        scene.expectFiring(PARTITION, Severity.WARNING);
    }

    private void linkOneToTwo(boolean up) {
        everybodyNamesLinks();
        scene.actor(1).sees("server-2", up);
        scene.actor(2).sees("server-1", up);
        scene.actor(1).has(up ? 4 : 3);
        scene.actor(2).has(up ? 4 : 3);
    }

    @Test
    void fragmentsWithoutAMajorityAreALostQuorumAlthoughEverybodyAnswers() {
        scene.run(10);
        scene.all(actor -> actor.has(0));
        scene.run(17);
        scene.expectFiring(QUORUM_LOST, Severity.PAGE);
    }

    @Test
    void aMajorityThatWeCannotSeeMayBeWell() {
        scene.run(10);
        for (int member = 1; member <= 3; member++) {
            scene.actor(member).fails(ScrapeFailure.TIMEOUT);
        }
        scene.actor(4).has(1);
        scene.actor(5).has(1);
        scene.run(60);
        scene.expectUnknown(QUORUM_LOST, null, "majority-unseen");
    }

    @Test
    void warnsWhenOneMoreFailureWouldLoseTheMajority() {
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.REFUSED);
        scene.actor(2).fails(ScrapeFailure.REFUSED);
        for (int member = 3; member <= 5; member++) {
            scene.actor(member).has(2);
        }
        scene.run(32);
        scene.expectFiring(QUORUM_MARGIN, Severity.WARNING);
        assertThat(scene.verdict(QUORUM_MARGIN).evidence()).containsEntry("failure_tolerance", 0L);
    }

    @Test
    void aLearnerThatDiesTakesNoMarginAlong() {
        Scene four = Scene.cluster(4);
        four.actor(4).says(Signal.LEARNER, 1);
        four.run(10);
        four.actor(4).fails(ScrapeFailure.REFUSED);
        four.all(actor -> actor.has(2));
        four.run(60);
        four.heartbeat();
        four.expect(QUORUM_MARGIN, VerdictState.OK);
        assertThat(four.verdict(QUORUM_MARGIN).evidence())
                .containsEntry("committee_size", 3L)
                .containsEntry("failure_tolerance", 1L);
    }

    @Test
    void aLearnerMakesNoMajorityUntilItIsPromoted() {
        Scene five = Scene.cluster(5);
        five.actor(5).says(Signal.LEARNER, 1);
        five.run(10);
        five.actor(3).fails(ScrapeFailure.REFUSED);
        five.actor(4).fails(ScrapeFailure.REFUSED);
        five.all(actor -> actor.has(2));
        five.run(20);
        five.expectFiring(QUORUM_LOST, Severity.PAGE);
        five.actor(5).says(Signal.LEARNER, 0);
        five.run(20);
        five.expect(QUORUM_LOST, VerdictState.OK);
    }

    @Test
    void votersThatReachOneAnotherOnlyThroughALearnerAreNoMajority() {
        Scene four = Scene.cluster(4);
        four.actor(4).says(Signal.LEARNER, 1);
        for (int member = 1; member <= 4; member++) {
            for (int peer = 1; peer <= 4; peer++) {
                if (peer != member) {
                    four.actor(member).sees("server-" + peer, member == 4 || peer == 4);
                }
            }
        }
        four.run(20);
        four.expectFiring(QUORUM_LOST, Severity.PAGE);
    }

    @Test
    void doesNotMissWhoHasNotBeenLookedAtYet() {
        Scene three = Scene.committee(3);
        three.run(10);
        assertThat(three.said(QUORUM_MARGIN))
                .isNotEmpty()
                .noneMatch(verdict -> verdict.state() == VerdictState.PENDING);
        three.expect(QUORUM_MARGIN, VerdictState.OK);
    }

    @Test
    void aCommitteeOfTwoDoesNotWarnForEver() {
        Scene two = Scene.committee(2);
        two.run(60);
        two.expect(QUORUM_MARGIN, VerdictState.OK);
        two.expect(QUORUM_LOST, VerdictState.OK);
    }

    /** More members than committee-size: a replacement is listed beside what it replaces, and the old ones are off. */
    @Test
    void theOldOnesThatAreOffDoNotTakeTheMajorityOfTheOthers() {
        Scene scene = Scene.committee(5, Map.of("committee-size", 3L));
        scene.actor(4).fails(ScrapeFailure.REFUSED);
        scene.actor(5).fails(ScrapeFailure.REFUSED);
        for (int i = 1; i <= 3; i++) {
            scene.actor(i).has(2);
        }
        scene.run(60);
        assertThat(scene.firing()).doesNotContain("quorum-lost");
    }

    /** A peer that is gone for long explains each later loss of another bond. */
    @Test
    void aLinkThatFlapsIsSeenAlsoWhileAnotherMemberIsGone() {
        Scene scene = Scene.committee(5);
        scene.run(30);
        scene.actor(5).fails(ScrapeFailure.REFUSED);
        for (int i = 1; i <= 4; i++) {
            scene.actor(i).has(3);
        }
        scene.run(120);
        for (int i = 0; i < 8; i++) {
            scene.actor(3).has(2);
            scene.actor(4).has(2);
            scene.run(20);
            scene.actor(3).has(3);
            scene.actor(4).has(3);
            scene.run(20);
        }
        assertThat(scene.firing()).contains("bond-flapping of server-3", "bond-flapping of server-4");
    }

    @Test
    void aLinkThatFlapsIsSeenWhileAllAreThere() {
        Scene scene = Scene.committee(5);
        scene.run(150);
        for (int i = 0; i < 8; i++) {
            scene.actor(3).has(3);
            scene.actor(4).has(3);
            scene.run(20);
            scene.actor(3).has(4);
            scene.actor(4).has(4);
            scene.run(20);
        }
        assertThat(scene.firing()).contains("bond-flapping of server-3", "bond-flapping of server-4");
    }
}
