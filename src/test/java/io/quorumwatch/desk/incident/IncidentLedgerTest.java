package io.quorumwatch.desk.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.IncidentCondition;
import io.quorumwatch.bus.IncidentState;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.testing.TestClusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentLedgerTest {

    private final Case committee = Case.of(3);

    private @Nullable Incident review() {
        return committee.ledger.review(committee.now());
    }

    private Incident news() {
        return Objects.requireNonNull(review());
    }

    private static List<String> causes(Incident incident) {
        return incident.causes().stream().map(RankedCause::cause).toList();
    }

    private Incident stopsM2() {
        committee.refuses("m2").bonds(1, "m1", "m3").passes(5).firesFor("m2", "member-down");
        return news();
    }

    @Test
    void aCalmClusterHasNoIncident() {
        assertThat(review()).isNull();
        assertThat(committee.ledger.open()).isNull();
    }

    @Test
    void theFirstConditionThatFiresOpensAnIncidentWithAStableId() {
        Incident opened = stopsM2();
        assertThat(opened.state()).isEqualTo(IncidentState.OPENED);
        assertThat(opened.id()).isEqualTo("acme-20260501T120035.000Z");
        assertThat(opened.openedAt()).isEqualTo(committee.now());
        assertThat(opened.resolvedAt()).isNull();
        assertThat(opened.severity()).isEqualTo(Severity.WARNING);
        assertThat(causes(opened)).startsWith("member-stopped");
        committee.passes(5).fires("round-stall");
        Incident changed = news();
        assertThat(changed.state()).isEqualTo(IncidentState.CHANGED);
        assertThat(changed.id()).isEqualTo(opened.id());
        assertThat(changed.openedAt()).isEqualTo(opened.openedAt());
        assertThat(changed.severity()).isEqualTo(Severity.PAGE);
        assertThat(changed.conditions().stream().map(IncidentCondition::condition))
                .containsExactly("round-stall", "member-down");
    }

    @Test
    void whoStopsStaysStoppedWhileItStartsAgain() {
        Incident opened = stopsM2();
        assertThat(causes(opened)).startsWith("member-stopped");
        committee.isSilent("m2").passes(8);
        assertThat(review()).isNull();
        assertThat(causes(Objects.requireNonNull(committee.ledger.open()))).startsWith("member-stopped");
        committee.passes(60);
        assertThat(review()).as("what is merely possible").isNull();
        assertThat(causes(Objects.requireNonNull(committee.ledger.open()))).startsWith("member-stopped");
    }

    @Test
    void aReviewIsDueWhenEvidenceHasMovedOrTimeAloneMayTell() {
        assertThat(due()).as("nothing is open").isFalse();
        Incident opened = stopsM2();
        assertThat(due()).as("just reviewed").isFalse();
        committee.passes(3);
        assertThat(due()).as("looks that say the same").isFalse();
        committee.passes(2);
        assertThat(due()).as("time tells").isTrue();
        assertThat(review()).isNull();

        committee.isSilent("m2").passes(1);
        assertThat(due()).as("it fails otherwise").isTrue();
        assertThat(review()).as("it may only start").isNull();
        committee.restarts("m2").passes(1);
        assertThat(due()).as("it answers").isTrue();
        assertThat(review()).isNotNull();
        committee.bonds(0, "m3").passes(1);
        assertThat(due()).as("a bond is lost").isTrue();
        assertThat(review()).isNull();
        committee.logs("m3", EventKind.BOND_SILENT);
        assertThat(due()).as("a log says something").isTrue();
        assertThat(review()).isNull();
        committee.firesFor("m3", "bond-missing");
        assertThat(due()).as("a judge says something else").isTrue();
        assertThat(news().id()).isEqualTo(opened.id());
        assertThat(due()).isFalse();
        assertThat(committee.ledger.isDue(committee.now().minusSeconds(3600)))
                .as("the clock was set back")
                .isTrue();
    }

    @Test
    void otherFactsBehindWhatIsTrueAreReviewedAtOnce() {
        Incident opened = stopsM2();
        committee.parts("[2, 1]");
        assertThat(committee.ledger.isUrgent()).as("a condition fires").isTrue();
        assertThat(news().id()).isEqualTo(opened.id());
        committee.parts("[2, 1]");
        assertThat(committee.ledger.isUrgent()).as("it is repeated").isFalse();
        committee.parts("[1, 1, 1]");
        assertThat(committee.ledger.isUrgent()).as("the bonds form other parts").isTrue();
        assertThat(review()).isNull();
        committee.calms("member-lagging", "m1");
        assertThat(review()).isNull();
        committee.calms("member-lagging", "m1");
        assertThat(committee.ledger.isUrgent()).as("all is well, as before").isFalse();
    }

    private boolean due() {
        return committee.ledger.isDue(committee.now());
    }

    @Test
    void whatIsOnlyPendingOrOnlyInformsOpensNothing() {
        committee.fires("attestation-expiring", "m1", Severity.INFO, Map.of());
        assertThat(review()).isNull();
    }

    @Test
    void theSameConditionsAndCausesAreNoNewsHoweverMuchTimePasses() {
        Incident opened = stopsM2();
        for (int second = 0; second < 20; second++) {
            committee.passes(1);
            assertThat(review()).isNull();
        }
        Incident shown = Objects.requireNonNull(committee.ledger.open());
        assertThat(shown.at()).isAfter(opened.at());
        assertThat(shown.state()).isEqualTo(IncidentState.OPENED);
    }

    @Test
    void aUniverseIncidentHoldsThePagesOfItsClustersBackAndNothingElse() {
        assertThat(stopsM2().conditions()).noneMatch(IncidentCondition::heldBack);
        committee
                .fires("round-stall")
                .fires("history-diverging", null, Severity.CRITICAL, Map.of())
                .fires("escalation");
        assertThat(news().conditions()).noneMatch(IncidentCondition::heldBack);

        committee.fires("universe-incident");
        Incident together = news();
        assertThat(together.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(together.conditions().stream()
                        .filter(IncidentCondition::heldBack)
                        .map(IncidentCondition::condition))
                .containsExactly("round-stall");

        committee.calms("universe-incident", null);
        assertThat(news().conditions()).noneMatch(IncidentCondition::heldBack);
    }

    @Test
    void anotherRankingOfCausesIsNews() {
        committee.isSilent("m2").passes(5).firesFor("m2", "member-down");
        assertThat(news().firstCause().cause()).isEqualTo("member-frozen");
        committee.refuses("m2").passes(1);
        Incident changed = news();
        assertThat(changed.state()).isEqualTo(IncidentState.CHANGED);
        assertThat(changed.firstCause().cause()).isEqualTo("member-stopped");
    }

    @Test
    void aClusterHasOneIncidentHoweverManyConditionsFire() {
        Incident opened = stopsM2();
        committee.fires("round-stall", "leader-absent", "quorum-margin").firesFor("m1", "bond-missing");
        assertThat(news().id()).isEqualTo(opened.id());
        assertThat(Objects.requireNonNull(committee.ledger.open()).conditions()).hasSize(5);
    }

    @Test
    void itIsResolvedWhenTheLastConditionIsCalmAndKeepsItsCausesAndItsLoudness() {
        Incident opened = stopsM2();
        committee.passes(5).fires("round-stall");
        assertThat(news().severity()).isEqualTo(Severity.PAGE);
        committee.joins(2, "m2").bonds(2, "m1", "m3").passes(5).calms("round-stall", null);
        Incident calming = news();
        assertThat(calming.severity()).isEqualTo(Severity.WARNING);
        assertThat(causes(calming)).startsWith("member-stopped");
        committee.calms("member-down", "m2");
        Incident resolved = news();
        assertThat(resolved.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(resolved.id()).isEqualTo(opened.id());
        assertThat(resolved.resolvedAt()).isEqualTo(committee.now());
        assertThat(resolved.severity()).isEqualTo(Severity.PAGE);
        assertThat(resolved.conditions()).hasSize(2).noneMatch(IncidentCondition::firing);
        assertThat(causes(resolved)).startsWith("member-stopped");
        assertThat(committee.ledger.open()).isNull();
        assertThat(review()).isNull();
    }

    @Test
    void itGoesOnWhileItsCauseIsAboutToShowInAnotherWay() {
        Incident opened = stopsM2();
        committee.begins("round-stall").joins(2, "m2").bonds(2, "m1", "m3").calms("member-down", "m2");
        Incident calming = news();
        assertThat(calming.state()).isEqualTo(IncidentState.CHANGED);
        assertThat(calming.conditions()).noneMatch(IncidentCondition::firing);
        assertThat(causes(calming)).startsWith("member-stopped");
        committee.fires("round-stall");
        assertThat(news().id()).isEqualTo(opened.id());
        committee.calms("round-stall", null).begins("escalation");
        assertThat(news().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void whatWouldFireMuchLaterIsNoPartOfWhatIsOver() {
        assertThat(stopsM2().firstCause().cause()).isEqualTo("member-stopped");
        committee.begins("catalog-shift").joins(2, "m2").bonds(2, "m1", "m3").calms("member-down", "m2");
        assertThat(news().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void whatOnlyPendsDoesNotReplaceTheCauseThatWasFound() {
        committee.isSilent("m2").passes(5).firesFor("m2", "member-down").fires("quorum-margin");
        assertThat(causes(news())).startsWith("member-frozen");
        committee.answers("m2").beginsFor("m3", "peer-round-trip-slow").passes(1);
        assertThat(review()).isNull();
        assertThat(causes(Objects.requireNonNull(committee.ledger.open())))
                .startsWith("member-frozen")
                .doesNotContain("network-slow");
        committee.calms("quorum-margin", null).calms("member-down", "m2");
        Incident resolved = news();
        assertThat(resolved.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(causes(resolved)).startsWith("member-frozen").doesNotContain("network-slow");
    }

    @Test
    void aSlowNetworkThatFiresReplacesACauseThatIsOver() {
        committee.isSilent("m2").passes(5).firesFor("m2", "member-down").fires("quorum-margin");
        assertThat(causes(news())).startsWith("member-frozen");
        committee.answers("m2").firesFor("m3", "peer-round-trip-slow").passes(1);
        assertThat(causes(news())).startsWith("network-slow");
    }

    @Test
    void aRestartBeforeTheIncidentDoesNotReplaceTheCauseThatWasFound() {
        committee
                .restarts("m3")
                .passes(4)
                .isSilent("m2")
                .bonds(1, "m1", "m3")
                .passes(5)
                .firesFor("m2", "member-down")
                .fires("leader-multiple");
        assertThat(causes(news())).startsWith("member-frozen");
        committee.answers("m2").bonds(2, "m1", "m3").passes(1);
        var unused = review();
        assertThat(causes(Objects.requireNonNull(committee.ledger.open()))).startsWith("member-frozen");
        committee.calms("leader-multiple", null).calms("member-down", "m2");
        assertThat(causes(news())).startsWith("member-frozen");
    }

    @Test
    void somethingElseThatGoesWrongWhileThingsCalmDownIsNotBlamedOnTheOldCause() {
        assertThat(stopsM2().firstCause().cause()).isEqualTo("member-stopped");
        committee.joins(2, "m2").bonds(2, "m1", "m3").passes(5).fires("escalation");
        assertThat(causes(news())).containsExactly("unknown");
    }

    @Test
    void whatRecoveryShowsForAMomentIsNotTakenForTheCause() {
        committee
                .refuses("m2", "m3")
                .bonds(0, "m1")
                .passes(5)
                .firesFor("m2", "member-down")
                .firesFor("m3", "member-down");
        assertThat(causes(news())).startsWith("member-stopped");

        committee.joins(0, "m2", "m3").passes(1).parts("[1, 1, 1]");
        assertThat(causes(news())).startsWith("network-partition");
        committee.bonds(2, "m1", "m2", "m3").passes(1).calms("partition", null).fires("quorum-lost");
        assertThat(causes(news())).startsWith("member-stopped");

        committee.calms("member-down", "m2").calms("member-down", "m3").calms("quorum-lost", null);
        Incident resolved = news();
        assertThat(resolved.resolved()).isTrue();
        assertThat(resolved.firstCause().cause()).isEqualTo("member-stopped");
        assertThat(resolved.firstCause().subjects()).containsExactly("m2", "m3");
    }

    @Test
    void aConditionThatComesAgainIsTheSameIncidentUntilAllIsCalmAndAnotherOneAfterwards() {
        Incident first = stopsM2();
        committee.fires("round-stall").passes(1);
        assertThat(news().id()).isEqualTo(first.id());
        committee.calms("member-down", "m2").passes(3);
        assertThat(news().id()).isEqualTo(first.id());
        committee.firesFor("m2", "member-down").passes(1);
        Incident again = news();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.conditions()).hasSize(2).allMatch(IncidentCondition::firing);
        committee.calms("member-down", "m2").calms("round-stall", null);
        assertThat(news().state()).isEqualTo(IncidentState.RESOLVED);
        committee.passes(7).firesFor("m2", "member-down");
        Incident second = news();
        assertThat(second.state()).isEqualTo(IncidentState.OPENED);
        assertThat(second.id()).isNotEqualTo(first.id()).isEqualTo("acme-20260501T120047.000Z");
        assertThat(second.conditions()).hasSize(1);
    }

    @Test
    void whatCannotBeSeenResolvesNothing() {
        Incident opened = stopsM2();
        committee
                .cannotJudge("member-down", "m2", Severity.WARNING, UnknownReason.STALE)
                .passes(30);
        assertThat(review()).isNull();
        assertThat(Objects.requireNonNull(committee.ledger.open()).id()).isEqualTo(opened.id());
    }

    @Test
    void whatHasNothingToBeSeenAnyMoreIsOver() {
        committee.firesFor("m3", "bond-missing");
        assertThat(news().state()).isEqualTo(IncidentState.OPENED);
        committee.cannotJudge("bond-missing", "m3", Severity.WARNING, UnknownReason.MEMBER_UNSEEN);
        assertThat(review()).isNull();
        committee.passes(5);
        assertThat(news().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void whatIsLeftToOthersForAMomentIsNoIncidentOfItsOwn() {
        committee.firesFor("m3", "member-lagging");
        Incident opened = news();
        committee.cannotJudge("member-lagging", "m3", Severity.WARNING, UnknownReason.NO_SINGLE_LEADER);
        assertThat(review()).isNull();
        committee.passes(1).firesFor("m3", "member-lagging").passes(60);
        assertThat(review()).isNull();
        assertThat(Objects.requireNonNull(committee.ledger.open()).id()).isEqualTo(opened.id());
    }

    @Test
    void whatWasNeverSeenToFireDoesNotOpenAnIncidentByBeingUnknown() {
        committee.cannotJudge("leader-absent", UnknownReason.STALE);
        assertThat(review()).isNull();
    }

    @Test
    void aSubjectThatItsJudgeDoesNotNameAnyMoreHasLeft() {
        committee.firesFor("m3", "member-down").firesFor("m2", "member-booting");
        assertThat(news().conditions()).hasSize(2);
        committee.forgets("member-down", "m3").passes(21);
        assertThat(news().conditions().stream().filter(IncidentCondition::firing))
                .extracting(IncidentCondition::condition)
                .containsExactly("member-booting");
    }

    @Test
    void aPauseOfTheWatcherForgetsNobody() {
        Incident opened = stopsM2();
        committee.isPausedFor(120);
        assertThat(review()).isNull();
        assertThat(Objects.requireNonNull(committee.ledger.open()).id()).isEqualTo(opened.id());
    }

    @Test
    void aMemberThatLeavesTheConfigurationTakesItsConditionsAlong() {
        assertThat(stopsM2().state()).isEqualTo(IncidentState.OPENED);
        committee.ledger.change(
                WatchPlan.of(TestClusters.of("acme", "zipnet", Map.of(), "m1", "m3"), Set.of("committee"), Map.of()));
        assertThat(news().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void closingEndsWhatIsOpenAndOnlyThat() {
        assertThat(committee.ledger.close(committee.now())).isNull();
        Incident opened = stopsM2();
        Incident closed = Objects.requireNonNull(committee.ledger.close(committee.now()));
        assertThat(closed.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(closed.id()).isEqualTo(opened.id());
        assertThat(committee.ledger.open()).isNull();
    }

    @Test
    void aLongIncidentWithEverNewMembersStaysBounded() {
        committee.fires("round-stall");
        assertThat(news().conditions()).hasSize(1);
        for (int member = 0; member < IncidentConditions.MOST + 50; member++) {
            committee.firesFor("pod-" + member, "member-down");
            assertThat(review()).isNotNull();
            committee.calms("member-down", "pod-" + member).forgets("member-down", "pod-" + member);
        }
        List<IncidentCondition> kept =
                Objects.requireNonNull(committee.ledger.open()).conditions();
        assertThat(kept).hasSize(IncidentConditions.MOST);
        assertThat(kept.get(0).condition()).isEqualTo("round-stall");
    }

    @Test
    void membersWithoutALogAreBlindSpotsUntilItIsRead() {
        assertThat(spots()).containsOnlyKeys("m1", "m2", "m3");
        assertThat(spots().get("m1")).isEqualTo("its log is not read");
        committee.logs("m1", EventKind.LOG_FOLLOWED);
        assertThat(spots()).containsOnlyKeys("m2", "m3");
    }

    @Test
    void aLogThatIsLostIsABlindSpotWithItsReasonUntilItIsReadAgain() {
        committee.logsAreRead().logs("m2", EventKind.LOG_LOST, Map.of("reason", "not-found"));
        assertThat(spots()).isEqualTo(Map.of("m2", "its log cannot be read any more: not-found"));
        committee.logs("m2", EventKind.ROUND_OPENED);
        assertThat(spots()).isEmpty();
    }

    @Test
    void aLogThatToldOfAStartAndOfNoBondIsQuiet() {
        committee.logsAreRead().logs("m2", EventKind.NODE_UP).passes(60);
        assertThat(spots()).isEmpty();
        committee.passes(1);
        assertThat(spots()).containsOnlyKeys("m2");
        assertThat(spots().get("m2")).contains("no lines about elections and bonds");
        committee.logs("m2", EventKind.BOND_FORMED, "m1");
        assertThat(spots()).isEmpty();
    }

    @Test
    void aLogThatSaidNothingWhenBondsChangedIsQuiet() {
        committee.logsAreRead().passes(300);
        assertThat(spots()).isEmpty();
        committee.bonds(1, "m1").passes(62);
        assertThat(spots()).containsOnlyKeys("m1");
    }

    @Test
    void aLogThatIsReadFromTheMiddleOfACalmTimeIsNotCalledQuiet() {
        committee.logsAreRead().logs("m1", EventKind.ROUND_FINALIZED).passes(3600);
        assertThat(spots()).isEmpty();
    }

    @Test
    void aMemberThatBeginsAnewAtALowerLevelIsQuietAgain() {
        committee
                .logsAreRead()
                .logs("m1", EventKind.BOND_FORMED, "m2")
                .passes(300)
                .logs("m1", EventKind.NODE_UP)
                .passes(61);
        assertThat(spots()).containsOnlyKeys("m1");
    }

    @Test
    void whereNoRoundsAreExpectedLogsAreNotMissed() {
        WatchPlan kv = WatchPlan.of(TestClusters.of("kv", "etcd", Map.of(), "a"), Set.of("member"), Map.of());
        assertThat(new IncidentLedger(kv).blindSpots(Case.START)).isEmpty();
    }

    private Map<String, String> spots() {
        Map<String, String> reasons = new HashMap<>();
        for (BlindSpot spot : committee.ledger.blindSpots(committee.now())) {
            reasons.put(Objects.requireNonNull(spot.member()), spot.reason());
            assertThat(spot.watched()).isEqualTo("acme");
            assertThat(spot.conditions()).contains("attestation-refused");
            assertThat(spot.remedy()).contains(Objects.requireNonNull(spot.member()));
        }
        return reasons;
    }

    /** What could be seen of it is gone, and its rounds have not come back yet. */
    @Test
    void whatIsOverAsksForNothingToBeDoneAboutIt() {
        Incident opened = stopsM2();
        assertThat(opened.causes().get(0).next()).doesNotContain("nothing at once");
        committee.answers("m2").passes(1);

        Incident healing = reviewed();

        assertThat(healing.causes().get(0).cause()).isEqualTo("member-stopped");
        assertThat(healing.causes().get(0).next()).contains("nothing at once");
        assertThat(healing.causes().get(0).against()).contains("m2: its port does not refuse connections");

        committee.refuses("m2").passes(1);
        assertThat(reviewed().causes().get(0).next()).doesNotContain("nothing at once");
    }

    /** The open incident as it stands now; that its evidence has moved is no news. */
    private Incident reviewed() {
        assertThat(review()).isNull();
        return Objects.requireNonNull(committee.ledger.open());
    }

    /** The pages show how many clients there are no more than before; there is something that was found. */
    @Test
    void aGuessTakesThePlaceOfNothingThatWasFound() {
        Incident opened = stopsM2();
        committee
                .fires("round-stall")
                .answers("m2")
                .passes(40)
                .calms("member-down", "m2")
                .passes(5);
        Incident later = review();
        assertThat(causes(later == null ? opened : later)).startsWith("member-stopped");
    }

    /** All were killed and are back; their bonds are not all made yet, and the stall of the outage is not over. */
    @Test
    void whatPendsSinceAStartIsNotTheCauseOfTheOutageBefore() {
        committee
                .refuses("m1", "m2", "m3")
                .passes(5)
                .firesFor("m1", "member-down")
                .fires("round-stall");
        assertThat(causes(news())).startsWith("member-stopped");
        committee.passes(20).joins(1, "m1", "m2", "m3").leads("m1").passes(1).begins("partition");

        Incident later = review();

        assertThat(causes(later == null ? Objects.requireNonNull(committee.ledger.open()) : later))
                .startsWith("member-stopped");
    }

    /** They come back one after the other. */
    @Test
    void allThatWereStoppedAreNamedUntilTheEnd() {
        committee
                .refuses("m1", "m2", "m3")
                .passes(5)
                .firesFor("m1", "member-down")
                .fires("round-stall");
        assertThat(news().causes().get(0).subjects()).containsExactly("m1", "m2", "m3");

        committee.joins(2, "m1").passes(1).joins(2, "m2").passes(1);
        var unused = review();
        committee.joins(2, "m3").passes(1);
        unused = review();

        assertThat(Objects.requireNonNull(committee.ledger.open())
                        .causes()
                        .get(0)
                        .subjects())
                .containsExactly("m1", "m2", "m3");
    }
}
