package io.quorumwatch.desk.incident;

import static io.quorumwatch.bus.Likelihood.LIKELY;
import static io.quorumwatch.desk.incident.Cause.MEMBER_FROZEN;

import io.quorumwatch.bus.Signal;
import org.junit.jupiter.api.Test;

/** Members that answer and keep their links, while their log stands still: a disk that hangs, mostly. */
class StuckLogTest {

    /** Three members of a system whose quorum is fixed, each linked to each. */
    private static Case committee() {
        Case committee = Case.of(3);
        for (String member : new String[] {"m1", "m2", "m3"}) {
            for (String peer : new String[] {"m1", "m2", "m3"}) {
                if (!peer.equals(member)) {
                    committee.link(member, peer, true);
                }
            }
        }
        return writes(committee, 5, 100, "m1", "m2", "m3");
    }

    /** Ten entries a second, which these take over. */
    private static Case writes(Case committee, int seconds, double from, String... members) {
        for (int second = 0; second < seconds; second++) {
            committee.signal(Signal.MAJORITY_INDEX, from + 10 * second, members).passes(1);
        }
        return committee;
    }

    @Test
    void aLeaderWhoseLogStandsStillWhileAnothersGoesOnIsFrozen() {
        writes(committee().leads("m1", "m2"), 12, 200, "m2", "m3")
                .fires("leader-multiple")
                .ranking()
                .begins(MEMBER_FROZEN, LIKELY, "m1")
                .knows(MEMBER_FROZEN, "m1 answers while its log has stood still since 2026-05-01T12:00:35Z")
                .advises(MEMBER_FROZEN, "D waits for a disk");
    }

    @Test
    void whoStandsStillForLessThanTenSecondsMayBeSlow() {
        writes(committee().leads("m1", "m2"), 9, 200, "m2", "m3")
                .fires("leader-multiple")
                .ranking()
                .doesNotName(MEMBER_FROZEN);
    }

    @Test
    void whereOneLinkIsMissingTheOthersMayNotCarryEntriesEither() {
        Case cut = committee().leads("m1", "m2").link("m1", "m3", false);
        writes(cut, 30, 200, "m2", "m3").fires("leader-multiple").ranking().doesNotName(MEMBER_FROZEN);
    }

    @Test
    void whereNobodyWritesNobodyIsStuck() {
        committee()
                .leads("m1", "m2")
                .passes(60)
                .fires("leader-multiple")
                .ranking()
                .doesNotName(MEMBER_FROZEN);
    }

    @Test
    void oneWhoWritesEachQuarterOfAMinuteIsTakenOverFromInTime() {
        Case committee = committee().leads("m1", "m2");
        for (int write = 0; write < 4; write++) {
            committee.signal(Signal.MAJORITY_INDEX, 200 + write, "m2").passes(1);
            committee.signal(Signal.MAJORITY_INDEX, 200 + write, "m1", "m3").passes(14);
        }
        committee.fires("leader-multiple").ranking().doesNotName(MEMBER_FROZEN);
    }

    @Test
    void whoBeginsAnewAndIsSentASnapshotIsNotStuck() {
        writes(committee().restarts("m3").signal(Signal.MAJORITY_INDEX, 0, "m3"), 30, 200, "m1", "m2")
                .firesFor("m3", "member-lagging")
                .ranking()
                .doesNotName(MEMBER_FROZEN);
    }

    @Test
    void whoGoesOnIsStuckNoMore() {
        Case committee = writes(committee().leads("m1", "m2"), 20, 200, "m2", "m3");
        writes(committee, 2, 400, "m1", "m2", "m3")
                .fires("leader-multiple")
                .ranking()
                .doesNotName(MEMBER_FROZEN);
    }

    @Test
    void whereAnIndexProvesNoMajorityItsStandingStillProvesNothing() {
        Case lone = committee().hides(Signal.MAJORITY_INDEX, "m1", "m2", "m3").leads("m1", "m2");
        for (int second = 0; second < 30; second++) {
            lone.signal(Signal.COMMIT_INDEX, 200 + second, "m2", "m3").passes(1);
        }
        lone.fires("leader-multiple").ranking().doesNotName(MEMBER_FROZEN);
    }
}
