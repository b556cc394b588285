package io.quorumwatch.desk.incident;

import static io.quorumwatch.bus.Likelihood.LIKELY;
import static io.quorumwatch.bus.Likelihood.POSSIBLE;
import static io.quorumwatch.bus.Likelihood.VERY_LIKELY;
import static io.quorumwatch.desk.incident.Cause.MEMBER_FROZEN;
import static io.quorumwatch.desk.incident.Cause.MEMBER_NEVER_JOINED;
import static io.quorumwatch.desk.incident.Cause.MEMBER_STARVED;
import static io.quorumwatch.desk.incident.Cause.MEMBER_STOPPED;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members that listen and do not answer yet, and how a committee begins that shows no page before it has a leader. */
class StartingTest {

    @Test
    void whoHasNotAnsweredSinceItsPortRefusedMayStillStart() {
        startsAgain(10).ranking().doesNotName(MEMBER_FROZEN, MEMBER_STARVED);
        startsAgain(59).ranking().doesNotName(MEMBER_FROZEN, MEMBER_STARVED);
    }

    @Test
    void whoDoesNotAnswerAMinuteAfterItsPortRefusedMayBeFrozen() {
        startsAgain(61)
                .ranking()
                .begins(MEMBER_FROZEN, POSSIBLE, "m2")
                .doesNotKnow(MEMBER_FROZEN, "whether m2 still starts: m2 has not answered since its port last refused");
    }

    /** {@code m2} is gone for ten seconds, and then takes connections for so long without an answer. */
    private static Case startsAgain(int silentFor) {
        return Case.of(3)
                .refuses("m2")
                .bonds(1, "m1", "m3")
                .passes(10)
                .isSilent("m2")
                .passes(silentFor)
                .firesFor("m2", "member-down");
    }

