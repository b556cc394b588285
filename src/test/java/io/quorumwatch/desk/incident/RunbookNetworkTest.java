package io.quorumwatch.desk.incident;

import static io.quorumwatch.bus.Likelihood.LIKELY;
import static io.quorumwatch.bus.Likelihood.POSSIBLE;
import static io.quorumwatch.bus.Likelihood.VERY_LIKELY;
import static io.quorumwatch.desk.incident.Cause.ATTESTATION_REFUSED;
import static io.quorumwatch.desk.incident.Cause.LINK_CUT;
import static io.quorumwatch.desk.incident.Cause.MEMBER_FROZEN;
import static io.quorumwatch.desk.incident.Cause.MEMBER_STOPPED;
import static io.quorumwatch.desk.incident.Cause.NETWORK_PARTITION;
import static io.quorumwatch.desk.incident.Cause.RELAY_UNREACHABLE;
import static io.quorumwatch.desk.incident.Cause.SPLIT_AT_START;
import static io.quorumwatch.desk.incident.Cause.WATCHER_CUT_OFF;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import org.junit.jupiter.api.Test;

/** The network between members that answer, the start of a committee, the relay, and the watcher's own sight. */
class RunbookNetworkTest {

    // Seed 001, "Split-brain": "Check the network — split-brain persisting past self-heal is a partition."
    @Test
    void twoFragmentsThatAnswerAndLeadAreAPartition() {
        Case.of(5)
                .bonds(2, "m1", "m2", "m3")
                .bonds(1, "m4", "m5")
                .leads("m1", "m4")
                .passes(30)
                .parts("[3, 2]")
                .fires("leader-multiple")
                .ranking()
                .begins(NETWORK_PARTITION, VERY_LIKELY)
                .knows(NETWORK_PARTITION, "the bonds form fragments: [3, 2]")
                .knows(NETWORK_PARTITION, "several members lead: m1, m4")
                .doesNotKnow(NETWORK_PARTITION, "whether anybody is refused")
                .advises(NETWORK_PARTITION, "do not restart members of the larger side")
                .doesNotName(LINK_CUT, SPLIT_AT_START);
    }

    @Test
    void aPartitionWithOneLeaderIsLikely() {
        Case.of(5)
                .bonds(3, "m1", "m2", "m3", "m4")
                .bonds(0, "m5")
                .passes(5)
                .parts("[4, 1]")
                .ranking()
                .begins(NETWORK_PARTITION, LIKELY);
    }

    @Test
    void whereTheBondsFormOneFragmentNothingIsParted() {
        Case.of(3)
                .leads("m1", "m2")
                .passes(15)
                .calms("partition", null)
                .fires("leader-multiple")
                .ranking()
                .doesNotName(NETWORK_PARTITION, LINK_CUT);
    }

    @Test
    void withoutAnybodysBondsAPartitionIsOnlyPossible() {
        Case.of(3)
                .hides(Signal.BONDS, "m1", "m2", "m3")
                .leads("m1", "m2")
                .passes(15)
                .cannotJudge("partition", UnknownReason.NO_SIGNAL)
                .fires("leader-multiple")
                .ranking()
                .begins(NETWORK_PARTITION, POSSIBLE)
                .doesNotKnow(NETWORK_PARTITION, "the shape of the bonds")
                .doesNotName(LINK_CUT);
    }

    @Test
    void aMemberThatIsRefusedIsNotPartedByTheNetwork() {
        Case.of(3)
                .logsAreRead()
                .logs("m3", EventKind.REFUSED_BY_PEER, "m1")
                .splitsOffTheThirdFor(20)
                .ranking()
                .doesNotName(NETWORK_PARTITION);
    }

    @Test
    void aRefusalLongAgoDoesNotExcuseTheNetwork() {
        Case.of(3)
                .logsAreRead()
                .logs("m3", EventKind.REFUSED_BY_PEER, "m1")
                .passes(200)
                .splitsOffTheThirdFor(20)
                .ranking()
                .begins(NETWORK_PARTITION, VERY_LIKELY);
    }

    @Test
    void oneMissingEdgeBetweenMembersThatAnswerIsACutLink() {
        Case.of(3)
                .bonds(1, "m1", "m3")
                .leads("m1", "m3")
                .passes(20)
                .lacks("m1->m3")
                .fires("leader-multiple")
                .ranking()
                .begins(LINK_CUT, VERY_LIKELY, "m1->m3")
                .advises(LINK_CUT, "m1->m3")
                .doesNotName(NETWORK_PARTITION);
    }

