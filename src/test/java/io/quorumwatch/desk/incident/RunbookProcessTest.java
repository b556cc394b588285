package io.quorumwatch.desk.incident;

import static io.quorumwatch.bus.Likelihood.LIKELY;
import static io.quorumwatch.bus.Likelihood.POSSIBLE;
import static io.quorumwatch.bus.Likelihood.VERY_LIKELY;
import static io.quorumwatch.desk.incident.Cause.AGGREGATOR_CRASH_LOOP;
import static io.quorumwatch.desk.incident.Cause.AGGREGATOR_STOPPED;
import static io.quorumwatch.desk.incident.Cause.MEMBER_FROZEN;
import static io.quorumwatch.desk.incident.Cause.MEMBER_NEVER_JOINED;
import static io.quorumwatch.desk.incident.Cause.MEMBER_RESTARTED;
import static io.quorumwatch.desk.incident.Cause.MEMBER_STARVED;
import static io.quorumwatch.desk.incident.Cause.MEMBER_STOPPED;
import static io.quorumwatch.desk.incident.Cause.NETWORK_PARTITION;
import static io.quorumwatch.desk.incident.Cause.UNKNOWN;
import static io.quorumwatch.desk.incident.Cause.WATCHER_CUT_OFF;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes: stopped, never there, frozen, starved, begun anew; and the aggregator's. */
class RunbookProcessTest {

    // Seed 001, "Committee quorum loss": "Restore the failed nodes."
    @Test
    void aMemberWhosePortRefusesAndWhosePeersLostItHasStopped() {
        Case.of(3)
                .refuses("m2")
                .bonds(1, "m1", "m3")
                .passes(10)
                .firesFor("m2", "member-down")
                .fires("round-stall")
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m2")
                .knows(MEMBER_STOPPED, "refused connections since 2026-05-01T12:00:31Z")
                .knows(MEMBER_STOPPED, "all 2 peers of m2 that answer lack their bond to it")
                .advises(MEMBER_STOPPED, "127.0.0.1")
                .doesNotName(MEMBER_FROZEN, NETWORK_PARTITION);
    }

    // "fewer than a majority of committee servers are reachable"
    @Test
    void severalStoppedMembersAreNamedTogetherAndInOrder() {
        Case.of(5)
                .refuses("m5", "m2", "m4")
                .bonds(1, "m1", "m3")
                .passes(10)
                .fires("quorum-lost")
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m2", "m4", "m5");
    }

    @Test
    void aMemberThatIsOnlySilentHasNotStopped() {
        Case.of(3)
                .isSilent("m2")
                .bonds(1, "m1", "m3")
                .passes(10)
                .firesFor("m2", "member-down")
                .ranking()
                .doesNotName(MEMBER_STOPPED);
    }

