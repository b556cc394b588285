package io.quorumwatch.desk.incident;

import static io.quorumwatch.bus.Likelihood.LIKELY;
import static io.quorumwatch.bus.Likelihood.POSSIBLE;
import static io.quorumwatch.bus.Likelihood.VERY_LIKELY;
import static io.quorumwatch.desk.incident.Cause.AGGREGATOR_STOPPED;
import static io.quorumwatch.desk.incident.Cause.ATTESTATION_EXPIRED;
import static io.quorumwatch.desk.incident.Cause.LINK_CUT;
import static io.quorumwatch.desk.incident.Cause.MEMBER_FROZEN;
import static io.quorumwatch.desk.incident.Cause.MEMBER_NEVER_JOINED;
import static io.quorumwatch.desk.incident.Cause.MEMBER_RESTARTED;
import static io.quorumwatch.desk.incident.Cause.MEMBER_STOPPED;
import static io.quorumwatch.desk.incident.Cause.NETWORK_PARTITION;
import static io.quorumwatch.desk.incident.Cause.WATCHER_CUT_OFF;
import static io.quorumwatch.desk.incident.Cause.WRONG_GROUP;

import io.quorumwatch.bus.EventKind;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two things are wrong at once: both are named, neither hides the other, and the order of the members has no say. */
class RunbookDoubleFaultTest {

    @Test
    void aLeaderThatIsKilledWhileALinkIsCut() {
        leaderKilledWhileALinkIsCut(well(Case.beginning(5)))
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m1")
                .goesOn(LINK_CUT, LIKELY, "m2->m3");
    }

    private static Case leaderKilledWhileALinkIsCut(Case committee) {
        return committee
                .bonds(3, "m2", "m3")
                .passes(20)
                .refuses("m1")
                .leads("m4")
                .bonds(2, "m2", "m3")
                .bonds(3, "m4", "m5")
                .passes(20)
                .lacks("m2->m3")
                .firesFor("m1", "member-down")
                .fires("quorum-margin", null, Severity.WARNING, Map.of());
    }

    @Test
    void anExpiredTicketWhileTheAggregatorIsStopped() {
        expiredWhileTheAggregatorIsStopped(well(Case.beginning(5)))
                .ranking()
                .begins(ATTESTATION_EXPIRED, VERY_LIKELY, "m5")
                .goesOn(AGGREGATOR_STOPPED, VERY_LIKELY, "aggregator")
                .doesNotName(NETWORK_PARTITION);
    }

    private static Case expiredWhileTheAggregatorIsStopped(Case committee) {
        return committee
                .logsAreRead()
                .refuses("aggregator")
                .bonds(3, "m1", "m2", "m3", "m4")
                .bonds(0, "m5")
                .leads("m1", "m5")
                .logs("m2", EventKind.TICKET_EXPIRED, "m5")
                .logs("m5", EventKind.REFUSED_BY_PEER, "m2")
                .passes(30)
                .parts("[4, 1]")
                .firesFor("m5", "attestation-refused")
                .firesFor("aggregator", "member-down")
                .fires("leader-multiple");
    }

    @Test
    void aMemberThatIsGoneWhileTheRestIsParted() {
        goneWhileTheRestIsParted(well(Case.beginning(5)))
                .ranking()
                .goesOnOrBegins(MEMBER_STOPPED, VERY_LIKELY)
                .goesOnOrBegins(NETWORK_PARTITION, VERY_LIKELY)
                .knows(NETWORK_PARTITION, "all members that run answer us");
    }

    private static Case goneWhileTheRestIsParted(Case committee) {
        return committee
                .refuses("m5")
                .bonds(1, "m1", "m2", "m3", "m4")
                .leads("m1", "m3")
                .passes(20)
                .parts("[2, 2]")
                .firesFor("m5", "member-down")
                .fires("leader-multiple", "quorum-lost");
    }

    @Test
    void aMemberThatIsFrozenWhileTheRestIsPartedLeavesOpenWhereItBelongs() {
        well(Case.beginning(5))
                .isSilent("m5")
                .bonds(1, "m1", "m2", "m3", "m4")
                .leads("m1", "m3")
                .passes(20)
                .parts("[2, 2]")
                .fires("leader-multiple")
                .ranking()
                .begins(MEMBER_FROZEN, VERY_LIKELY, "m5")
                .goesOn(NETWORK_PARTITION, POSSIBLE)
                .doesNotKnow(NETWORK_PARTITION, "where m5 would belong");
    }

    @Test
    void oneMemberIsStoppedAndAnotherIsFrozen() {
        stoppedAndFrozen(well(Case.beginning(5)))
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m2")
                .goesOn(MEMBER_FROZEN, VERY_LIKELY, "m4");
    }

    private static Case stoppedAndFrozen(Case committee) {
        return committee
                .refuses("m2")
                .isSilent("m4")
                .bonds(2, "m1", "m3", "m5")
                .passes(15)
                .firesFor("m2", "member-down")
                .firesFor("m4", "member-down")
                .fires("quorum-margin", null, Severity.WARNING, Map.of());
    }