    /** A member is cut off, and one of its bonds is given up before the other. */
    @Test
    void theFirstLinkThatIsGivenUpIsOnlyPerhapsCutUntilOthersWouldHaveFollowed() {
        Case cut = Case.of(3).bonds(1, "m1", "m3").passes(1).lacks("m1->m3").passes(7);
        cut.ranking()
                .begins(LINK_CUT, POSSIBLE, "m1->m3")
                .doesNotKnow(LINK_CUT, "whether other links of its ends follow");

        cut.passes(1).ranking().begins(LINK_CUT, VERY_LIKELY, "m1->m3").knows(LINK_CUT, "no other link of its ends");
    }

    @Test
    void aLinkIsNotAloneForLongThatWasAnotherAMomentAgo() {
        Case.of(4)
                .bonds(2, "m1", "m3")
                .passes(10)
                .bonds(3, "m3")
                .bonds(2, "m2")
                .passes(2)
                .lacks("m1->m2")
                .ranking()
                .begins(LINK_CUT, POSSIBLE, "m1->m2");
    }

    @Test
    void aLinkThatAloneComesAndGoesIsCutOnceItHasBeenMissingForLongEnoughInAll() {
        Case flaps = Case.of(3);
        for (int cut = 0; cut < 2; cut++) {
            flaps.bonds(1, "m1", "m3").passes(5).bonds(2, "m1", "m3").passes(5);
        }
        flaps.bonds(1, "m1", "m3").passes(1).lacks("m1->m3");
        flaps.ranking().begins(LINK_CUT, VERY_LIKELY, "m1->m3");
    }

    @Test
    void aLinkThatWasMissingLongAgoIsNotCountedOn() {
        Case.of(3)
                .bonds(1, "m1", "m3")
                .passes(30)
                .bonds(2, "m1", "m3")
                .passes(80)
                .bonds(1, "m1", "m3")
                .passes(1)
                .lacks("m1->m3")
                .ranking()
                .begins(LINK_CUT, POSSIBLE, "m1->m3");
    }

    @Test
    void aCutLinkOfAnEndThatDoesNotAnswerForAMomentHasBeenAloneAllTheTime() {
        Case.of(3)
                .bonds(1, "m1", "m3")
                .passes(7)
                .isSilent("m3")
                .passes(2)
                .answers("m3")
                .passes(1)
                .lacks("m1->m3")
                .ranking()
                .begins(LINK_CUT, VERY_LIKELY, "m1->m3");
    }

    @Test
    void whetherOthersFollowIsUnknownWhereNoPageTellsOfBonds() {
        Case.of(3)
                .hides(Signal.BONDS, "m1", "m2", "m3")
                .passes(30)
                .lacks("m1->m3")
                .ranking()
                .begins(LINK_CUT, POSSIBLE, "m1->m3");
    }

    /** The judge repeats its evidence every five seconds; the pages are newer. */
    @Test
    void aMemberThatHasNoLinkLeftByItsPeersPagesIsPartedAndNotItsFirstLinkCut() {
        Case parts = linked(3).link("m1", "m3", false).passes(1).lacks("m1->m3");
        parts.ranking().begins(LINK_CUT, POSSIBLE, "m1->m3");

        parts.link("m2", "m3", false)
                .passes(1)
                .ranking()
                .begins(NETWORK_PARTITION, LIKELY)
                .doesNotName(LINK_CUT);
    }

    @Test
    void twoLinksThatAreMissingByPagesAreNoCutLink() {
        linked(4)
                .link("m1", "m3", false)
                .passes(1)
                .lacks("m1->m3")
                .link("m2", "m3", false)
                .passes(1)
                .ranking()
                .begins(NETWORK_PARTITION, POSSIBLE)
                .doesNotKnow(NETWORK_PARTITION, "by newer pages it is not the only one")
                .doesNotName(LINK_CUT);
    }

    /** A committee whose pages name their peers. */
    private static Case linked(int size) {
        Case told = Case.of(size);
        for (int one = 1; one <= size; one++) {
            for (int other = 1; other <= size; other++) {
                if (one != other) {
                    told.link("m" + one, "m" + other, true);
                }
            }
        }
        return told.passes(1);
    }

