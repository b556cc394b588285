package io.quorumwatch.desk.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.bus.VerdictState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemberStateTest {

    @Test
    void isUnknownWhenTheMemberIsNotSeen() {
        assertThat(MemberState.of(null, null, condition -> null)).isEqualTo(MemberState.UNKNOWN);
        MemberReading leader = reading(Map.of(Signal.LEADS, 1));
        assertThat(MemberState.of(leader, Reading.of("server-1").failed(ScrapeFailure.TIMEOUT), condition -> null))
                .isEqualTo(MemberState.UNKNOWN);
    }

    @Test
    void isUnknownWhenThePageDoesNotTell() {
        assertThat(state(Map.of(Signal.COMMIT_INDEX, 7))).isEqualTo(MemberState.UNKNOWN);
    }

    @Test
    void leads() {
        assertThat(state(Map.of(Signal.LEADS, 1, Signal.HEARS_LEADER, 1))).isEqualTo(MemberState.LEADER);
    }

    @Test
    void followsWhenItDoesNotLeadOrHearsALeader() {
        assertThat(state(Map.of(Signal.LEADS, 0))).isEqualTo(MemberState.FOLLOWER);
        assertThat(state(Map.of(Signal.HEARS_LEADER, 1))).isEqualTo(MemberState.FOLLOWER);
    }

    @Test
    void isACandidateWhenItHearsNoLeader() {
        assertThat(state(Map.of(Signal.LEADS, 0, Signal.HEARS_LEADER, 0))).isEqualTo(MemberState.CANDIDATE);
    }

    @Test
    void isACandidateWhenItHasJustStartedAnElection() {
        MemberReading before = reading(Map.of(Signal.LEADS, 0, Signal.ELECTIONS, 4));
        MemberReading last = reading(Map.of(Signal.LEADS, 0, Signal.ELECTIONS, 5));
        assertThat(MemberState.of(before, last, condition -> null)).isEqualTo(MemberState.CANDIDATE);
        assertThat(MemberState.of(last, last, condition -> null)).isEqualTo(MemberState.FOLLOWER);
    }

    @Test
    void doesNotCompareCountersAcrossARestart() {
        MemberReading before = reading(Map.of(Signal.LEADS, 0, Signal.ELECTIONS, 4));
        MemberReading last = Reading.of("server-1")
                .with(Signal.LEADS, 0)
                .with(Signal.ELECTIONS, 5)
                .restarted()
                .reading();
        assertThat(MemberState.of(before, last, condition -> null)).isEqualTo(MemberState.FOLLOWER);
    }

    @Test
    void bootsWhileItHasNoGroup() {
        assertThat(state(Map.of(Signal.IN_GROUP, 0, Signal.LEADS, 0))).isEqualTo(MemberState.BOOTING);
    }

    @Test
    void hangsOnceThatHasHeldAlthoughItSaysThatItLeads() {
        MemberReading leader = reading(Map.of(Signal.LEADS, 1));
        assertThat(MemberState.of(null, leader, Map.of("member-hung", VerdictState.FIRING)::get))
                .isEqualTo(MemberState.HUNG);
        assertThat(MemberState.of(null, leader, Map.of("member-hung", VerdictState.PENDING)::get))
                .isEqualTo(MemberState.LEADER);
    }

    @Test
    void catchesUpWhileItIsBehind() {
        MemberReading follower = reading(Map.of(Signal.LEADS, 0));
        assertThat(MemberState.of(null, follower, Map.of("member-lagging", VerdictState.FIRING)::get))
                .isEqualTo(MemberState.CATCHING_UP);
        assertThat(MemberState.of(null, follower, Map.of("member-lagging", VerdictState.PENDING)::get))
                .isEqualTo(MemberState.FOLLOWER);
        assertThat(MemberState.of(null, follower, Map.of("catch-up-stuck", VerdictState.PENDING)::get))
                .isEqualTo(MemberState.CATCHING_UP);
    }

    private static MemberState state(Map<Signal, Integer> signals) {
        return MemberState.of(null, reading(signals), condition -> null);
    }

    private static MemberReading reading(Map<Signal, Integer> signals) {
        Reading reading = Reading.of("server-1");
        for (Map.Entry<Signal, Integer> signal : signals.entrySet()) {
            reading = reading.with(signal.getKey(), signal.getValue());
        }
        return reading.reading();
    }
}