    @Test
    void whoAnsweredAfterItsPortRefusedAndThenStandsStillIsFrozen() {
        Case.of(3)
                .refuses("m2")
                .passes(5)
                .answers("m2")
                .passes(20)
                .isSilent("m2")
                .bonds(1, "m1", "m3")
                .passes(10)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_FROZEN, VERY_LIKELY, "m2");
    }

    @Test
    void whoSaysInItsLogThatItIsUpHasStarted() {
        Case.of(3)
                .logsAreRead()
                .refuses("m2")
                .bonds(1, "m1", "m3")
                .passes(10)
                .isSilent("m2")
                .passes(2)
                .logs("m2", EventKind.GROUP_JOINED)
                .passes(10)
                .firesFor("m2", "member-down")
                .ranking()
                .begins(MEMBER_FROZEN, VERY_LIKELY, "m2");
    }

    // etcd answers its client port only after it has joined a majority.
    @Test
    void whoWaitsForAMajorityIsNotFrozenHoweverLongItWaits() {
        Case waiting = Case.beginning(5)
                .isSilent("m1", "m2")
                .refuses("m3", "m4", "m5")
                .passes(300)
                .firesFor("m1", "member-down")
                .firesFor("m3", "member-down")
                .fires("quorum-lost");
        waiting.ranking().begins(MEMBER_STOPPED, LIKELY, "m3", "m4", "m5").doesNotName(MEMBER_FROZEN, MEMBER_STARVED);

        waiting.isSilent("m3").passes(59).ranking().doesNotName(MEMBER_FROZEN);
        waiting.passes(2).ranking().goesOnOrBegins(MEMBER_FROZEN, POSSIBLE);
    }

    @Test
    void theAggregatorWaitsForNoMajority() {
        Case.beginning(3)
                .refuses("m1", "m2")
                .isSilent("aggregator")
                .passes(61)
                .firesFor("aggregator", "member-down")
                .ranking()
                .goesOnOrBegins(MEMBER_FROZEN, POSSIBLE);
    }

    @Test
    void whoIsSilentSinceTheWatchBeganInACommitteeThatWasNotSeenToBeginMayBeFrozenAsWellAsNeverThere() {
        Case byItsIndex = silentFromTheFirst().signal(Signal.COMMIT_INDEX, 4000, "m1", "m2");
        Case byItsAge = silentFromTheFirst().signal(Signal.START_TIME, Case.START.getEpochSecond() - 3600, "m1", "m2");
        Case idle = silentFromTheFirst();
        for (Case old : List.of(byItsIndex, byItsAge, idle)) {
            old.passes(10)
                    .firesFor("m3", "member-down")
                    .ranking()
                    .begins(MEMBER_FROZEN, POSSIBLE, "m3")
                    .goesOn(MEMBER_NEVER_JOINED, POSSIBLE, "m3")
                    .doesNotKnow(
                            MEMBER_NEVER_JOINED, "whether m3, which takes connections, was in the committee before")
                    .advises(MEMBER_NEVER_JOINED, "if it does not run, start m3");
        }
    }

    @Test
    void whoIsSilentSinceACommitteeBeganHasNotJoinedAndIsNotFrozenBeforeItHadItsTime() {
        Case began = silentFromTheFirst()
                .signal(Signal.COMMIT_INDEX, 6, "m1", "m2")
                .signal(Signal.START_TIME, Case.START.getEpochSecond() - 3, "m1", "m2")
                .passes(50)
                .firesFor("m3", "member-down");
        began.ranking().begins(MEMBER_NEVER_JOINED, VERY_LIKELY, "m3").doesNotName(MEMBER_FROZEN);
        began.passes(12)
                .ranking()
                .begins(MEMBER_NEVER_JOINED, VERY_LIKELY, "m3")
                .goesOn(MEMBER_FROZEN, POSSIBLE, "m3");
    }

    private static Case silentFromTheFirst() {
        return Case.beginning(3).isSilent("m3").bonds(1, "m1", "m2");
    }

    @Test
    void aCommitteeWhosePagesSayThatItBeganJustNowBeganWithoutWhoIsMissing() {
        startedBefore(3, 6, 12)
                .ranking()
                .begins(MEMBER_NEVER_JOINED, VERY_LIKELY, "m3")
                .knows(MEMBER_NEVER_JOINED, "the committee was seen to begin without m3")
                .goesOn(MEMBER_STOPPED, LIKELY, "m3");
    }

    @Test
    void membersThatWereStartedAgainWithWhatTheyHadBeforeShowNoBeginning() {
        startedBefore(3, 60_000, 12).ranking().begins(MEMBER_STOPPED, LIKELY, "m3");
    }

    @Test
    void membersThatRanBeforeTheWatchShowNoBeginningHoweverLittleTheyDid() {
        startedBefore(40, 6, 12).ranking().begins(MEMBER_STOPPED, LIKELY, "m3");
    }

    @Test
    void pagesThatSayNothingOfTheirStartShowNoBeginning() {
        Case.beginning(3)
                .refuses("m3")
                .bonds(1, "m1", "m2")
                .signal(Signal.COMMIT_INDEX, 6, "m1", "m2")
                .passes(12)
                .firesFor("m3", "member-down")
                .ranking()
                .begins(MEMBER_STOPPED, LIKELY, "m3")
                .countsAgainst(MEMBER_NEVER_JOINED, "was not seen to begin without m3");
    }

    /** {@code m1} and {@code m2} began so many seconds before the watch, and have committed so many entries. */
    private static Case startedBefore(int seconds, int entries, int passes) {
        return Case.beginning(3)
                .refuses("m3")
                .bonds(1, "m1", "m2")
                .signal(Signal.COMMIT_INDEX, entries, "m1", "m2")
                .signal(Signal.START_TIME, Case.START.getEpochSecond() - seconds, "m1", "m2")
                .passes(passes)
                .firesFor("m3", "member-down");
    }

    @Test
    void portsThatRefusedFirstShowABeginningAlthoughNobodyWasSeenWithoutALeader() {
        beginsAfterSilence().ranking().begins(MEMBER_NEVER_JOINED, VERY_LIKELY, "m3");
    }

    /** They refuse, are silent while they find each other, and answer with a leader; somebody is silent at any time. */
    private static Case beginsAfterSilence() {
        return Case.beginning(3)
                .isSilent("m1")
                .refuses("m2", "m3")
                .passes(1)
                .refuses("m1")
                .isSilent("m2")
                .passes(1)
                .isSilent("m1")
                .passes(2)
                .answers("m1", "m2")
                .bonds(1, "m1", "m2")
                .signal(Signal.COMMIT_INDEX, 6000, "m1", "m2")
                .passes(10)
                .firesFor("m3", "member-down");
    }

    @Test
    void oneThatWasThereBeforeMakesItNoBeginning() {
        Case.beginning(3)
                .refuses("m2", "m3")
                .bonds(1, "m1", "m2")
                .passes(2)
                .answers("m2")
                .passes(10)
                .firesFor("m3", "member-down")
                .ranking()
                .begins(MEMBER_STOPPED, LIKELY, "m3");
    }

    /** Its peers are looked at a moment before it is. */
    @Test
    void whoNeverJoinedHasNotStoppedWhenItComesUp() {
        startedBefore(3, 6, 12)
                .link("m1", "m3", true)
                .passes(1)
                .ranking()
                .goesOnOrBegins(MEMBER_STOPPED, POSSIBLE)
                .doesNotKnow(MEMBER_STOPPED, "its port refuses connections, but peers show bonds to it");
        startedBefore(3600, 6, 12).link("m1", "m3", true).passes(1).ranking().begins(MEMBER_STOPPED, LIKELY, "m3");
    }
}