    @Test
    void twoMissingEdgesAreNoCutLink() {
        Case.of(5)
                .bonds(3, "m1", "m2", "m4", "m5")
                .passes(20)
                .lacks("m1->m2", "m4->m5")
                .ranking()
                .doesNotName(LINK_CUT);
    }

    @Test
    void aCutLinkThatCannotBeSeenIsNotClaimed() {
        Case.of(3)
                .leads("m1", "m3")
                .passes(20)
                .cannotJudge("partition", UnknownReason.NO_SIGNAL)
                .fires("leader-multiple")
                .ranking()
                .doesNotName(LINK_CUT);
    }

    @Test
    void aCommitteeThatLedSideBySideFromItsStartIsSplitAtStart() {
        Case.beginning(3)
                .isOutside("m1", "m2", "m3")
                .passes(5)
                .joins(0, "m1", "m2", "m3")
                .leads("m1", "m3")
                .passes(30)
                .parts("[1, 1, 1]")
                .fires("leader-multiple")
                .ranking()
                .begins(SPLIT_AT_START, VERY_LIKELY)
                .doesNotName(NETWORK_PARTITION, LINK_CUT)
                // "As a last resort, SIGTERM the minority faction."
                .advises(SPLIT_AT_START, "SIGTERM")
                .doesNotKnow(SPLIT_AT_START, "whether rival leaders have met");
    }

    @Test
    void aCommitteeOfWhichNobodyRunsHasNotBegunApart() {
        Case.of(3)
                .refuses("m1", "m2", "m3")
                .passes(70)
                .firesFor("m1", "member-down")
                .firesFor("m2", "member-down")
                .firesFor("m3", "member-down")
                .fires("round-stall")
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m1", "m2", "m3")
                .doesNotName(SPLIT_AT_START);
    }

    @Test
    void theFirstOfACommitteeThatIsBackIsNotApartFromTheOthers() {
        Case.of(3)
                .refuses("m1", "m2", "m3")
                .passes(20)
                .joins(0, "m1")
                .leads("m1")
                .passes(20)
                .firesFor("m2", "member-down")
                .firesFor("m3", "member-down")
                .fires("round-stall")
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m2", "m3")
                .doesNotName(SPLIT_AT_START, ATTESTATION_REFUSED);
    }

    // "Symptom: … a server's log shows rival group leader detected"
    @Test
    void rivalsThatMetAtTheStartExplainRoundsThatNeverBegan() {
        Case.beginning(3)
                .logsAreRead()
                .isOutside("m1", "m2", "m3")
                .passes(5)
                .joins(2, "m1", "m2", "m3")
                .leads("m1", "m2")
                .passes(4)
                .logs("m2", EventKind.RIVAL_LEADER)
                .leads("m1")
                .passes(40)
                .fires("round-stall")
                .ranking()
                .begins(SPLIT_AT_START, VERY_LIKELY)
                .knows(SPLIT_AT_START, "rival leaders met at")
                .advises(SPLIT_AT_START, "restart the whole committee one by one");
    }

    /** One bond is made late, and the committee works without it. */
    @Test
    void aYoungCommitteeThatWorksIsNotApart() {
        beginsWithoutOneLink(10).ranking().doesNotName(SPLIT_AT_START).goesOnOrBegins(LINK_CUT, POSSIBLE);
    }

    @Test
    void aYoungCommitteeThatDoesNotWorkIsApart() {
        beginsWithoutOneLink(0)
                .ranking()
                .begins(SPLIT_AT_START, LIKELY)
                .knows(SPLIT_AT_START, "since then: partition")
                .advises(SPLIT_AT_START, "wait one minute");
    }

    private static Case beginsWithoutOneLink(int entries) {
        return Case.beginning(3)
                .isOutside("m1", "m2", "m3")
                .passes(5)
                .joins(2, "m1")
                .joins(1, "m2", "m3")
                .leads("m1")
                .passes(2)
                .lacks("m2->m3")
                .passes(10)
                .signal(Signal.COMMIT_INDEX, entries, "m1", "m2")
                .passes(70);
    }

    // A committee of which everybody was killed begins anew: what was wrong before is not the doing of that.
    @Test
    void aStartThatFollowsAnOutageIsNotItsCause() {
        Case back = Case.of(3)
                .refuses("m1", "m2", "m3")
                .passes(10)
                .fires("round-stall")
                .passes(10);
        back.ranking().begins(MEMBER_STOPPED, VERY_LIKELY, "m1", "m2", "m3");
        back.isOutside("m1", "m2", "m3")
                .passes(2)
                .joins(1, "m1", "m2", "m3")
                .leads("m1")
                .passes(1)
                .ranking()
                .doesNotName(SPLIT_AT_START);
    }