    @Test
    void aMemberThatPeersKeepTheirBondsToMayOnlyHaveLostItsPage() {
        Case.of(3)
                .refuses("m2")
                .passes(40)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_STOPPED, POSSIBLE, "m2")
                .doesNotKnow(MEMBER_STOPPED, "whether m2 runs")
                .countsAgainst(MEMBER_STOPPED, "2 of 2 peers of m2 have kept their bond to it");
    }

    @Test
    void aPageThatRefusesIsNoSureProofWhileThePeersHaveNotHadTheTimeToGiveTheirBondsUp() {
        Case gone = Case.of(3).refuses("m2").passes(3).firesFor("m2", "member-down");
        gone.ranking()
                .begins(MEMBER_STOPPED, LIKELY, "m2")
                .knows(MEMBER_STOPPED, "m2 was running before")
                .doesNotKnow(MEMBER_STOPPED, "they still show them so far");

        gone.bonds(1, "m1", "m3").passes(1).ranking().begins(MEMBER_STOPPED, VERY_LIKELY, "m2");
    }

    @Test
    void whoIsSilentAndLackedByAPeerMayBeFrozenAtOnce() {
        Case.of(3)
                .isSilent("m2")
                .bonds(1, "m1")
                .passes(3)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_FROZEN, LIKELY, "m2")
                .advises(MEMBER_FROZEN, "if it does not wake");
    }

    @Test
    void whoIsSilentWhereNobodyTellsOfBondsMayBeFrozenAtOnce() {
        Case.of(3)
                .hides(Signal.BONDS, "m1", "m2", "m3")
                .isSilent("m2")
                .passes(3)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_FROZEN, LIKELY, "m2");
    }

    @Test
    void whetherPeersLostAStoppedMemberIsUnknownWhereNobodyTellsOfBonds() {
        Case.of(3)
                .hides(Signal.BONDS, "m1", "m2", "m3")
                .refuses("m2")
                .passes(10)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m2")
                .knows(MEMBER_STOPPED, "m2 was running before")
                .doesNotKnow(MEMBER_STOPPED, "whether peers have lost their bonds to m2");
    }

    @Test
    void aBondThatIsMissingToSomebodyElseSaysNothingOfAStoppedMember() {
        Case.of(5)
                .link("m1", "m2", true)
                .link("m3", "m2", true)
                .link("m4", "m2", true)
                .link("m5", "m2", true)
                .bonds(3, "m1", "m3", "m4", "m5")
                .refuses("m2")
                .passes(3)
                .firesFor("m2", "member-down")
                .ranking()
                .countsAgainst(MEMBER_STOPPED, "4 of 4 peers of m2 have kept their bond to it");
    }

    @Test
    void aMemberThatWasMissingWhenTheCommitteeBeganNeverJoined() {
        Case.beginning(3)
                .refuses("m3")
                .isOutside("m1", "m2")
                .passes(5)
                .joins(1, "m1", "m2")
                .leads("m1")
                .passes(30)
                .firesFor("m3", "member-down")
                .ranking()
                .begins(MEMBER_NEVER_JOINED, VERY_LIKELY, "m3")
                .knows(MEMBER_NEVER_JOINED, "the committee was seen to begin without m3")
                .goesOn(MEMBER_STOPPED, LIKELY, "m3")
                .advises(MEMBER_NEVER_JOINED, "correct the committee's size");
    }

    @Test
    void whoWasGoneBeforeTheWatchBeganMayHaveStoppedOrNeverBeenThere() {
        Case.beginning(3)
                .refuses("m3")
                .bonds(1, "m1", "m2")
                .passes(20)
                .firesFor("m3", "member-down")
                .ranking()
                .begins(MEMBER_STOPPED, LIKELY, "m3")
                .goesOn(MEMBER_NEVER_JOINED, LIKELY, "m3")
                .doesNotKnow(MEMBER_STOPPED, "whether peers have lost their bonds to m3")
                .countsAgainst(MEMBER_NEVER_JOINED, "was not seen to begin without m3");
    }

    @Test
    void aMemberThatRanBeforeDidJoin() {
        Case.of(3)
                .refuses("m3")
                .bonds(1, "m1", "m2")
                .passes(20)
                .firesFor("m3", "member-down")
                .ranking()
                .doesNotName(MEMBER_NEVER_JOINED);
    }

    @Test
    void aMemberThatAnswersWithoutItsGroupWhileTheOthersWorkNeverJoined() {
        Case.beginning(3)
                .isOutside("m3")
                .bonds(1, "m1", "m2")
                .passes(130)
                .firesFor("m3", "member-booting")
                .ranking()
                .begins(MEMBER_NEVER_JOINED, LIKELY, "m3")
                .knows(MEMBER_NEVER_JOINED, "has answered without its group since 2026-05-01T12:00:01Z")
                .advises(MEMBER_NEVER_JOINED, "bootstrap peers");
    }

    @Test
    void aMemberThatRefusesAfterItWasSilentHasRefusedSinceThen() {
        Case.of(3)
                .isSilent("m2")
                .passes(40)
                .refuses("m2")
                .bonds(1, "m1", "m3")
                .passes(5)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m2")
                .knows(MEMBER_STOPPED, "refused connections since 2026-05-01T12:01:11Z");
    }

    @Test
    void whatAMemberWroteBetweenItsStartAndItsSilenceDoesNotShowThatItWorks() {
        Case.of(3)
                .logsAreRead()
                .refuses("m2")
                .bonds(1, "m1", "m3")
                .passes(20)
                .logs("m2", EventKind.NODE_UP)
                .isSilent("m2")
                .passes(20)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_FROZEN, VERY_LIKELY, "m2")
                .knows(MEMBER_FROZEN, "has not answered since 2026-05-01T12:00:51Z");
    }

    @Test
    void aMemberThatItsPeersShowInTheCommitteeHasJoinedWhateverItsPageLacks() {
        Case.beginning(3)
                .isOutside("m3")
                .passes(40)
                .fires("quorum-margin")
                .ranking()
                .doesNotName(MEMBER_NEVER_JOINED);
        Case.beginning(3)
                .isSilent("m3")
                .link("m1", "m3", true)
                .link("m2", "m3", true)
                .passes(40)
                .fires("quorum-margin")
                .ranking()
                .doesNotName(MEMBER_NEVER_JOINED);
    }

    @Test
    void whereItsPeersDisagreeItIsUnknownWhetherAMemberEverJoined() {
        Case.beginning(3)
                .isOutside("m3")
                .bonds(1, "m1")
                .passes(40)
                .fires("quorum-margin")
                .ranking()
                .goesOnOrBegins(MEMBER_NEVER_JOINED, POSSIBLE)
                .doesNotKnow(MEMBER_NEVER_JOINED, "its peers disagree");
    }

    @Test
    void aSystemWithoutAUniverseIsNotAskedForItsUniverse() {
        Case.without(3, "discovery-slow", "universe-incident")
                .isOutside("m3")
                .bonds(1, "m1", "m2")
                .passes(130)
                .firesFor("m3", "member-booting")
                .ranking()
                .begins(MEMBER_NEVER_JOINED, LIKELY, "m3")
                .saysNothingOf("universe")
                .saysNothingOf("zipnet");
    }

    @Test
    void whetherAMemberThatWasNotLookedAtEverJoinedIsUnknown() {
        Case.beginning(3)
                .isNotLookedAt("m3")
                .passes(20)
                .fires("round-stall")
                .ranking()
                .goesOnOrBegins(MEMBER_NEVER_JOINED, POSSIBLE)
                .doesNotKnow(MEMBER_NEVER_JOINED, "m3 has not been looked at yet");
    }

    @Test
    void aMemberThatTakesConnectionsAndSaysNothingIsFrozen() {
        Case.of(3)
                .isSilent("m1")
                .bonds(1, "m2", "m3")
                .leads("m2")
                .passes(10)
                .firesFor("m1", "member-down")
                .ranking()
                .begins(MEMBER_FROZEN, VERY_LIKELY, "m1")
                .advises(MEMBER_FROZEN, "ps -o stat");
    }

    @Test
    void aMemberThatAnswersWhileItsGroupStandsStillIsFrozen() {
        Case.of(3)
                .passes(10)
                .firesFor("m3", "member-hung")
                .ranking()
                .begins(MEMBER_FROZEN, LIKELY, "m3")
                .knows(MEMBER_FROZEN, "m3 answers while no counter of its group moves");
    }

    @Test
    void aMemberThatComesAndGoesIsStarvedAndNotFrozen() {
        comesAndGoes(Case.of(3).logsAreRead())
                .isSilent("m2")
                .logs("m1", EventKind.BOND_SILENT, "m2")
                .passes(3)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_STARVED, VERY_LIKELY, "m2")
                .knows(MEMBER_STARVED, "stopped answering 4 times in 5 min")
                .knows(MEMBER_STARVED, "peers missed heartbeats of m2")
                .doesNotName(MEMBER_FROZEN);
    }

    @Test
    void aMemberThatWritesItsLogAndAnswersNoLookIsStarvedAndNotFrozen() {
        writesAfterEightSecondsOfSilence()
                .passes(1)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_STARVED, VERY_LIKELY, "m2")
                .knows(MEMBER_STARVED, "m2 still wrote its log at 2026-05-01T12:00:38Z");
    }

    @Test
    void aFrozenMemberThatWakesWritesBeforeItAnswersAndWasNotStarved() {
        writesAfterEightSecondsOfSilence()
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_FROZEN, VERY_LIKELY, "m2")
                .doesNotName(MEMBER_STARVED);
    }

    /** {@code m2} answers no look, its peers miss it, and now it has written a line. */
    private static Case writesAfterEightSecondsOfSilence() {
        return Case.of(3)
                .logsAreRead()
                .isSilent("m2")
                .passes(8)
                .logs("m2", EventKind.ELECTION_STARTED)
                .logs("m1", EventKind.BOND_SILENT, "m2");
    }

    @Test
    void aMemberThatRestartsEachTimeIsNotStarved() {
        Case looping = Case.of(3);
        for (int burst = 0; burst < 3; burst++) {
            looping.refuses("m2").passes(4).restarts("m2").passes(6);
        }
        looping.firesFor("m2", "crash-loop")
                .ranking()
                .doesNotName(MEMBER_STARVED)
                .begins(MEMBER_RESTARTED, LIKELY, "m2");
    }

    @Test
    void whetherPeersMissedTheHeartbeatsOfAStarvedMemberIsToldByNoPage() {
        comesAndGoes(Case.of(3)).firesFor("m2", "member-down").ranking().begins(MEMBER_STARVED, LIKELY, "m2");
    }

    /** {@code m2} does not answer for four seconds of ten, three times. */
    private static Case comesAndGoes(Case starving) {
        for (int burst = 0; burst < 3; burst++) {
            starving.isSilent("m2").passes(4).answers("m2").passes(6);
        }
        return starving;
    }

    @Test
    void aMemberWhoseCountersBeginAnewAndThatCatchesUpHasRestarted() {
        Case.of(3)
                .passes(60)
                .restarts("m3")
                .logs("m3", EventKind.CATCH_UP_STARTED)
                .passes(3)
                .firesFor("m3", "member-lagging")
                .ranking()
                .begins(MEMBER_RESTARTED, VERY_LIKELY, "m3")
                .knows(MEMBER_RESTARTED, "began anew at 2026-05-01T12:01:31Z");
    }

    @Test
    void aRestartLongAgoExplainsNothing() {
        Case.of(3)
                .passes(60)
                .restarts("m3")
                .passes(302)
                .firesFor("m3", "member-lagging")
                .ranking()
                .isUnknown();
    }

    @Test
    void aRestartLongAgoExplainsWhyItHasNotJoinedSince() {
        Case.of(3)
                .passes(60)
                .restarts("m3")
                .isOutside("m3")
                .bonds(1, "m1", "m2")
                .passes(400)
                .firesFor("m3", "member-booting")
                .ranking()
                .begins(MEMBER_RESTARTED, LIKELY, "m3")
                .knows(MEMBER_RESTARTED, "has not joined since")
                .doesNotName(MEMBER_NEVER_JOINED);
    }

    @Test
    void aWholeCommitteeThatBeginsIsNoMembersRestart() {
        Case.of(3)
                .passes(60)
                .restarts("m1", "m2", "m3")
                .passes(5)
                .fires("round-stall")
                .ranking()
                .doesNotName(MEMBER_RESTARTED);
    }

    @Test
    void aMemberThatBeginsAnewAsSoonAsTheCommitteeHadSettledHasRestarted() {
        settled(12)
                .restarts("m2")
                .passes(3)
                .firesFor("m2", "member-lagging")
                .ranking()
                .begins(MEMBER_RESTARTED, LIKELY, "m2")
                .knows(MEMBER_RESTARTED, "began anew at 2026-05-01T12:00:18Z");
    }

    @Test
    void whoBeginsAnewBeforeTheCommitteeHasSettledBelongsToItsBeginning() {
        settled(8)
                .restarts("m2")
                .passes(3)
                .firesFor("m2", "member-lagging")
                .ranking()
                .doesNotName(MEMBER_RESTARTED);
    }

    @Test
    void aWholeCommitteeThatBeginsAnewSoonAfterItHadSettledIsNoMembersRestart() {
        settled(12)
                .restarts("m1", "m2", "m3")
                .passes(5)
                .fires("round-stall")
                .ranking()
                .doesNotName(MEMBER_RESTARTED);
    }

    @Test
    void whoIsFirstSeenAfterTheCommitteeHadSettledOnlyBeginsLate() {
        Case.beginning(3)
                .refuses("m3")
                .isOutside("m1", "m2")
                .passes(5)
                .joins(1, "m1", "m2")
                .leads("m1")
                .passes(20)
                .joins(2, "m3")
                .logs("m3", EventKind.NODE_UP)
                .passes(3)
                .firesFor("m3", "member-lagging")
                .ranking()
                .doesNotName(MEMBER_RESTARTED);
    }

    @Test
    void whoBeganWhenTheWatchDidIsNotSaidToHaveRestartedBecauseTheOthersWereQuicker() {
        Case.beginning(3)
                .passes(1)
                .logs("m2", EventKind.NODE_UP)
                .passes(20)
                .firesFor("m2", "member-lagging")
                .ranking()
                .doesNotName(MEMBER_RESTARTED);
    }

    @Test
    void whoWasThereAndBeginsAnewSoonAfterTheWatchBeganHasRestarted() {
        Case.beginning(3)
                .passes(8)
                .restarts("m2")
                .passes(3)
                .firesFor("m2", "member-lagging")
                .ranking()
                .begins(MEMBER_RESTARTED, LIKELY, "m2");
    }

    /** A committee that was seen to begin, and has had one leader for so many seconds. */
    private static Case settled(int seconds) {
        return Case.beginning(3)
                .isOutside("m1", "m2", "m3")
                .passes(5)
                .joins(2, "m1", "m2", "m3")
                .leads("m1")
                .passes(seconds);
    }

    @Test
    void whoWasNeverThereDidNotRunBeforeTheOthersBegan() {
        Case.beginning(3)
                .refuses("m3")
                .restarts("m1", "m2")
                .passes(5)
                .fires("round-stall")
                .ranking()
                .doesNotName(MEMBER_RESTARTED);
    }

    // "Aggregator crash-loop. Symptom: aggregator exits or OOMs shortly after boot."
    @Test
    void anAggregatorThatStartsAgainAndAgainIsInACrashLoop() {
        Case.of(3)
                .restarts("aggregator")
                .passes(20)
                .refuses("aggregator")
                .passes(5)
                .restarts("aggregator")
                .passes(20)
                .refuses("aggregator")
                .passes(5)
                .firesFor("aggregator", "crash-loop")
                .firesFor("aggregator", "member-down")
                .ranking()
                .begins(AGGREGATOR_CRASH_LOOP, VERY_LIKELY, "aggregator")
                .goesOn(AGGREGATOR_STOPPED, VERY_LIKELY, "aggregator")
                // "lower client concurrency by splitting the publisher fleet", "tune the aggregator's stream buffer"
                .advises(AGGREGATOR_CRASH_LOOP, "split the publishers")
                .advises(AGGREGATOR_CRASH_LOOP, "stream buffer");
    }

    @Test
    void oneRestartOfTheAggregatorIsNoCrashLoop() {
        Case.of(3)
                .refuses("aggregator")
                .passes(5)
                .restarts("aggregator")
                .passes(5)
                .fires("round-stall")
                .ranking()
                .doesNotName(AGGREGATOR_CRASH_LOOP, AGGREGATOR_STOPPED);
    }

    @Test
    void anOldPanicDoesNotMakeACrashLoopLikelier() {
        Case.of(3)
                .logs("aggregator", EventKind.PANIC)
                .passes(900)
                .restarts("aggregator")
                .passes(20)
                .restarts("aggregator")
                .passes(20)
                .firesFor("aggregator", "crash-loop")
                .ranking()
                .begins(AGGREGATOR_CRASH_LOOP, LIKELY, "aggregator");
    }

    // "Stuck rounds: … aggregator is down" (seed 000, alert 1)
    @Test
    void aStoppedAggregatorStopsTheRounds() {
        Case.of(3)
                .refuses("aggregator")
                .passes(30)
                .fires("round-stall")
                .firesFor("aggregator", "member-down")
                .ranking()
                .begins(AGGREGATOR_STOPPED, VERY_LIKELY, "aggregator")
                .doesNotName(MEMBER_STOPPED)
                .doesNotKnow(AGGREGATOR_STOPPED, "whether peers have lost their bonds");
    }

    @Test
    void aStoppedAggregatorDoesNotTakeTheCommitteesLeaderAway() {
        Case.of(3)
                .refuses("aggregator")
                .leads()
                .passes(30)
                .fires("leader-absent")
                .ranking()
                .doesNotName(AGGREGATOR_STOPPED);
    }

    @Test
    void aRestartThatTheMemberHasGotOverExplainsNothingThatBeginsLater() {
        Case.of(3)
                .restarts("m2")
                .passes(40)
                .isSilent("m3")
                .bonds(1, "m1", "m2")
                .passes(5)
                .firesFor("m3", "member-down")
                .fires("leader-absent")
                .ranking()
                .begins(MEMBER_FROZEN, VERY_LIKELY, "m3")
                .doesNotName(MEMBER_RESTARTED);
    }

    @Test
    void aRestartExplainsWhatBeganBeforeTheMemberHadGotOverIt() {
        Case.of(3)
                .restarts("m2")
                .passes(3)
                .fires("leader-absent")
                .passes(60)
                .ranking()
                .begins(MEMBER_RESTARTED, LIKELY, "m2");
    }

    @Test
    void aRestartAfterWhichTheMemberLacksABondIsNotOver() {
        Case.of(3)
                .restarts("m2")
                .bonds(1, "m2", "m1")
                .passes(40)
                .fires("leader-absent")
                .ranking()
                .begins(MEMBER_RESTARTED, LIKELY, "m2");
    }

    @Test
    void whereNoBondsAreToldARestartIsOverWhenTheMemberHasAnsweredForAWhile() {
        Case restarted = Case.of(3).hides(Signal.BONDS, "m2").restarts("m2").passes(5);
        restarted.fires("leader-absent").ranking().begins(MEMBER_RESTARTED, LIKELY, "m2");
        restarted
                .calms("leader-absent", null)
                .passes(40)
                .fires("leader-churn")
                .ranking()
                .doesNotName(MEMBER_RESTARTED);
    }

    @Test
    void aRoundThatIsMissedLaterMayStillHaveBeenLostToARestart() {
        Case.with(3, Map.of("round-period", Duration.ofSeconds(3), "round-deadline", Duration.ofSeconds(15)))
                .passes(60)
                .restarts("m2")
                .passes(25)
                .fires("round-stall")
                .ranking()
                .begins(MEMBER_RESTARTED, LIKELY, "m2");
    }

    @Test
    void whatOneMemberHasByItselfIsNotExplainedByAnothers() {
        Case.of(3)
                .restarts("m2")
                .passes(3)
                .firesFor("m3", "member-hung")
                .firesFor("m3", "member-down")
                .ranking()
                .begins(MEMBER_FROZEN, LIKELY, "m3")
                .doesNotName(MEMBER_RESTARTED);
    }

    @Test
    void howItsLastProcessEndedIsNoBurstOfTheNext() {
        comesAndGoes(Case.of(3).refuses("m2").passes(10).restarts("m2").passes(5))
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_STARVED, LIKELY, "m2");
        Case.of(3)
                .isSilent("m2")
                .passes(4)
                .answers("m2")
                .passes(6)
                .isSilent("m2")
                .passes(4)
                .restarts("m2")
                .passes(6)
                .isSilent("m2")
                .bonds(1, "m1", "m3")
                .passes(4)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_FROZEN, VERY_LIKELY, "m2");
    }

    @ParameterizedTest
    @EnumSource(
            value = ScrapeFailure.class,
            names = {"TLS", "UNAUTHORIZED", "REDIRECT", "BAD_STATUS", "BAD_BODY", "BAD_ENCODING"})
    void whoAnswersWithoutAReadablePageIsNeitherGoneNorFrozenNorAreWeCutOff(ScrapeFailure failure) {
        for (Case told : List.of(Case.of(1), Case.beginning(1))) {
            told.fails(failure, "m1")
                    .passes(40)
                    .firesFor("m1", "member-down")
                    .fires("watcher-blind")
                    .ranking()
                    .isUnknown()
                    .knows(UNKNOWN, "m1 answers, but not with a page that can be read: " + failure.word())
                    .advises(
                            UNKNOWN,
                            failure == ScrapeFailure.TLS
                                    ? "openssl s_client -connect 127.0.0.1:1 "
                                    : "quorumwatch inspect http");
        }
    }

    @Test
    void whomWeCouldNotAskForWantOfAFileOfOursMayBeWell() {
        Case.of(3)
                .fails(ScrapeFailure.ACCESS, "m2", "m3")
                .passes(10)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(WATCHER_CUT_OFF, VERY_LIKELY)
                .knows(WATCHER_CUT_OFF, "we could not ask m2: access")
                .advises(WATCHER_CUT_OFF, "make readable to the agent what m2 is to be asked with")
                .doesNotName(MEMBER_STOPPED, MEMBER_FROZEN);
    }

    @Test
    void theCrashLoopOfAMemberIsReadInItsLogAndNotInTheAggregatorsSection() {
        Case.of(3)
                .firesFor("m2", "crash-loop")
                .ranking()
                .isUnknown()
                .advises(UNKNOWN, "panic|fatal|error")
                .saysNothingOf("ggregator");
    }

    /** A firewall drops what we send to its page, and it works. */
    @Test
    void whoIsSilentToUsAloneIsNotFrozen() {
        Case hidden = Case.of(3).isSilent("m2").passes(8).firesFor("m2", "member-down");
        hidden.ranking()
                .begins(MEMBER_FROZEN, POSSIBLE, "m2")
                .doesNotKnow(MEMBER_FROZEN, "give up their bonds to it: they still show them so far")
                .advises(MEMBER_FROZEN, "do not restart it while its peers show their bonds");

        hidden.passes(1)
                .ranking()
                .begins(MEMBER_STARVED, LIKELY, "m2")
                .knows(MEMBER_STARVED, "its peers have kept their bonds to m2")
                .advises(MEMBER_STARVED, "curl -m 5")
                .doesNotName(MEMBER_FROZEN);
    }

    /** Its bonds come back a moment before its page does. */
    @Test
    void whoWakesWasFrozenAlthoughItsPeersHaveItBack() {
        Case waking = Case.of(3)
                .isSilent("m2")
                .passes(5)
                .bonds(1, "m1", "m3")
                .passes(40)
                .firesFor("m2", "member-down")
                .bonds(2, "m1", "m3")
                .passes(1);
        waking.ranking().begins(MEMBER_FROZEN, LIKELY, "m2");
    }

    // Somebody repairs what was wrong with a member by starting it again.
    @Test
    void aStartThatFollowsATroubleIsNotItsCause() {
        Case repaired = Case.of(3)
                .bonds(0, "m3")
                .bonds(1, "m1", "m2")
                .passes(5)
                .firesFor("m3", "bond-missing")
                .passes(50)
                .restarts("m3")
                .passes(2);
        repaired.ranking().doesNotName(MEMBER_RESTARTED);
    }

    @Test
    void aStartExplainsWhatBeganWithItsStop() {
        Case.of(3)
                .refuses("m3")
                .passes(1)
                .bonds(1, "m1", "m2")
                .passes(5)
                .firesFor("m1", "bond-missing")
                .passes(20)
                .restarts("m3")
                .passes(2)
                .ranking()
                .goesOnOrBegins(MEMBER_RESTARTED, LIKELY);
    }
}
