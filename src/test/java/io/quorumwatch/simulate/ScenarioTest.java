package io.quorumwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorumwatch.bus.ScrapeFailure;
import io.quorumwatch.simulate.Scenario.Step;
import io.quorumwatch.simulate.VirtualLooks.VirtualLook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios, and looking at them in virtual time. */
class ScenarioTest extends CommitteeTest {

    static List<Scenario> scenarios() {
        return Scenario.ALL;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void canBePlayedOnACommitteeOfAnySizeAndEndsWithOneLeader(Scenario scenario) {
        assertThat(scenario.steps()).isSortedAccordingTo(Comparator.comparing(Step::after));
        assertThat(scenario.steps()).allMatch(step -> step.after().compareTo(scenario.length()) < 0);
        for (int members : List.of(1, 2, 3, 5)) {
            SimulatedCommittee committee = starting(members, 1);
            committee.play(scenario);
            committee.advance(scenario.length().plusMinutes(3));
            assertThat(committee.activeFaults()).isEmpty();
            assertThat(leaders(committee)).as("leaders of %d", members).hasSize(1);
        }
    }

    @Test
    void haveNamesOfTheirOwn() {
        assertThat(Scenario.ALL).extracting(Scenario::name).doesNotHaveDuplicates();
        assertThat(Scenario.of("leader-kill")).isPresent();
        assertThat(Scenario.of("world-peace")).isEmpty();
    }

    @Test
    void looksAtEveryMemberOnceASecondInOrderOfTime() {
        SimulatedCommittee committee = starting(3, 1);
        List<VirtualLook> looks = new ArrayList<>();
        new VirtualLooks(committee).lookFor(Duration.ofSeconds(10), looks::add);
        assertThat(looks).hasSize(30).isSortedAccordingTo(Comparator.comparing(VirtualLook::at));
        assertThat(looks.subList(0, 3))
                .extracting(VirtualLook::member)
                .containsExactlyInAnyOrder("server-1", "server-2", "server-3");
    }

    @Test
    void looksTheSameOnEveryRun() {
        assertThat(looks("leader-kill")).isEqualTo(looks("leader-kill")).isNotEqualTo(looks("follower-kill"));
    }

    @Test
    void seesTheKilledLeaderRefuseAndTheSlowMemberTimeOut() {
        assertThat(looks("leader-kill"))
                .filteredOn(look -> look.answer().failure() == ScrapeFailure.REFUSED)
                .hasSizeBetween(40, 50)
                .extracting(VirtualLook::member)
                .containsOnly("server-1");
        assertThat(looks("slow-member"))
                .filteredOn(look -> look.answer().failure() == ScrapeFailure.TIMEOUT)
                .hasSizeBetween(28, 32);
        assertThat(looks("healthy")).allMatch(look -> look.answer().failure() == null);
    }

    private static List<VirtualLook> looks(String scenario) {
        SimulatedCommittee committee = starting(3, 1);
        committee.play(Scenario.of(scenario).orElseThrow());
        List<VirtualLook> looks = new ArrayList<>();
        new VirtualLooks(committee).lookFor(Duration.ofSeconds(90), looks::add);
        return looks;
    }
}