    @Test
    void severalLinksThatAreMissingInAConnectedCommitteeMayBeAPartition() {
        Case.of(4)
                .bonds(2, "m1", "m2", "m3", "m4")
                .passes(5)
                .lacks("m1->m4", "m2->m3")
                .ranking()
                .begins(NETWORK_PARTITION, POSSIBLE)
                .doesNotKnow(NETWORK_PARTITION, "m1->m4, m2->m3 are missing")
                .advises(NETWORK_PARTITION, "ends of m1->m4, m2->m3")
                .doesNotName(LINK_CUT);
    }

    /** A member was cut off from two peers, and one of the two bonds is made again first. */
    @Test
    void theLastLinkThatComesBackIsNotCut() {
        Case healing = Case.of(3).bonds(1, "m2", "m3").bonds(0, "m1").passes(10).parts("[2, 1]");
        healing.passes(20).bonds(1, "m1").bonds(2, "m2").bonds(1, "m3").lacks("m1->m3");
        healing.passes(1).ranking().doesNotName(LINK_CUT);

        healing.passes(70).ranking().goesOnOrBegins(LINK_CUT, VERY_LIKELY);
    }

    /** A look that failed in between makes one cut link look like more, once. */
    @Test
    void aCutLinkThatLookedLikeMoreForAMomentIsCut() {
        Case cut = Case.of(3).bonds(1, "m2", "m3").passes(10).lacks("m2->m3").passes(5);
        cut.parts("[2, 1]").passes(1).lacks("m2->m3").passes(5);
        cut.ranking().begins(LINK_CUT, VERY_LIKELY, "m2->m3");
    }

    /** The judge repeats its evidence every five seconds; the pages are newer. */
    @Test
    void aLinkThatBothEndsNameIsNotMissing() {
        Case cut = Case.of(3)
                .bonds(1, "m2", "m3")
                .link("m2", "m3", false)
                .link("m3", "m2", false)
                .passes(10)
                .lacks("m2->m3");
        cut.ranking().begins(LINK_CUT, VERY_LIKELY, "m2->m3");
        cut.link("m2", "m3", true).link("m3", "m2", true).passes(1).ranking().doesNotName(LINK_CUT);
    }

    @Test
    void aCommitteeThatSettledIsNotSplitAtStart() {
        Case.beginning(3)
                .isOutside("m1", "m2", "m3")
                .passes(5)
                .joins(2, "m1", "m2", "m3")
                .leads("m1")
                .passes(30)
                .splitsOffTheThirdFor(15)
                .fires("leader-multiple")
                .ranking()
                .begins(NETWORK_PARTITION, VERY_LIKELY)
                .doesNotName(SPLIT_AT_START);
    }

    @Test
    void howACommitteeBeganThatRanBeforeTheWatchIsUnknown() {
        Case.beginning(3)
                .leads("m1", "m3")
                .passes(20)
                .fires("leader-multiple")
                .ranking()
                .goesOnOrBegins(SPLIT_AT_START, POSSIBLE)
                .doesNotKnow(SPLIT_AT_START, "how the committee started");
    }

    @Test
    void aCommitteeThatWaitsForItsFirstLeaderAtTheFirstLookHasJustBegun() {
        Case.beginning(3)
                .bonds(1, "m1", "m3")
                .leads()
                .signal(Signal.HEARS_LEADER, 0, "m1", "m2", "m3")
                .passes(3)
                .leads("m1", "m3")
                .signal(Signal.HEARS_LEADER, 1, "m1", "m2", "m3")
                .passes(15)
                .lacks("m1->m3")
                .fires("leader-multiple")
                .ranking()
                .begins(SPLIT_AT_START, VERY_LIKELY)
                .doesNotName(LINK_CUT, NETWORK_PARTITION);
    }

    // facts/mosaik.md 10.3: "The lone leader never gets a commit index"
    @Test
    void aLeaderWithoutACommitBesideOneWithAFewLedFromTheFirstElectionsOn() {
        secondLeaderWithoutACommit(3)
                .ranking()
                .begins(SPLIT_AT_START, VERY_LIKELY)
                .doesNotName(LINK_CUT, NETWORK_PARTITION);
    }

