package io.quorumwatch.judge.leader;

import static io.quorumwatch.catalogue.Condition.LEADER_MULTIPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.judge.Scene;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two lead only while both are seen to. */
class TwoLeadersTest {

    private final Scene scene = Scene.committee(3);

    private void saysSince(int actor, long second) {
        scene.actor(actor)
                .says(
                        Signal.LEADS_SINCE,
                        Instant.parse("2026-01-01T00:00:00Z")
                                .plusSeconds(second)
                                .getEpochSecond());
    }

    /** The leader stands still and another one leads from two seconds later on, until the first goes on where it was. */
    private void theLeaderWakesBesideItsSuccessorAfterTwoMinutes() {
        saysSince(1, 1);
        scene.run(10);
        saysSince(2, 13);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.run(2);
        scene.actor(2).leads();
        scene.run(118);
        scene.actor(1).answers();
    }

    @Test
    void aLeaderThatWakesIsNoSecondOneForTheTimeThatItSlept() {
        theLeaderWakesBesideItsSuccessorAfterTwoMinutes();
        scene.run(1);
        scene.expect(LEADER_MULTIPLE, VerdictState.PENDING);
        scene.actor(1).follows();
        scene.run(1);
        scene.expect(LEADER_MULTIPLE, VerdictState.OK);
        assertThat(scene.everFired()).noneMatch(verdict -> verdict.condition().equals(LEADER_MULTIPLE.key()));
    }

    @Test
    void aLeaderThatWakesAndGoesOnLeadingIsHeldAgainstTheTimeSinceItWoke() {
        theLeaderWakesBesideItsSuccessorAfterTwoMinutes();
        scene.run(11);
        scene.expectFiring(LEADER_MULTIPLE, Severity.WARNING);
        assertThat(scene.verdict(LEADER_MULTIPLE).since()).isEqualTo("2026-01-01T00:02:11.002Z");
        scene.run(50);
        scene.expectFiring(LEADER_MULTIPLE, Severity.PAGE);
    }

    @Test
    void aLeaderWhoseHostIsLostIsNoSecondOneBesideItsSuccessor() {
        scene.run(10);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.actor(2).leads();
        scene.run(30);
        assertThat(scene.said(LEADER_MULTIPLE)).noneMatch(verdict -> verdict.state() == VerdictState.PENDING);
        scene.expect(LEADER_MULTIPLE, VerdictState.OK);
    }

    @Test
    void twoThatWereSeenToLeadTogetherStillDoWhenALookFails() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(15);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.run(2);
        scene.expectFiring(LEADER_MULTIPLE, Severity.WARNING);
    }

    @Test
    void twoThatWereSeenToLeadTogetherAreNotOneBecauseOneIsSeenNoMore() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(15);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.run(60);
        assertThat(scene.verdict(LEADER_MULTIPLE).state()).isEqualTo(VerdictState.UNKNOWN);
        assertThat(scene.verdict(LEADER_MULTIPLE).reason()).isEqualTo(UnknownReason.MEMBER_HIDDEN.word());
    }

    @Test
    void theOneThatIsLeftIsAloneWhenTheOtherIsGone() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(15);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.run(30);
        scene.actor(1).fails(ScrapeFailure.REFUSED);
        scene.run(15);
        scene.expect(LEADER_MULTIPLE, VerdictState.OK);
    }

    @Test
    void theOneThatIsUnseenIsAloneWhenTheOtherFollows() {
        scene.run(10);
        scene.actor(3).leads();
        scene.run(15);
        scene.actor(1).fails(ScrapeFailure.TIMEOUT);
        scene.run(30);
        scene.actor(3).follows();
        scene.run(15);
        scene.expect(LEADER_MULTIPLE, VerdictState.OK);
    }

    @Test
    void oneMemberUnderTwoNamesLeadsOnce() {
        scene.actor(1).isKnownAs("a");
        scene.actor(3).isKnownAs("a");
        scene.actor(3).leads();
        scene.run(90);
        scene.expect(LEADER_MULTIPLE, VerdictState.OK);
    }

    @Test
    void twoThatAreKnownToBeTwoAreTwo() {
        scene.actor(1).isKnownAs("a");
        scene.actor(3).isKnownAs("b");
        scene.actor(3).leads();
        scene.run(12);
        scene.expectFiring(LEADER_MULTIPLE, Severity.WARNING);
    }
}