    @Test
    void aMemberIsStoppedWhileAnotherRestarts() {
        well(Case.beginning(5))
                .passes(60)
                .refuses("m2")
                .bonds(3, "m1", "m3", "m4", "m5")
                .restarts("m4")
                .logs("m4", EventKind.CATCH_UP_STARTED)
                .passes(10)
                .firesFor("m2", "member-down")
                .firesFor("m4", "member-lagging")
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m2")
                .goesOn(MEMBER_RESTARTED, VERY_LIKELY, "m4");
    }

    @Test
    void aMemberIsStoppedWhileWeAreCutOffFromOthers() {
        well(Case.beginning(5))
                .refuses("m5")
                .isSilent("m3", "m4")
                .bonds(3, "m1", "m2")
                .passes(40)
                .firesFor("m5", "member-down")
                .fires("watcher-blind")
                .ranking()
                .begins(WATCHER_CUT_OFF, VERY_LIKELY)
                .goesOn(MEMBER_STOPPED, VERY_LIKELY, "m5");
    }

    @Test
    void aMemberNeverJoinedAndAnotherStops() {
        Case.beginning(5)
                .refuses("m5")
                .isOutside("m1", "m2", "m3", "m4")
                .passes(5)
                .joins(3, "m1", "m2", "m3", "m4")
                .leads("m1")
                .passes(60)
                .refuses("m4")
                .bonds(2, "m1", "m2", "m3")
                .passes(20)
                .firesFor("m4", "member-down")
                .firesFor("m5", "member-down")
                .fires("quorum-margin", null, Severity.WARNING, Map.of())
                .ranking()
                .begins(MEMBER_STOPPED, VERY_LIKELY, "m4")
                .goesOn(MEMBER_NEVER_JOINED, VERY_LIKELY, "m5");
    }

    @Test
    void aMemberOfAnotherGroupWhileAnotherIsStopped() {
        well(Case.beginning(5))
                .group("77aa01bc9e", "m4")
                .bonds(0, "m4")
                .refuses("m5")
                .bonds(2, "m1", "m2", "m3")
                .passes(20)
                .parts("[3, 1]")
                .firesFor("m5", "member-down")
                .ranking()
                .goesOnOrBegins(WRONG_GROUP, LIKELY)
                .goesOnOrBegins(MEMBER_STOPPED, VERY_LIKELY);
    }

    @Test
    void twoTicketsRunOutTogether() {
        double past = Case.START.plusSeconds(20).getEpochSecond();
        well(Case.beginning(5))
                .signal(Signal.ATTESTATION_EXPIRY, past, "m4", "m2")
                .bonds(0, "m2", "m4")
                .bonds(2, "m1", "m3", "m5")
                .leads("m1", "m2", "m4")
                .passes(15)
                .parts("[3, 1, 1]")
                .fires("leader-multiple")
                .ranking()
                .begins(ATTESTATION_EXPIRED, VERY_LIKELY, "m2", "m4")
                .doesNotName(NETWORK_PARTITION);
    }

    static Stream<Function<Case, Case>> stories() {
        return Stream.of(
                RunbookDoubleFaultTest::leaderKilledWhileALinkIsCut,
                RunbookDoubleFaultTest::expiredWhileTheAggregatorIsStopped,
                RunbookDoubleFaultTest::goneWhileTheRestIsParted,
                RunbookDoubleFaultTest::stoppedAndFrozen,
                committee -> committee
                        .refuses("m5", "m3", "m1")
                        .bonds(1, "m2", "m4")
                        .passes(9)
                        .fires("quorum-lost"),
                committee -> committee
                        .isSilent("m1", "m2", "m3", "m4", "m5", "aggregator")
                        .passes(9)
                        .fires("watcher-blind"));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theOrderOfTheMembersHasNoSay(Function<Case, Case> story) {
        Assertions.assertThat(ranks(story.apply(well(Case.backwards(5)))))
                .isEqualTo(ranks(story.apply(well(Case.beginning(5)))));
    }

    @Test
    void whoIsLookedAtFirstHasNoSayInWhetherAStartWasSeen() {
        Function<Case, Case> story = committee -> committee
                .refuses("m1")
                .leads("m2")
                .bonds(3, "m2", "m3", "m4", "m5")
                .passes(20)
                .lacks("m2->m3");
        Assertions.assertThat(ranks(story.apply(Case.backwards(5)))).isEqualTo(ranks(story.apply(Case.beginning(5))));
    }

    private static Case well(Case committee) {
        return committee.passes(30);
    }

    private static List<String> ranks(Case committee) {
        return committee.ranking().causes.stream()
                .map(cause -> cause.cause() + " " + cause.likelihood().word() + " " + cause.subjects())
                .toList();
    }
}