    @Test
    void aLeaderWithoutACommitInACommitteeThatHasDoneMuchProvesNoSplitAtItsStart() {
        secondLeaderWithoutACommit(4096)
                .ranking()
                .goesOnOrBegins(SPLIT_AT_START, POSSIBLE)
                .goesOnOrBegins(LINK_CUT, POSSIBLE);
    }

    /** The watch begins when m1, which has committed so much, and m3 lead without a bond to each other. */
    private static Case secondLeaderWithoutACommit(int entries) {
        return Case.beginning(3)
                .bonds(1, "m1", "m3")
                .leads("m1", "m3")
                .signal(Signal.ELECTIONS, 1, "m1", "m3")
                .signal(Signal.COMMIT_INDEX, entries, "m1", "m2")
                .passes(15)
                .lacks("m1->m3")
                .fires("leader-multiple");
    }

    @Test
    void aCommitteeWithoutACommitOnAnyPageProvesNoSplitAtItsStart() {
        Case.beginning(3)
                .bonds(1, "m1", "m3")
                .leads("m1", "m3")
                .passes(15)
                .lacks("m1->m3")
                .fires("leader-multiple")
                .ranking()
                .goesOnOrBegins(SPLIT_AT_START, POSSIBLE)
                .goesOnOrBegins(LINK_CUT, POSSIBLE)
                .doesNotKnow(LINK_CUT, "whether the link was ever there");
    }

    @Test
    void aLinkThatWasMissingAtTheFirstLookIsOnlyPerhapsCut() {
        Case.beginning(3)
                .bonds(1, "m2", "m3")
                .passes(20)
                .lacks("m2->m3")
                .ranking()
                .begins(LINK_CUT, POSSIBLE, "m2->m3")
                .doesNotKnow(LINK_CUT, "whether the link was ever there");
    }

    @Test
    void aLinkThatIsCutWhileAnotherMemberIsGoneWasThereBefore() {
        Case.of(5)
                .refuses("m5")
                .bonds(3, "m1", "m2", "m3", "m4")
                .passes(20)
                .bonds(2, "m2", "m3")
                .passes(20)
                .lacks("m2->m3")
                .ranking()
                .goesOnOrBegins(LINK_CUT, LIKELY);
    }

    @Test
    void oldLinesOfRivalsDoNotProveASplitAtAStartThatNobodySaw() {
        Case.beginning(3)
                .logsAreRead()
                .logs("m2", EventKind.RIVAL_LEADER)
                .leads("m1", "m3")
                .passes(5)
                .fires("leader-multiple")
                .ranking()
                .goesOnOrBegins(SPLIT_AT_START, POSSIBLE);
    }

    @Test
    void aWatcherThatSawNobodyForAWhileHasNotSeenAStart() {
        Case.of(3)
                .isSilent("m1", "m2", "m3", "aggregator")
                .passes(30)
                .answers("m1", "m2", "m3", "aggregator")
                .splitsOffTheThirdFor(20)
                .ranking()
                .begins(NETWORK_PARTITION, VERY_LIKELY);
    }

    @Test
    void aMemberThatIsLookedAtFirstAndGoneIsNoStartOfTheCommittee() {
        Case.beginning(3)
                .refuses("m1")
                .bonds(1, "m2", "m3")
                .leads("m2")
                .passes(20)
                .lacks("m2->m3")
                .ranking()
                .doesNotName(SPLIT_AT_START);
    }

    // "Discovery is slow": "nodes log Could not bootstrap the routing table and take minutes to find each other"
    @Test
    void membersThatAnswerEmptyAndCannotBootstrapDoNotReachTheirRelay() {
        Case.beginning(3)
                .logsAreRead()
                .isOutside("m1", "m2", "m3")
                .passes(130)
                .logs("m1", EventKind.BOOTSTRAP_FAILED)
                .firesFor("m1", "member-booting")
                .ranking()
                .begins(RELAY_UNREACHABLE, VERY_LIKELY)
                .knows(RELAY_UNREACHABLE, "m1, m2, m3 answer without their group")
                .advises(RELAY_UNREACHABLE, "bootstrap peers");
    }

    @Test
    void membersThatRefusedBeforeTheyFellSilentDidNotStopAnsweringAtOnce() {
        Case.of(3)
                .refuses("m2", "m3")
                .passes(30)
                .isSilent("m2", "m3")
                .passes(10)
                .fires("watcher-blind")
                .ranking()
                .countsAgainst(WATCHER_CUT_OFF, "did not stop answering at the same time");
    }

    @Test
    void aSystemWithoutAUniverseHasNoRelay() {
        Case.without(3, "discovery-slow", "universe-incident")
                .isOutside("m1", "m2", "m3")
                .passes(130)
                .firesFor("m1", "member-booting")
                .ranking()
                .doesNotName(RELAY_UNREACHABLE);
    }

    @Test
    void withoutLogsItIsUnknownWhetherBootstrappingFailed() {
        Case.beginning(3)
                .isOutside("m1", "m2", "m3")
                .passes(130)
                .firesFor("m1", "member-booting")
                .ranking()
                .begins(RELAY_UNREACHABLE, LIKELY)
                .doesNotKnow(RELAY_UNREACHABLE, "whether bootstrapping failed");
    }

    @Test
    void whereTheOthersHaveJoinedTheRelayIsOnlyPossible() {
        Case.beginning(3)
                .logsAreRead()
                .isOutside("m3")
                .bonds(1, "m1", "m2")
                .passes(130)
                .logs("m3", EventKind.BOOTSTRAP_FAILED)
                .fires("discovery-slow")
                .ranking()
                .goesOn(RELAY_UNREACHABLE, POSSIBLE)
                .doesNotKnow(RELAY_UNREACHABLE, "why only m3 has not joined");
    }

    @Test
    void aBootstrapErrorOfACommitteeThatWorksHasNoKnownCause() {
        Case.of(3)
                .logsAreRead()
                .logs("m3", EventKind.BOOTSTRAP_FAILED)
                .fires("discovery-slow")
                .ranking()
                .isUnknown()
                .advises(Cause.UNKNOWN, "Discovery is slow");
    }

    @Test
    void membersThatJoinAtTheirUsualPaceDoNotLackARelay() {
        Case.beginning(3)
                .isOutside("m1", "m2", "m3")
                .passes(8)
                .fires("leader-absent")
                .ranking()
                .doesNotName(RELAY_UNREACHABLE);
    }

    @Test
    void whenMembersSeeOneAnotherAndWeDoNotWeAreCutOff() {
        Case.of(5)
                .isSilent("m3", "m4", "m5")
                .passes(40)
                .fires("watcher-blind")
                .ranking()
                .begins(WATCHER_CUT_OFF, VERY_LIKELY)
                .knows(WATCHER_CUT_OFF, "we cannot see 3 of 6 members")
                .advises(WATCHER_CUT_OFF, "before touching the cluster");
    }

    @Test
    void membersThatFallSilentOneAfterTheOtherMakeItLessLikelyToBeUs() {
        Case.of(5)
                .isSilent("m3")
                .passes(20)
                .isSilent("m4", "m5")
                .passes(40)
                .fires("watcher-blind")
                .ranking()
                .begins(WATCHER_CUT_OFF, LIKELY)
                .countsAgainst(WATCHER_CUT_OFF, "not stop answering at the same time");
    }

    @Test
    void whenTheirPeersHaveLostThemTooItIsNotUs() {
        Case.of(5)
                .isSilent("m3", "m4", "m5")
                .bonds(1, "m1", "m2")
                .passes(40)
                .fires("watcher-blind")
                .ranking()
                .begins(MEMBER_FROZEN, VERY_LIKELY, "m3", "m4", "m5")
                .doesNotName(WATCHER_CUT_OFF);
    }

    @Test
    void whenNobodyAnswersItMayBeUsAndNobodyIsCalledFrozen() {
        Case.of(3)
                .isSilent("m1", "m2", "m3", "aggregator")
                .passes(40)
                .fires("watcher-blind")
                .ranking()
                .begins(WATCHER_CUT_OFF, POSSIBLE)
                .doesNotKnow(WATCHER_CUT_OFF, "what the members see of one another")
                .goesOn(MEMBER_FROZEN, POSSIBLE, "aggregator", "m1", "m2", "m3")
                .doesNotName(MEMBER_STOPPED);
    }

    @Test
    void whereAHostRefusesAndNobodyElseAnswersItIsReachedAndSoAreWe() {
        Case.of(3)
                .isSilent("m2", "m3", "aggregator")
                .refuses("m1")
                .passes(40)
                .fires("watcher-blind")
                .ranking()
                .doesNotName(WATCHER_CUT_OFF);
    }
}
